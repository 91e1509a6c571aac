package org.messagesgateway.launch;

import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.jar.JarFile;

/**
 * Starts the WAR that it stands in: {@code java -jar anthropic.war [--port N] [--host H] [--config FILE] [--lib
 * DIR]}. It unpacks the embedded Tomcat, which servers that the WAR is dropped into never see, and hands over to
 * {@link TomcatServer}.
 */
public final class Main {

    private static final String LIBRARIES = "WEB-INF/lib-launch/";

    private Main() {}

    public static void main(String[] arguments) throws Exception {
        var options = Options.parse(List.of(arguments));
        if (options == null) {
            System.err.println(Options.USAGE);
            System.exit(2);
            return;
        }
        options.config().ifPresent(file -> System.setProperty("gateway.config", file));
        var war = war();
        var folder = Files.createTempDirectory("messages-gateway");
        var stop = new CompletableFuture<Runnable>();
        // One hook: an application that stops still loads classes from the folder.
        Runtime.getRuntime()
                .addShutdownHook(new Thread(() -> stopAndDelete(stop.getNow(() -> {}), folder), "gateway-stop"));
        var loader = new URLClassLoader(classPath(war, folder, options), ClassLoader.getPlatformClassLoader());
        Thread.currentThread().setContextClassLoader(loader);
        loader.loadClass("org.messagesgateway.launch.TomcatServer")
                .getMethod("run", Path.class, Path.class, String.class, int.class, Consumer.class)
                .invoke(null, war, folder, options.host(), options.port(), (Consumer<Runnable>) stop::complete);
    }

    private static Path war() throws URISyntaxException {
        return Path.of(
                Main.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    /** The WAR itself, for this package's classes, the libraries in it, copied out, and the operator's own. */
    private static URL[] classPath(Path war, Path folder, Options options) throws IOException {
        var urls = new ArrayList<URL>();
        urls.add(war.toUri().toURL());
        try (var jar = new JarFile(war.toFile())) {
            for (var entry : (Iterable<java.util.jar.JarEntry>) jar.stream()::iterator) {
                if (entry.getName().startsWith(LIBRARIES) && entry.getName().endsWith(".jar")) {
                    var library = folder.resolve(entry.getName().substring(LIBRARIES.length()));
                    try (InputStream in = jar.getInputStream(entry)) {
                        Files.copy(in, library);
                    }
                    urls.add(library.toUri().toURL());
                }
            }
        }
        for (var library : operatorsLibraries(options)) {
            urls.add(library.toUri().toURL());
        }
        return urls.toArray(URL[]::new);
    }

    private static List<Path> operatorsLibraries(Options options) throws IOException {
        var folder = options.lib().map(Path::of).orElseGet(() -> home().resolve("lib"));
        if (options.lib().isEmpty() && Files.notExists(folder)) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
        }
    }

    /** As the gateway finds its own folder. */
    private static Path home() {
        var home = System.getenv("GATEWAY_HOME");
        return home == null || home.isBlank()
                ? Path.of(System.getProperty("user.home"), ".messages-gateway")
                : Path.of(home.strip());
    }

    private static void stopAndDelete(Runnable stop, Path folder) {
        try {
            stop.run();
        } finally {
            delete(folder);
        }
    }

    private static void delete(Path folder) {
        try (var files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            // It is the system's folder for temporary files: it will be cleaned up.
        }
    }
}
