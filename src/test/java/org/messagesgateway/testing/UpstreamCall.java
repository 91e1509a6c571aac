package org.messagesgateway.testing;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One call that reached the scripted upstream: what was asked, and the means to answer it well or badly. */
public final class UpstreamCall {

    /** How a call ended. */
    public enum Ending {
        /** The answer came to its end: from its last bytes on, the gateway may do what it likes. */
        FINISHED,
        /** The script cut the connection. */
        CUT,
        /** The gateway closed the connection before the script was through. */
        ABANDONED
    }

    private final WireRequest request;
    private final Socket socket;
    private final CompletableFuture<Ending> ending = new CompletableFuture<>();

    UpstreamCall(WireRequest request, Socket socket) {
        this.request = request;
        this.socket = socket;
    }

    public WireRequest request() {
        return request;
    }

    /** A whole answer with its length; {@code headers} are names and values in turn. */
    public void answer(int status, String type, String body, String... headers) throws IOException {
        answer(status, type, body.getBytes(StandardCharsets.UTF_8), headers);
    }

    public void answer(int status, String type, byte[] body, String... headers) throws IOException {
        raw(head(status, headers) + "content-type: " + type + "\r\ncontent-length: " + body.length + "\r\n\r\n");
        ended(Ending.FINISHED);
        raw(body);
    }

    /** Status 200 and the head of an event stream; {@link #send} and {@link #end} follow. */
    public void startStream(String... headers) throws IOException {
        raw(head(200, headers) + "content-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n");
    }

    /** One piece of the body: a chunk and a packet of its own. */
    public void send(String piece) throws IOException {
        send(piece.getBytes(StandardCharsets.UTF_8));
    }

    public void send(byte[] piece) throws IOException {
        var size = (Integer.toHexString(piece.length) + "\r\n").getBytes(StandardCharsets.US_ASCII);
        var chunk = new byte[size.length + piece.length + 2];
        System.arraycopy(size, 0, chunk, 0, size.length);
        System.arraycopy(piece, 0, chunk, size.length, piece.length);
        chunk[chunk.length - 2] = '\r';
        chunk[chunk.length - 1] = '\n';
        raw(chunk);
    }

    public void end() throws IOException {
        ended(Ending.FINISHED);
        raw("0\r\n\r\n");
    }

    /** Bytes as they are, which need not be HTTP. */
    public void raw(String text) throws IOException {
        raw(text.getBytes(StandardCharsets.UTF_8));
    }

    public void raw(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    /** Closes the connection in good order (FIN), wherever the answer stands. */
    public void cut() throws IOException {
        ended(Ending.CUT);
        socket.close();
    }

    /** Tears the connection down (RST). */
    public void reset() throws IOException {
        ended(Ending.CUT);
        socket.setSoLinger(true, 0);
        socket.close();
    }

    /** Waits for the end, at most 20 seconds. */
    public Ending ending() {
        try {
            return ending.get(20, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError("the upstream call did not end", e);
        }
    }

    public boolean isOpen() {
        return !ending.isDone();
    }

    void onEnd(Runnable action) {
        ending.thenRun(action);
    }

    void ended(Ending how) {
        ending.complete(how);
    }

    private static String head(int status, String... headers) {
        var head = new StringBuilder("HTTP/1.1 " + status + " Scripted\r\n");
        for (int i = 0; i < headers.length; i += 2) {
            head.append(headers[i]).append(": ").append(headers[i + 1]).append("\r\n");
        }
        return head.toString();
    }
}
