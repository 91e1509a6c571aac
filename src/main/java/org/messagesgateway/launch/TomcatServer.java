package org.messagesgateway.launch;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleState;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.buf.EncodedSolidusHandling;
import org.apache.tomcat.util.scan.StandardJarScanner;

/** The WAR on an embedded Tomcat, in the foreground. */
public final class TomcatServer {

    static final String CONTEXT_PATH = "/anthropic";

    /** As GatewayListener names them; that class lives in the web application's class loader. */
    private static final String SUMMARY_ATTRIBUTE = "org.messagesgateway.summary";

    private static final String EXAMPLE_ATTRIBUTE = "org.messagesgateway.example";

    private TomcatServer() {}

    /**
     * Returns when the server has ended; ends the process if it could not start.
     *
     * @param atEnd takes what is to be done when the process ends
     */
    public static void run(Path war, Path folder, String host, int port, Consumer<Runnable> atEnd) throws Exception {
        long start = System.nanoTime();
        Logging.toStandardError();
        var tomcat = new Tomcat();
        tomcat.setBaseDir(folder.toString());
        tomcat.setConnector(connector(host, port));
        tomcat.getEngine().setParentClassLoader(TomcatServer.class.getClassLoader());
        ((StandardHost) tomcat.getHost()).setErrorReportValveClass(ErrorEnvelopes.class.getName());
        Files.createDirectories(folder.resolve("webapps"));
        // No JSPs, no static files: every path is the application's.
        tomcat.setAddDefaultWebXmlToWebapp(false);
        var context = tomcat.addWebapp(CONTEXT_PATH, war.toString());
        scanNothing(context);
        endWithTheProcess((StandardContext) context);
        tomcat.start();
        if (context.getState() != LifecycleState.STARTED
                || tomcat.getConnector().getState() != LifecycleState.STARTED) {
            System.err.println("the gateway did not start: the reason is above");
            tomcat.stop();
            System.exit(1);
        }
        atEnd.accept(() -> stop(tomcat));
        banner(context, tomcat.getConnector().getLocalPort(), (System.nanoTime() - start) / 1_000_000);
        tomcat.getServer().await();
    }

    private static Connector connector(String host, int port) {
        var connector = new LeanConnector();
        connector.setPort(port);
        connector.setProperty("address", host);
        // Model ids may have a slash, which clients send as %2F.
        connector.setEncodedSolidusHandling(EncodedSolidusHandling.PASS_THROUGH.getValue());
        connector.setProperty("maxConnections", "20000");
        // A client that is refused can send the rest of a large body and then read why; but not for ever.
        connector.setProperty("maxSwallowSize", Integer.toString(128 * 1024 * 1024));
        connector.setXpoweredBy(false);
        return connector;
    }

    /** There is nothing to find outside the web application, and looking takes time. */
    private static void scanNothing(Context context) {
        var scanner = (StandardJarScanner) context.getJarScanner();
        scanner.setScanClassPath(false);
        scanner.setScanManifest(false);
        scanner.setScanBootstrapClassPath(false);
    }

    /** What an application leaves behind needs no hunting when the process ends with it. */
    private static void endWithTheProcess(StandardContext context) {
        context.setClearReferencesRmiTargets(false);
        context.setClearReferencesThreadLocals(false);
    }

    private static void stop(Tomcat tomcat) {
        try {
            tomcat.stop();
            tomcat.destroy();
        } catch (Exception e) {
            System.err.println("the gateway did not stop in order: " + e);
        }
    }

    private static void banner(Context context, int port, long millis) {
        var url = "http://localhost:" + port + CONTEXT_PATH + "/v1/messages";
        System.out.println("Messages Gateway, ready in " + millis + " ms: " + url);
        if (context.getServletContext().getAttribute(SUMMARY_ATTRIBUTE) instanceof List<?> summary) {
            summary.forEach(line -> System.out.println("  " + line));
        }
        System.out.println("  try: curl " + url + context.getServletContext().getAttribute(EXAMPLE_ATTRIBUTE));
        System.out.println("  stop with Ctrl-C");
    }
}
