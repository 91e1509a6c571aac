package org.messagesgateway.launch;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The launcher's command line. Immutable. */
record Options(int port, String host, Optional<String> config) {

    static final String USAGE = "usage: java -jar anthropic.war [--port N] [--host H] [--config FILE]\n"
            + "  --port    1-65535, or 0 for any free one; default 8080\n"
            + "  --host    the address to listen on; default: every address of this machine\n"
            + "  --config  the gateway's configuration file";

    private static final Options DEFAULT = new Options(8080, "0.0.0.0", Optional.empty());

    /** Null if they are not understood. */
    static @Nullable Options parse(List<String> arguments) {
        var options = DEFAULT;
        for (int i = 0; i < arguments.size(); i += 2) {
            if (i + 1 == arguments.size()) {
                return null;
            }
            var value = arguments.get(i + 1);
            switch (arguments.get(i)) {
                case "--port" -> {
                    if (!value.matches("\\d{1,5}") || Integer.parseInt(value) > 65_535) {
                        return null;
                    }
                    options = new Options(Integer.parseInt(value), options.host, options.config);
                }
                case "--host" -> options = new Options(options.port, value, options.config);
                case "--config" -> options = new Options(options.port, options.host, Optional.of(value));
                default -> {
                    return null;
                }
            }
        }
        return options;
    }
}
