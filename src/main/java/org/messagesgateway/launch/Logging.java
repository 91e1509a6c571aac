package org.messagesgateway.launch;

import java.util.logging.ConsoleHandler;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Log lines of one line each, on standard error, unless the operator brings a logging configuration. */
final class Logging {

    private Logging() {}

    static void toStandardError() {
        if (System.getProperty("java.util.logging.config.file") != null) {
            return;
        }
        System.setProperty("java.util.logging.SimpleFormatter.format", "%1$tFT%1$tT.%1$tL%1$tz %4$s %3$s %5$s%6$s%n");
        var root = Logger.getLogger("");
        for (var handler : root.getHandlers()) {
            if (handler instanceof ConsoleHandler) {
                handler.setLevel(Level.ALL);
            }
        }
        // Their start-up notes say nothing that the banner does not.
        for (var name : new String[] {"org.apache.catalina", "org.apache.coyote", "org.jboss.weld"}) {
            Logger.getLogger(name).setLevel(Level.WARNING);
        }
    }
}
