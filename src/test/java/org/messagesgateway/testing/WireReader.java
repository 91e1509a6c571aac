package org.messagesgateway.testing;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.messagesgateway.http.Headers;

/** Reads HTTP/1.1 from a connection, with nothing between the bytes and the test. */
final class WireReader {

    private final InputStream in;

    WireReader(InputStream in) {
        this.in = new BufferedInputStream(in, 16 * 1024);
    }

    /** Waits for the next byte without taking it; false if the other end has closed. */
    boolean hasMore() throws IOException {
        in.mark(1);
        if (in.read() < 0) {
            return false;
        }
        in.reset();
        return true;
    }

    WireRequest request() throws IOException {
        var start = line().split(" ");
        var headers = headers();
        var isEmpty = headers.first("content-length").isEmpty()
                && headers.first("transfer-encoding").isEmpty();
        return new WireRequest(
                start[0],
                start[1],
                headers,
                isEmpty ? new byte[0] : body(headers).readAllBytes());
    }

    Headers headers() throws IOException {
        var headers = Headers.builder();
        for (var line = line(); !line.isEmpty(); line = line()) {
            var colon = line.indexOf(':');
            headers.add(line.substring(0, colon), line.substring(colon + 1).strip());
        }
        return headers.build();
    }

    /** The body that these headers announce: chunked, of a known length, or until the connection ends. */
    InputStream body(Headers headers) {
        if (headers.first("transfer-encoding").orElse("").equals("chunked")) {
            return new WireBody(this, -1);
        }
        return headers.first("content-length")
                .<InputStream>map(length -> new WireBody(this, Long.parseLong(length)))
                .orElse(in);
    }

    int read(byte[] buffer, int offset, int length) throws IOException {
        return in.read(buffer, offset, length);
    }

    /** A line without its end; CR LF and LF both end one. */
    String line() throws IOException {
        var line = new ByteArrayOutputStream();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new EOFException("the connection ended inside a line");
            }
            line.write(b);
        }
        return line.toString(StandardCharsets.UTF_8).stripTrailing();
    }
}
