package org.messagesgateway.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A server as its project publishes it on Maven Central, unpacked once into {@code target/servers/dist}. */
record Distribution(Path home) {

    private static final String PLUGIN = "org.apache.maven.plugins:maven-dependency-plugin:3.9.0:";

    static Distribution of(Server server) throws IOException, InterruptedException {
        var parts = server.artifact().split(":");
        var directory = Path.of("target/servers/dist", parts[1] + "-" + server.version());
        if (!Files.exists(directory)) {
            fetch(server.artifact(), directory);
        }
        return new Distribution(onlyDirectory(directory).toAbsolutePath());
    }

    private static void fetch(String artifact, Path directory) throws IOException, InterruptedException {
        var unfinished = directory.resolveSibling(directory.getFileName() + ".unfinished");
        var isZip = artifact.endsWith(":zip");
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("maven.home"), "bin", "mvn").toString());
        command.addAll(List.of("-B", "-q", PLUGIN + (isZip ? "unpack" : "copy")));
        command.addAll(List.of("-Dartifact=" + artifact, "-DoutputDirectory=" + unfinished));
        var maven = new ProcessBuilder(command).inheritIO().start();
        if (maven.waitFor() != 0) {
            throw new IOException("could not fetch " + artifact);
        }
        Files.move(unfinished, directory);
    }

    /** The directory inside a zip, whatever it is called; the directory itself for a jar. */
    private static Path onlyDirectory(Path directory) throws IOException {
        try (var entries = Files.list(directory)) {
            return entries.filter(Files::isDirectory)
                    .filter(entry -> !entry.endsWith("META-INF"))
                    .findFirst()
                    .orElse(directory);
        }
    }
}
