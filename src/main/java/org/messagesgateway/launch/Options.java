package org.messagesgateway.launch;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The launcher's command line. Immutable. */
record Options(int port, String host, Optional<String> config, Optional<String> lib) {

    static final String USAGE = "usage: java -jar anthropic.war [--port N] [--host H] [--config FILE] [--lib DIR]\n"
            + "  --port    1-65535, or 0 for any free one; default 8080\n"
            + "  --host    the address to listen on; default: every address of this machine\n"
            + "  --config  the gateway's configuration file\n"
            + "  --lib     a folder of further jars, such as a JDBC driver; default: lib in the gateway's folder";

    private static final Options DEFAULT = new Options(8080, "0.0.0.0", Optional.empty(), Optional.empty());

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
                    options = new Options(Integer.parseInt(value), options.host, options.config, options.lib);
                }
                case "--host" -> options = new Options(options.port, value, options.config, options.lib);
                case "--config" -> options = new Options(options.port, options.host, Optional.of(value), options.lib);
                case "--lib" -> options = new Options(options.port, options.host, options.config, Optional.of(value));
                default -> {
                    return null;
                }
            }
        }
        return options;
    }
}
