package org.messagesgateway.testing;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.messagesgateway.http.Headers;

/** A client that sends whatever bytes a test gives it, which need not be HTTP. */
public final class RawClient implements AutoCloseable {

    /** What came back; {@code body} is as long as its headers say. */
    public record Answer(int status, Headers headers, String body) {}

    private final Socket socket;
    private final WireReader wire;

    private RawClient(Socket socket) throws IOException {
        this.socket = socket;
        this.wire = new WireReader(socket.getInputStream());
    }

    public static RawClient connect(URI uri) throws IOException {
        var socket = new Socket();
        socket.setSoTimeout(30_000);
        socket.setTcpNoDelay(true);
        socket.connect(new InetSocketAddress(uri.getHost(), uri.getPort()), 10_000);
        return new RawClient(socket);
    }

    public RawClient send(String text) throws IOException {
        return send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    public RawClient send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        return this;
    }

    /** Says that nothing more will come (FIN), and still reads. */
    public RawClient finish() throws IOException {
        socket.shutdownOutput();
        return this;
    }

    public Answer answer() throws IOException {
        int status = Integer.parseInt(wire.line().split(" ")[1]);
        var headers = wire.headers();
        var body = new String(wire.body(headers).readAllBytes(), StandardCharsets.UTF_8);
        return new Answer(status, headers, body);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
