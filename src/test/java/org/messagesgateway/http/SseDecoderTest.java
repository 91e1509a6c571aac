package org.messagesgateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SseDecoderTest {

    private static final String STREAM =
            "event: a\ndata: {\"x\":\"ü世👋\"}\n\n: comment\n\ndata:one\ndata: two\nid: 7\n\n";

    private static List<Frame> decode(String text, int size) throws UpstreamException {
        return decode(new SseDecoder(1000), text.getBytes(StandardCharsets.UTF_8), size);
    }

    private static List<Frame> decode(SseDecoder decoder, byte[] bytes, int size) throws UpstreamException {
        var frames = new ArrayList<Frame>();
        for (var start = 0; start < bytes.length; start += size) {
            decoder.decode(ByteBuffer.wrap(bytes, start, Math.min(size, bytes.length - start)), frames::add);
        }
        return frames;
    }

    private static List<String> words(List<Frame> frames) {
        return frames.stream().map(frame -> frame.name() + "|" + frame.data()).toList();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 1000})
    void framesAreTheSameHoweverTheBytesAreSplit(int size) throws UpstreamException {
        for (var lineEnd : List.of("\n", "\r\n", "\r")) {
            var frames = decode(STREAM.replace("\n", lineEnd), size);
            assertThat(words(frames)).as(lineEnd).containsExactly("a|{\"x\":\"ü世👋\"}", "|", "|one\ntwo");
            assertThat(frames.get(1).isComment()).isTrue();
        }
    }

    @Test
    void rawBytesOfAllFramesAreTheInput() throws UpstreamException {
        var random = new Random(7);
        for (var round = 0; round < 200; round++) {
            var bytes = randomStream(random).getBytes(StandardCharsets.UTF_8);
            var decoder = new SseDecoder(100_000);
            var frames = decode(decoder, bytes, 1 + random.nextInt(9));
            var raw = new ByteArrayOutputStream();
            frames.forEach(frame -> raw.writeBytes(frame.raw()));
            decoder.end().ifPresent(frame -> raw.writeBytes(frame.raw()));
            assertThat(bytes).startsWith(raw.toByteArray());
            assertThat(new String(bytes, raw.size(), bytes.length - raw.size(), StandardCharsets.UTF_8))
                    .isBlank();
        }
    }

    private static String randomStream(Random random) {
        var pieces = List.of("data: x", "event: e", ": c", "\n", "\r\n", "\r", "\n\n", "\r\n\r\n", "ü", "data");
        var stream = new StringBuilder();
        for (var i = 0; i < 30; i++) {
            stream.append(pieces.get(random.nextInt(pieces.size())));
        }
        return stream.toString();
    }

    @Test
    void aStreamOfCrLfKeepsBothInTheFrameThatTheyEnd() throws UpstreamException {
        var frames = decode("data: 1\r\n\r\ndata: 2\r\n\r\n", 1);
        assertThat(frames).hasSize(2);
        assertThat(new String(frames.get(0).raw(), StandardCharsets.UTF_8)).isEqualTo("data: 1\r\n\r\n");
        assertThat(new String(frames.get(1).raw(), StandardCharsets.UTF_8)).isEqualTo("data: 2\r\n\r\n");
    }

    @Test
    void aByteOrderMarkIsNoPartOfTheFirstField() throws UpstreamException {
        assertThat(words(decode("\uFEFFdata: x\n\n", 1))).containsExactly("|x");
    }

    @Test
    void aFrameWithoutItsBlankLineIsThereAtTheEnd() throws UpstreamException {
        var decoder = new SseDecoder(100);
        assertThat(decode(decoder, "data: x".getBytes(StandardCharsets.UTF_8), 3))
                .isEmpty();
        assertThat(decoder.end()).map(Frame::data).contains("x");
        assertThat(new SseDecoder(100).end()).isEmpty();
    }

    @Test
    void aFrameLongerThanTheBoundIsRefused() throws UpstreamException {
        assertThat(decode(new SseDecoder(9), "data: x\n\ndata: y\n\n".getBytes(StandardCharsets.UTF_8), 4))
                .hasSize(2);
        assertThatThrownBy(() -> decode(new SseDecoder(8), "data: x\n\n".getBytes(StandardCharsets.UTF_8), 4))
                .isInstanceOfSatisfying(UpstreamException.class, refused -> assertThat(refused.kind())
                        .isEqualTo(UpstreamException.Kind.TOO_LARGE));
    }

    @Test
    void aFieldWithoutAColonHasNoValue() throws UpstreamException {
        assertThat(words(decode("data\nevent: x\n\n", 100))).containsExactly("x|");
    }
}
