package org.messagesgateway.servlet;

import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import org.messagesgateway.messages.ApiError;
import org.messagesgateway.messages.ApiException;
import org.messagesgateway.messages.ErrorType;

/**
 * What has come of a request's body so far: counted while it comes, thrown away where it is unwanted or too large, and
 * unpacked when it is whole. Not thread-safe.
 */
final class RequestBody {

    static final ApiError CUT_SHORT =
            new ApiError(ErrorType.INVALID_REQUEST_ERROR, "The request body could not be read to its end");

    private static final byte[] NOTHING = {};
    private static final int CHUNK = 16 * 1024;

    /** So many times what is there is taken of memory, or a chunk: headers promise anything, and may keep it waiting. */
    private static final int GROWTH = 4;

    /** A client that sends still more of what is thrown away is cut off. */
    private static final long MAX_DISCARDED = 128L * 1024 * 1024;

    /** Set on a request whose body is beyond reading: Tomcat gives up on the answer when it is tried once more. */
    private static final String BROKEN = RequestBody.class.getName() + ".BROKEN";

    private final HttpServletRequest request;
    private final int limit;
    private final long promised;
    private byte[] bytes = NOTHING;
    private int length;
    private long discarded;
    private boolean tooLarge;

    RequestBody(HttpServletRequest request, int limit) {
        this.request = request;
        this.limit = limit;
        this.promised = hasNone(request) ? 0 : request.getContentLengthLong();
        this.tooLarge = promised > limit;
    }

    /** One that is only read so that the connection can be used again. */
    static RequestBody unwanted(HttpServletRequest request) {
        return new RequestBody(request, 0);
    }

    private static boolean hasNone(HttpServletRequest request) {
        return request.getContentLengthLong() < 0
                && request.getProtocol().startsWith("HTTP/1.")
                && request.getHeader("transfer-encoding") == null;
    }

    /** Whether all that was promised has come. */
    boolean isWhole() {
        return length + discarded == promised;
    }

    /** Whether so much was thrown away that nothing more is read. */
    boolean isHopeless() {
        return discarded > MAX_DISCARDED;
    }

    /** Reads without having to wait; false if there is no reading on, as the container cannot make sense of what came. */
    boolean takeWhatIsThere(InputStream in) {
        if (request.getAttribute(BROKEN) != null) {
            return false;
        }
        try {
            for (int there = in.available(); there > 0 && !isWhole() && !isHopeless(); there = in.available()) {
                readFrom(in, there);
            }
            return true;
        } catch (IOException e) {
            request.setAttribute(BROKEN, true);
            return false;
        }
    }

    /** Reads once, {@code most} bytes at most; false at the end. Of what is too large nothing is kept. */
    boolean readFrom(InputStream in, int most) throws IOException {
        if (isWhole()) {
            return in.read(new byte[1]) >= 0; // What is left is the end, which some servers tell only to those who ask.
        }
        if (length == bytes.length) {
            bytes = Arrays.copyOf(bytes, room(most));
        }
        int count = in.read(bytes, length, Math.min(most, bytes.length - length));
        if (count < 0) {
            return false;
        }
        length += count;
        if (tooLarge || length > limit) {
            tooLarge = true;
            discarded += length;
            length = 0;
            bytes = bytes.length == CHUNK ? bytes : NOTHING;
        }
        return true;
    }

    private int room(int most) {
        long room = length + Math.max(Math.min(most, CHUNK), (GROWTH - 1L) * length);
        return (int) Math.min(room, promised > length ? promised : Math.max(limit, CHUNK) + 1L);
    }

    /** @throws ApiException 413 beyond the limit; 400 if it is cut short or packed in an unknown way */
    byte[] whole() {
        if (tooLarge) {
            throw tooLarge();
        }
        if (promised >= 0 && length < promised) {
            throw new ApiException(CUT_SHORT);
        }
        var encoding = request.getHeader("content-encoding");
        if (encoding == null || encoding.isBlank() || encoding.equalsIgnoreCase("identity")) {
            return length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
        }
        return switch (encoding.strip().toLowerCase(Locale.ROOT)) {
            case "gzip", "x-gzip" -> unpacked();
            default -> throw ApiException.invalid("content-encoding: only gzip and identity are supported");
        };
    }

    private byte[] unpacked() {
        try (var in = new GZIPInputStream(new ByteArrayInputStream(bytes, 0, length), CHUNK)) {
            var unpacked = in.readNBytes(limit + 1);
            if (unpacked.length > limit) {
                throw tooLarge();
            }
            return unpacked;
        } catch (IOException e) {
            throw new ApiException(CUT_SHORT);
        }
    }

    private ApiException tooLarge() {
        return new ApiException(
                new ApiError(ErrorType.REQUEST_TOO_LARGE, "Request exceeds the maximum size of " + limit + " bytes"));
    }
}
