package org.messagesgateway.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Images and PDFs: how large they are, from their bytes alone. */
class MediaSizeTest {

    private static String hex(String digits) {
        return Base64.getEncoder().encodeToString(HexFormat.of().parseHex(digits.replace(" ", "")));
    }

    private static String pdf(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    @ParameterizedTest
    @CsvSource({
        "89504E470D0A1A0A 0000000D 49484452 00000280 000001E0, 640, 480",
        "474946383961 8002 E001 00, 640, 480",
        "FFD8 FFE0 0004 0000 FFC4 0003 00 FF FFC2 000B 08 01E0 0280 03, 640, 480",
        "52494646 00000000 57454250 56503858 0A000000 00000000 7F0200 DF0100, 640, 480",
        "52494646 00000000 57454250 5650384C 00000000 2F 7FC27700, 640, 480",
        "52494646 00000000 57454250 56503820 00000000 000000 9D012A 8002 E001, 640, 480"
    })
    void anImagesSizeIsReadFromItsHeader(String file, int width, int height) {
        assertThat(ImageSize.of(hex(file))).contains(new ImageSize(width, height));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00",
                "FFD8",
                "FFD8FFE0",
                "FFD8 FFE0 0000 0000",
                "89504E47",
                "47494638",
                "424D 0000",
                "89504E470D0A1A0A 0000000D 49484452 00000000 000001E0",
                "89504E470D0A1A0A 0000000D 49484452 FFFFFFFF 000001E0",
                "52494646 00000000 57454250",
                "52494646 00000000 57454250 41424344 0000"
            })
    void whatIsNoImageHasNoSize(String file) {
        assertThat(ImageSize.of(hex(file))).isEqualTo(Optional.empty());
        assertThat(ImageSize.of("not base64!")).isEmpty();
    }

    @Test
    void anImageTakesATokenFor750PixelsUpToTheMost() {
        assertThat(new ImageSize(750, 100).tokens(1600)).isBetween(100L, 110L);
        assertThat(new ImageSize(100_000, 100_000).tokens(1600)).isEqualTo(1600);
    }

    @Test
    void thePagesOfAPdfAreCounted() {
        assertThat(PdfPages.of(pdf("%PDF /Type /Pages /Count 2 /Type/Page\n/Type  /Page>> /PageLabels /MyType /Page")))
                .isEqualTo(2);
    }

    @Test
    void aPdfWhoseListOfPagesIsPackedIsTakenByItsSize() {
        assertThat(PdfPages.of(pdf("x".repeat(120_000)))).isEqualTo(11);
        assertThat(PdfPages.of("")).isEqualTo(1);
        assertThat(PdfPages.of("not base64!")).isEqualTo(1);
    }
}
