package org.messagesgateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.eventstream.HeaderValue;
import software.amazon.eventstream.Message;

class EventStreamDecoderTest {

    private static final int MAX_BYTES = 1000;

    private static byte[] message(Map<String, String> headers, String payload) {
        var values = new LinkedHashMap<String, HeaderValue>();
        headers.forEach((name, value) -> values.put(name, HeaderValue.fromString(value)));
        return bytes(new Message(values, payload.getBytes(StandardCharsets.UTF_8)));
    }

    private static byte[] bytes(Message message) {
        var buffer = message.toByteBuffer();
        var bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }

    private static byte[] event(String type, String payload) {
        return message(
                Map.of(":message-type", "event", ":event-type", type, ":content-type", "application/json"), payload);
    }

    private static byte[] joined(byte[]... messages) {
        var all = new ByteArrayOutputStream();
        for (var message : messages) {
            all.writeBytes(message);
        }
        return all.toByteArray();
    }

    private static List<Frame> decode(byte[] bytes, int size) throws UpstreamException {
        var decoder = new EventStreamDecoder(MAX_BYTES);
        var frames = new ArrayList<Frame>();
        for (var start = 0; start < bytes.length; start += size) {
            decoder.decode(ByteBuffer.wrap(bytes, start, Math.min(size, bytes.length - start)), frames::add);
        }
        return frames;
    }

    private static UpstreamException failure(byte[] bytes) {
        try {
            decode(bytes, bytes.length);
        } catch (UpstreamException e) {
            return e;
        }
        throw new AssertionError("no failure");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 100_000})
    void framesAreTheSameHoweverTheBytesAreSplit(int size) throws UpstreamException {
        var first = event("messageStart", "{\"role\":\"ü世👋\"}");
        var second = event("metadata", "");
        var frames = decode(joined(first, second, first), size);
        assertThat(frames.stream().map(frame -> frame.name() + "|" + frame.data()))
                .containsExactly("messageStart|{\"role\":\"ü世👋\"}", "metadata|", "messageStart|{\"role\":\"ü世👋\"}");
        assertThat(frames.get(0).raw()).isEqualTo(first);
        assertThat(frames.get(1).raw()).isEqualTo(second);
        assertThat(frames).noneMatch(frame -> EventStreamDecoder.failure(frame).isPresent());
    }

    @Test
    void anExceptionIsAFailureOfItsType() throws UpstreamException {
        var headers = Map.of(":message-type", "exception", ":exception-type", "throttlingException");
        var frame = decode(message(headers, "{\"message\":\"slow down\"}"), 7).get(0);
        assertThat(EventStreamDecoder.failure(frame)).contains("throttlingException");
        assertThat(frame.data()).isEqualTo("{\"message\":\"slow down\"}");
    }

    @Test
    void anErrorIsAFailureOfItsCode() throws UpstreamException {
        var headers = Map.of(":message-type", "error", ":error-code", "InternalError", ":error-message", "oh no");
        var frame = decode(message(headers, ""), 7).get(0);
        assertThat(EventStreamDecoder.failure(frame)).contains("InternalError");
        assertThat(frame.data()).isEqualTo("oh no");
    }

    @Test
    void anExceptionOfNoTypeIsAFailureStill() throws UpstreamException {
        var frame =
                decode(message(Map.of(":message-type", "exception"), "{}"), 7).get(0);
        assertThat(EventStreamDecoder.failure(frame)).contains("");
    }

    @Test
    void aMessageWithoutHeadersIsOnlyASignOfLife() throws UpstreamException {
        assertThat(decode(message(Map.of(), ""), 1)).singleElement().matches(Frame::isComment);
    }

    @Test
    void anUnfinishedMessageIsNoFrame() throws UpstreamException {
        var whole = event("messageStop", "{}");
        for (var length = 0; length < whole.length; length++) {
            assertThat(decode(Arrays.copyOf(whole, length), 5)).isEmpty();
        }
    }

    @Test
    void anyBrokenByteIsNoticed() {
        var whole = event("messageStop", "{}");
        for (var i = 0; i < whole.length; i++) {
            var damaged = whole.clone();
            damaged[i] ^= 1;
            assertThat(failure(damaged).kind()).isEqualTo(UpstreamException.Kind.BROKEN);
        }
    }

    @Test
    void framesBeforeTheBrokenOneAreHandedOn() {
        var damaged = event("messageStop", "{}");
        damaged[20] ^= 1;
        var decoder = new EventStreamDecoder(MAX_BYTES);
        var frames = new ArrayList<Frame>();
        var bytes = ByteBuffer.wrap(joined(event("messageStart", "{}"), damaged));
        assertThatThrownBy(() -> decoder.decode(bytes, frames::add)).isInstanceOf(UpstreamException.class);
        assertThat(frames).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"<html><body>no such service</body></html>", "{\"message\":\"hello\"}", "data: {}\n\n......"})
    void whatIsNoEventStreamIsNoticedAtOnce(String text) {
        assertThat(failure(text.getBytes(StandardCharsets.UTF_8)).kind()).isEqualTo(UpstreamException.Kind.BROKEN);
    }

    @Test
    void aMessageThatIsTooLongIsRefusedBeforeItHasCome() throws UpstreamException {
        var fits = event("a", "x".repeat(MAX_BYTES - event("a", "").length));
        assertThat(decode(fits, 100)).hasSize(1);
        var tooLong = event("a", "x".repeat(MAX_BYTES));
        assertThat(failure(Arrays.copyOf(tooLong, 12)).kind()).isEqualTo(UpstreamException.Kind.TOO_LARGE);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 11, 15})
    void aLengthThatHoldsNoMessageIsBroken(int length) {
        assertThat(failure(prelude(length)).kind()).isEqualTo(UpstreamException.Kind.BROKEN);
    }

    @Test
    void aLengthOverTwoGigabytesIsTooLong() {
        assertThat(failure(prelude(-1)).kind()).isEqualTo(UpstreamException.Kind.TOO_LARGE);
    }

    private static byte[] prelude(int length) {
        var prelude = ByteBuffer.allocate(12).putInt(length).putInt(0);
        var checksum = new CRC32();
        checksum.update(prelude.array(), 0, 8);
        return prelude.putInt((int) checksum.getValue()).array();
    }

    @Test
    void aHeaderThatShouldBeTextAndIsNumberIsBroken() {
        var number = new Message(Map.of(":message-type", HeaderValue.fromInteger(1)), new byte[0]);
        assertThat(failure(bytes(number)).kind()).isEqualTo(UpstreamException.Kind.BROKEN);
    }
}
