package org.messagesgateway.it;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Finds the port that {@code arquillian.xml} asks for: to stand before {@code ArquillianExtension}. */
final class FreePort implements BeforeAllCallback {

    private static final String PROPERTY = "arquillian.port";

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        if (System.getProperty(PROPERTY) == null) {
            try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                System.setProperty(PROPERTY, Integer.toString(socket.getLocalPort()));
            }
        }
    }
}
