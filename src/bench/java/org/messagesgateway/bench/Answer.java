package org.messagesgateway.bench;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Takes one HTTP/1.1 answer apart as its bytes come: the status, and the body without its chunks' frames. */
final class Answer {

    /** Hears each piece of the body. */
    interface Body {
        void bytes(ByteBuffer piece);
    }

    private enum Part {
        HEAD,
        FIXED,
        CHUNK_SIZE,
        CHUNK,
        CHUNK_END,
        TRAILER,
        DONE
    }

    private final StringBuilder line = new StringBuilder(256);
    private Part part = Part.HEAD;
    private long left;
    private int status;
    private boolean last;

    boolean isDone() {
        return part == Part.DONE;
    }

    int status() {
        return status;
    }

    /** Whether the server closes the connection after it. */
    boolean isLast() {
        return last;
    }

    /** Ready for the next one. */
    void reset() {
        line.setLength(0);
        part = Part.HEAD;
        left = 0;
        status = 0;
        last = false;
    }

    void read(ByteBuffer bytes, Body body) {
        while (bytes.hasRemaining() && part != Part.DONE) {
            if (part == Part.FIXED || part == Part.CHUNK) {
                content(bytes, body);
            } else {
                text((char) (bytes.get() & 0xFF));
            }
        }
    }

    private void content(ByteBuffer bytes, Body body) {
        int count = (int) Math.min(left, bytes.remaining());
        body.bytes(bytes.slice(bytes.position(), count));
        bytes.position(bytes.position() + count);
        left -= count;
        if (left == 0) {
            part = part == Part.FIXED ? Part.DONE : Part.CHUNK_END;
        }
    }

    private void text(char next) {
        if (next == '\n') {
            lineEnded();
        } else if (next != '\r') {
            line.append(next);
        }
    }

    private void lineEnded() {
        switch (part) {
            case HEAD -> header();
            case CHUNK_END -> part = Part.CHUNK_SIZE;
            case CHUNK_SIZE -> {
                left = Long.parseLong(line.toString().split(";")[0].strip(), 16);
                part = left == 0 ? Part.TRAILER : Part.CHUNK;
            }
            case TRAILER -> part = line.length() == 0 ? Part.DONE : Part.TRAILER;
            default -> throw new IllegalStateException(part.name());
        }
        line.setLength(0);
    }

    private void header() {
        var text = line.toString().toLowerCase(Locale.ROOT);
        if (text.startsWith("http/1.1 ")) {
            status = Integer.parseInt(text.substring(9, 12));
        } else if (text.startsWith("content-length:")) {
            left = Long.parseLong(text.substring(15).strip());
        } else if (text.startsWith("connection:") && text.contains("close")) {
            last = true;
        } else if (text.startsWith("transfer-encoding:") && text.contains("chunked")) {
            left = -1;
        } else if (text.isEmpty()) {
            part = left < 0 ? Part.CHUNK_SIZE : left == 0 ? Part.DONE : Part.FIXED;
        }
    }

    static byte[] request(String host, String path, String headers, byte[] body) {
        var head = "POST " + path + " HTTP/1.1\r\nhost: " + host + "\r\ncontent-type: application/json\r\n" + headers
                + "content-length: " + body.length + "\r\n\r\n";
        var start = head.getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(start.length + body.length).put(start).put(body).array();
    }
}
