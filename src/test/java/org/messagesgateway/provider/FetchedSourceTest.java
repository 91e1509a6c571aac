package org.messagesgateway.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.messagesgateway.provider.UrlSource.Kind;

class FetchedSourceTest {

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "IMAGE, image/png, '\u0089PNG\r\n\u001a\n...', image/png",
                "IMAGE, image/jpeg, '\u0089PNG\r\n\u001a\n...', image/png",
                "IMAGE, '', '\u0089PNG\r\n\u001a\n...', image/png",
                "IMAGE, application/octet-stream, '\u00ff\u00d8\u00ff\u00e0', image/jpeg",
                "IMAGE, image/jpg, '\u00ff\u00d8\u00ff\u00e0', image/jpeg",
                "IMAGE, IMAGE/GIF; q=1, GIF89a.., image/gif",
                "IMAGE, image/gif, GIF87a.., image/gif",
                "IMAGE, image/webp, RIFF....WEBPVP8, image/webp",
                "IMAGE, image/webp, RIFF....WAVE, -",
                "IMAGE, text/html, '\u0089PNG\r\n\u001a\n...', -",
                "IMAGE, image/png, <html>, -",
                "IMAGE, image/png, '', -",
                "IMAGE, image/svg+xml, <svg>, -",
                "IMAGE, image/png, %PDF-1.7, -",
                "DOCUMENT, application/pdf, %PDF-1.7, application/pdf",
                "DOCUMENT, '', %PDF-1.7, application/pdf",
                "DOCUMENT, application/pdf, <html>, -",
                "DOCUMENT, text/html, <html>, -",
                "DOCUMENT, '', words, -",
                "DOCUMENT, text/plain; charset=utf-8, words, text/plain",
                "DOCUMENT, text/plain, '', text/plain",
                "DOCUMENT, text/plain, '\u00ff', -",
                "DOCUMENT, text/plain, 'a\0', -",
                "DOCUMENT, image/png, '\u0089PNG\r\n\u001a\n...', -"
            })
    void contentIsWhatItsFirstBytesSay(Kind kind, String said, String content, String type) {
        var source = FetchedSource.of(kind, said, content.getBytes(StandardCharsets.ISO_8859_1));
        assertThat(source.map(found -> found.getString("media_type")).orElse(null))
                .isEqualTo(type);
    }
}
