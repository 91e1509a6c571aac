package org.messagesgateway.launch;

import org.apache.catalina.connector.Connector;
import org.apache.catalina.connector.Response;

/**
 * Tomcat's connector with few threads and small buffers. A stream keeps its request, its response and their buffers as long
 * as it lasts; with Tomcat's own sizes, ten thousand of them would fill a gigabyte.
 */
final class LeanConnector extends Connector {

    /** Enough for events; whole answers take what they need. */
    private static final int RESPONSE_BUFFER = 512;

    LeanConnector() {
        // Outside of the heap, where the kernel takes it from without another copy.
        setProperty("socket.directBuffer", "true");
        setProperty("socket.appReadBufSize", "8192");
        setProperty("socket.appWriteBufSize", "4096");
        setProperty("maxHttpResponseHeaderSize", "4096");
        setProperty("maxTrailerSize", "512");
        // A new connection after every hundred requests, as is Tomcat's way, has nothing for it here.
        setProperty("maxKeepAliveRequests", "-1");
        var threads = new ServerThreads(Runtime.getRuntime().availableProcessors() + 1);
        threads.watch();
        getProtocolHandler().setExecutor(threads);
    }

    @Override
    public Response createResponse(org.apache.coyote.Response response) {
        return new Response(response, RESPONSE_BUFFER);
    }
}
