package org.messagesgateway.launch;

import java.util.List;
import java.util.logging.ConsoleHandler;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/** Log lines of one line each, on standard error, unless the operator brings a logging configuration. */
final class Logging {

    /** Their start-up notes say nothing that the banner does not. Held, as the JDK holds loggers only weakly. */
    private static final List<Logger> QUIET = Stream.of(
                    "org.apache",
                    "org.jboss.weld",
                    "com.zaxxer",
                    "org.ehcache",
                    "org.terracotta",
                    "org.messagesgateway.boot")
            .map(Logger::getLogger)
            .toList();

    private Logging() {}

    static void toStandardError() {
        if (System.getProperty("java.util.logging.config.file") != null) {
            return;
        }
        var root = Logger.getLogger("");
        for (var handler : root.getHandlers()) {
            if (handler instanceof ConsoleHandler) {
                root.removeHandler(handler);
            }
        }
        root.addHandler(new LogLines(System.err));
        QUIET.forEach(logger -> logger.setLevel(Level.WARNING));
    }
}
