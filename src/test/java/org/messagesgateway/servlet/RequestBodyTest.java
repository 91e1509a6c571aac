package org.messagesgateway.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.messagesgateway.messages.ApiException;

class RequestBodyTest {

    private static final int LIMIT = 1_000_000;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 16_384, 16_385, 262_144, 262_145, LIMIT})
    void whatComesInPiecesIsWhole(int length) throws IOException {
        var bytes = random(length);
        for (var promised : new long[] {length, -1}) {
            var body = new RequestBody(request(promised), LIMIT);
            var in = new ByteArrayInputStream(bytes);
            for (int piece = 1; body.readFrom(in, piece); piece += 997) {
                assertThat(body.isWhole()).isEqualTo(promised >= 0 && in.available() == 0);
            }
            assertThat(body.isWhole()).isEqualTo(promised >= 0);
            assertThat(body.whole()).isEqualTo(bytes);
        }
    }

    @Test
    void onlyWhatIsThereIsTaken() {
        var body = new RequestBody(request(10), LIMIT);
        assertThat(body.takeWhatIsThere(arriving(4))).isTrue();
        assertThat(body.isWhole()).isFalse();
        assertThat(body.takeWhatIsThere(arriving(9))).isTrue();
        assertThat(body.isWhole()).isTrue();
    }

    /** Thousands of clients may promise much, send little, and then wait. */
    @ParameterizedTest
    @ValueSource(longs = {-1, LIMIT})
    void memoryIsTakenForWhatHasComeNotForWhatIsPromised(long promised) throws IOException {
        var body = new RequestBody(request(promised), LIMIT);
        var in = new ByteArrayInputStream(new byte[LIMIT]) {
            @Override
            public int read(byte[] into, int offset, int count) {
                assertThat(into.length).isLessThanOrEqualTo(Math.max(16_384, 4 * offset));
                return super.read(into, offset, Math.min(count, 1_000));
            }
        };
        while (body.readFrom(in, Integer.MAX_VALUE)) {
            assertThat(body.isHopeless()).isFalse();
        }
        assertThat(body.whole()).hasSize(LIMIT);
    }

    @Test
    void aBodyThatEndsTooSoonIsRefused() {
        var body = new RequestBody(request(10), LIMIT);
        body.takeWhatIsThere(arriving(9));
        assertThatThrownBy(body::whole)
                .isInstanceOfSatisfying(
                        ApiException.class, e -> assertThat(e.error().status()).isEqualTo(400));
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, LIMIT + 1})
    void aBodyThatIsTooLargeIsReadToItsEndAndRefused(long promised) throws IOException {
        var body = new RequestBody(request(promised), LIMIT);
        var in = new ByteArrayInputStream(new byte[LIMIT + 1]);
        while (body.readFrom(in, Integer.MAX_VALUE)) {
            assertThat(body.isHopeless()).isFalse();
        }
        assertThatThrownBy(body::whole)
                .isInstanceOfSatisfying(
                        ApiException.class, e -> assertThat(e.error().status()).isEqualTo(413));
    }

    @Test
    void aBodyWithoutEndIsNotReadForEver() {
        var body = new RequestBody(request(-1), LIMIT);
        body.takeWhatIsThere(endless());
        assertThat(body.isHopeless()).isTrue();
    }

    @Test
    void anUnwantedBodyIsWholeWhenAllOfItHasCome() {
        var body = RequestBody.unwanted(request(100_000));
        body.takeWhatIsThere(arriving(50_000));
        assertThat(body.isWhole()).isFalse();
        body.takeWhatIsThere(arriving(50_000));
        assertThat(body.isWhole()).isTrue();
    }

    private static HttpServletRequest request(long promised) {
        return promised < 0
                ? FakeRequest.from("127.0.0.1", "transfer-encoding", "chunked")
                : FakeRequest.from("127.0.0.1", "content-length", Long.toString(promised));
    }

    private static InputStream arriving(int count) {
        return new ByteArrayInputStream(new byte[count]);
    }

    private static InputStream endless() {
        return new InputStream() {
            @Override
            public int available() {
                return 8_192;
            }

            @Override
            public int read() {
                return ' ';
            }

            @Override
            public int read(byte[] into, int offset, int count) {
                return count;
            }
        };
    }

    private static byte[] random(int length) {
        var bytes = new byte[length];
        new Random(7).nextBytes(bytes);
        return bytes;
    }
}
