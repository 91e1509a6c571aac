package org.messagesgateway.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A JDK of 21 or later beside the one that runs the tests: {@code -Dnewer.jdk=DIR}, or one in the usual places. */
final class NewerJdk {

    private static final Pattern VERSION = Pattern.compile("JAVA_VERSION=\"(\\d+)");

    private NewerJdk() {}

    static Optional<Path> home() {
        var named = System.getProperty("newer.jdk", "");
        if (!named.isEmpty()) {
            return Optional.of(Path.of(named));
        }
        return Stream.of(System.getProperty("java.home") + "/..", "/usr/lib/jvm", "/opt", "/opt/java")
                .map(Path::of)
                .filter(Files::isDirectory)
                .flatMap(NewerJdk::children)
                .filter(NewerJdk::isNewer)
                .findFirst();
    }

    private static Stream<Path> children(Path directory) {
        try (var children = Files.list(directory)) {
            return children.sorted().toList().stream();
        } catch (IOException e) {
            return Stream.empty();
        }
    }

    private static boolean isNewer(Path home) {
        try {
            var version = VERSION.matcher(Files.readString(home.resolve("release")));
            return Files.isExecutable(home.resolve("bin/java"))
                    && version.find()
                    && Integer.parseInt(version.group(1)) >= 21;
        } catch (IOException e) {
            return false;
        }
    }
}
