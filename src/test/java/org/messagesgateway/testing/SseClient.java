package org.messagesgateway.testing;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.messagesgateway.http.Headers;

/** A client on a bare socket. It reads only when asked to, so that a test can read slowly, not at all, or leave. */
public final class SseClient implements AutoCloseable {

    private static final int SMALL_BUFFER = 4 * 1024;

    private final Socket socket;
    private final WireReader wire;
    private WireReader events;
    private InputStream body;
    private int status;
    private Headers headers;

    private SseClient(Socket socket) throws IOException {
        this.socket = socket;
        this.wire = new WireReader(socket.getInputStream());
    }

    /** Sends a JSON request; {@code headers} are names and values in turn. */
    public static SseClient post(URI uri, String json, String... headers) throws IOException {
        return send(new Socket(), uri, json, headers);
    }

    /** The same with the smallest receive buffer: what the test does not read soon stops the gateway. */
    public static SseClient postReadingSlowly(URI uri, String json, String... headers) throws IOException {
        var socket = new Socket();
        socket.setReceiveBufferSize(SMALL_BUFFER);
        return send(socket, uri, json, headers);
    }

    private static SseClient send(Socket socket, URI uri, String json, String... headers) throws IOException {
        socket.setSoTimeout(30_000);
        socket.setTcpNoDelay(true);
        socket.connect(new InetSocketAddress(uri.getHost(), uri.getPort()), 10_000);
        var body = json.getBytes(StandardCharsets.UTF_8);
        var head = new StringBuilder("POST " + uri.getRawPath() + " HTTP/1.1\r\nhost: " + uri.getAuthority()
                + "\r\ncontent-type: application/json\r\ncontent-length: " + body.length + "\r\n");
        for (int i = 0; i < headers.length; i += 2) {
            head.append(headers[i]).append(": ").append(headers[i + 1]).append("\r\n");
        }
        var out = socket.getOutputStream();
        out.write(head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
        out.write(body);
        return new SseClient(socket);
    }

    public int status() throws IOException {
        readHead();
        return status;
    }

    public Headers headers() throws IOException {
        readHead();
        return headers;
    }

    /** Everything that is left, as text. */
    public String body() throws IOException {
        readHead();
        return new String(body.readAllBytes(), StandardCharsets.UTF_8);
    }

    /** The next event; empty once the answer has ended as HTTP says it should. A cut one is an exception. */
    public Optional<SseEvent> next() throws IOException {
        readHead();
        if (!events.hasMore()) {
            return Optional.empty();
        }
        var name = "";
        var data = new StringBuilder();
        for (var line = events.line(); !line.isEmpty(); line = events.line()) {
            if (line.startsWith("event:")) {
                name = line.substring(6).strip();
            } else if (line.startsWith("data:")) {
                data.append(data.length() == 0 ? "" : "\n")
                        .append(line.substring(5).stripLeading());
            }
        }
        return Optional.of(new SseEvent(name, data.toString(), System.nanoTime()));
    }

    /** The next event that is neither a ping nor a comment. */
    public Optional<SseEvent> nextContent() throws IOException {
        var event = next();
        while (event.isPresent()
                && (event.get().name().equals("ping") || event.get().name().isEmpty())) {
            event = next();
        }
        return event;
    }

    public List<SseEvent> rest() throws IOException {
        var rest = new ArrayList<SseEvent>();
        for (var event = next(); event.isPresent(); event = next()) {
            rest.add(event.get());
        }
        return rest;
    }

    /** Leaves without a word (RST). */
    public void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private void readHead() throws IOException {
        if (headers == null) {
            status = Integer.parseInt(wire.line().split(" ")[1]);
            headers = wire.headers();
            body = wire.body(headers);
            events = new WireReader(body);
        }
    }
}
