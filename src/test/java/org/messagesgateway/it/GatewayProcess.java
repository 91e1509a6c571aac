package org.messagesgateway.it;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@code java -jar anthropic.war} in an environment without anybody's keys. */
final class GatewayProcess {

    private GatewayProcess() {}

    /** @param log takes its standard error */
    static Process start(Path log, String[] jvmOptions, Object... arguments) throws IOException {
        return start(log, Map.of(), jvmOptions, arguments);
    }

    /** @param environment all of its variables */
    static Process start(Path log, Map<String, String> environment, String[] jvmOptions, Object... arguments)
            throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var command = new ArrayList<>(List.of(java, "-XX:TieredStopAtLevel=1"));
        command.addAll(List.of(jvmOptions));
        command.addAll(List.of("-jar", RunningGateway.WAR.toString()));
        List.of(arguments).forEach(argument -> command.add(argument.toString()));
        var builder = new ProcessBuilder(command).redirectError(log.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        return builder.start();
    }
}
