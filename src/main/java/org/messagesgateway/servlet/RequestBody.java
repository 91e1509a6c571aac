package org.messagesgateway.servlet;

import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import org.messagesgateway.messages.ApiError;
import org.messagesgateway.messages.ApiException;
import org.messagesgateway.messages.ErrorType;

/** Reads a request's body, unpacked, and counts while it reads. */
final class RequestBody {

    private static final int CHUNK = 16 * 1024;

    /** Memory is taken for bytes that are there, beyond this, not for those that a header promises. */
    private static final int MAX_PROMISED = 256 * 1024;

    /** A client that sends still more is cut off. */
    private static final long MAX_DISCARDED = 128L * 1024 * 1024;

    /** Set on a request whose body ended in an error: Tomcat gives up on the answer when it is read once more. */
    private static final String BROKEN = RequestBody.class.getName() + ".BROKEN";

    private final HttpServletRequest request;
    private final int limit;

    RequestBody(HttpServletRequest request, int limit) {
        this.request = request;
        this.limit = limit;
    }

    /** @throws ApiException 413 beyond the limit; 400 if it is cut short or packed in an unknown way */
    byte[] read() {
        try {
            if (request.getContentLengthLong() > limit) {
                throw tooLarge();
            }
            return read(unpacked());
        } catch (IOException e) {
            request.setAttribute(BROKEN, true);
            throw ApiException.invalid("The request body could not be read to its end");
        }
    }

    private InputStream unpacked() throws IOException {
        var encoding = request.getHeader("content-encoding");
        if (encoding == null || encoding.isBlank() || encoding.equalsIgnoreCase("identity")) {
            return request.getInputStream();
        }
        return switch (encoding.strip().toLowerCase(Locale.ROOT)) {
            case "gzip", "x-gzip" -> new GZIPInputStream(request.getInputStream(), CHUNK);
            default -> throw ApiException.invalid("content-encoding: only gzip and identity are supported");
        };
    }

    private byte[] read(InputStream in) throws IOException {
        var expected = request.getHeader("content-encoding") == null ? request.getContentLength() : -1;
        return expected >= 0 && expected <= MAX_PROMISED ? whole(in, expected) : growing(in, expected);
    }

    private static byte[] whole(InputStream in, int length) throws IOException {
        var body = new byte[length];
        if (in.readNBytes(body, 0, length) < length) {
            throw new IOException("cut short");
        }
        return body;
    }

    private byte[] growing(InputStream in, int expected) throws IOException {
        var body = new ByteArrayOutputStream(expected > 0 ? MAX_PROMISED : CHUNK);
        var chunk = new byte[CHUNK];
        for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
            if (body.size() + count > limit) {
                throw tooLarge();
            }
            body.write(chunk, 0, count);
        }
        if (expected >= 0 && body.size() < expected) {
            throw new IOException("cut short");
        }
        return body.toByteArray();
    }

    private ApiException tooLarge() {
        return new ApiException(
                new ApiError(ErrorType.REQUEST_TOO_LARGE, "Request exceeds the maximum size of " + limit + " bytes"));
    }

    /**
     * To be called before an answer that does not depend on the body: reads what nobody has read and throws it away. Some
     * servers would close the connection behind the answer without saying so: the client's next request on it would be
     * lost, or, while it still sends, the answer itself.
     */
    static void discard(HttpServletRequest request) {
        if (request.getAttribute(BROKEN) != null) {
            return;
        }
        try {
            var in = request.getInputStream();
            var chunk = new byte[CHUNK];
            long left = MAX_DISCARDED;
            for (int count = in.read(chunk); count >= 0 && left > 0; count = in.read(chunk)) {
                left -= count;
            }
        } catch (IOException e) {
            // The client has gone: there is nobody to keep the connection for.
        }
    }
}
