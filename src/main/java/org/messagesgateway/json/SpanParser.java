package org.messagesgateway.json;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.io.IOContext;
import com.fasterxml.jackson.core.json.UTF8StreamJsonParser;
import com.fasterxml.jackson.core.sym.ByteQuadsCanonicalizer;
import jakarta.json.JsonString;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The library's parser, which tells besides where a string stands that it has only passed over. Not thread-safe. */
final class SpanParser extends UTF8StreamJsonParser {

    private static final Factory FACTORY = new Factory(true);
    private static final Factory WITH_REPEATED_KEYS = new Factory(false);

    private @Nullable LongStrings found;
    private LongStrings.@Nullable Reading known;

    private SpanParser(
            IOContext context,
            int features,
            ByteQuadsCanonicalizer symbols,
            byte[] bytes,
            int start,
            int end,
            int passed) {
        super(context, features, null, null, symbols, bytes, start, end, passed, false);
    }

    static SpanParser of(byte[] bytes, int offset, int length) {
        return FACTORY.parser(bytes, offset, length);
    }

    /** One that takes repeated keys, for who notices them by himself. */
    static SpanParser withRepeatedKeys(byte[] document, LongStrings strings) {
        var parser = WITH_REPEATED_KEYS.parser(document, 0, document.length);
        parser.known = strings.isOf(document) ? strings.read() : null;
        return parser;
    }

    /** One that notes where long strings stand. */
    static SpanParser noting(byte[] document) {
        var parser = of(document, 0, document.length);
        parser.found = new LongStrings(document);
        return parser;
    }

    /** What it has noted so far; nothing, if it was not to. */
    LongStrings strings() {
        return found == null ? LongStrings.NONE : found;
    }

    /** Whoever has read a document once knows where its long strings end. */
    @Override
    protected void _skipString() throws IOException {
        int start = _inputPtr;
        int end = known == null ? -1 : known.endOf(start);
        if (end < 0) {
            _inputPtr = StringScan.pass(_inputBuffer, start, _inputEnd);
            super._skipString();
        } else {
            _tokenIncomplete = false;
            _inputPtr = end;
        }
        if (found != null) {
            found.add(start, _inputPtr);
        }
    }

    /** The string at the cursor, as it stands; it has been read to its end then, and is one. */
    JsonString string() throws IOException {
        int start = _inputPtr;
        _tokenIncomplete = false;
        _skipString();
        return new RawString(_inputBuffer, start, _inputPtr - 1);
    }

    private static final class Factory extends JsonFactory {

        private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

        Factory(boolean refusesRepeatedKeys) {
            super(new JsonFactoryBuilder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(Json.MAX_DEPTH)
                            .maxNumberLength(Json.MAX_NUMBER_LENGTH)
                            .maxStringLength(Json.MAX_LENGTH)
                            .build())
                    .configure(StreamReadFeature.STRICT_DUPLICATE_DETECTION, refusesRepeatedKeys));
        }

        SpanParser parser(byte[] bytes, int offset, int length) {
            try {
                return (SpanParser) createParser(bytes, offset, length);
            } catch (IOException e) {
                throw new JsonSyntaxException("not valid JSON");
            }
        }

        @Override
        protected JsonParser _createParser(byte[] bytes, int offset, int length, IOContext context) {
            context.setEncoding(JsonEncoding.UTF8);
            var symbols = _byteSymbolCanonicalizer.makeChild(_factoryFeatures);
            int mark = startsWithMark(bytes, offset, length) ? BYTE_ORDER_MARK.length : 0;
            return new SpanParser(context, _parserFeatures, symbols, bytes, offset + mark, offset + length, mark);
        }

        private static boolean startsWithMark(byte[] bytes, int offset, int length) {
            int end = offset + Math.min(length, BYTE_ORDER_MARK.length);
            return Arrays.equals(bytes, offset, end, BYTE_ORDER_MARK, 0, BYTE_ORDER_MARK.length);
        }
    }
}
