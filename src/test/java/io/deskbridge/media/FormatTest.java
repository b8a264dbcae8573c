package io.deskbridge.media;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deskbridge.core.Media;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What cannot be cleaned is told by its bytes, whatever it is called. */
class FormatTest {
    private record Case(Format format, String head) {}

    static List<Case> uncleaned() {
        return List.of(
                new Case(Format.HEIC, "\0\0\0\u0018ftypheic\0\0\0\0mif1heic"),
                new Case(Format.HEIC, "\0\0\0\u0018ftypxxxx\0\0\0\0abcdmif1"),
                new Case(Format.HEIC, "\0\0\0\u0018ftypcrx \0\0\0\u0001crx isom"),
                new Case(Format.AVIF, "\0\0\0\u001cftypmif1\0\0\0\0mif1avifmiaf"),
                new Case(Format.TIFF, "II*\0\u0008\0\0\0"),
                new Case(Format.TIFF, "MM\0*\0\0\0\u0008"),
                new Case(Format.TIFF, "MM\0+\0\u0008\0\0"),
                new Case(Format.RAW, "IIU\0\u0018\0\0\0"),
                new Case(Format.RAW, "FUJIFILMCCD-RAW 0201"),
                new Case(Format.JPEG_XL, "\0\0\0\u000cJXL \r\n\u0087\n"),
                new Case(Format.JPEG_XL, "\u00ff\n\u00fa\u001f"),
                new Case(Format.JPEG_2000, "\0\0\0\u000cjP  \r\n\u0087\n"),
                new Case(Format.JPEG_XR, "II\u00bc\u0001"),
                new Case(Format.PHOTOSHOP, "8BPS\0\u0001"),
                new Case(Format.MATROSKA, "\u001aE\u00df\u00a3\u0001\0\0\0"),
                new Case(Format.AVI, "RIFF\0\0\0\0AVI LIST"),
                new Case(Format.MPEG, "\0\0\u0001\u00baD\0"),
                new Case(Format.MPEG, ("G" + "x".repeat(187)).repeat(3)),
                new Case(Format.MPEG, ("timeG" + "x".repeat(187)).repeat(3)),
                new Case(Format.WINDOWS_MEDIA, "0&\u00b2u\u008ef\u00cf\u0011"),
                new Case(Format.FLASH, "FLV\u0001\u0005"));
    }

    @ParameterizedTest
    @MethodSource("uncleaned")
    void what_cannot_be_cleaned_is_refused_whatever_it_is_called(Case one) {
        byte[] bytes = (one.head + "N 52.52 E 13.40").getBytes(ISO_8859_1);

        assertThat(Format.of(bytes)).isEqualTo(one.format);
        for (String type : List.of("image/jpeg", "image/heic", "application/octet-stream", "text/plain", "video/mp4")) {
            assertThatThrownBy(() -> Metadata.removed(new Media("a.jpg", type, bytes)))
                    .as(type)
                    .isInstanceOf(Metadata.NotRemoved.class)
                    .hasMessageContaining("a.jpg (" + one.format.label + ") may tell where it was taken");
        }
    }

    @Test
    void the_sentence_says_what_to_do_in_both_languages() {
        byte[] heic = "\0\0\0\u0018ftypheic\0\0\0\0mif1heic".getBytes(ISO_8859_1);
        byte[] webm = "\u001aE\u00df\u00a3".getBytes(ISO_8859_1);

        assertThatThrownBy(() -> Metadata.removed(new Media("box.heic", "image/heic", heic)))
                .isInstanceOfSatisfying(Metadata.NotRemoved.class, kept -> {
                    assertThat(kept.words().english())
                            .isEqualTo(
                                    "box.heic (HEIC) may tell where it was taken, and from files of this kind the hub"
                                            + " cannot take that out; save it as JPEG or PNG and attach that");
                    assertThat(kept.words().german())
                            .isEqualTo("box.heic (HEIC) kann den Ort der Aufnahme verraten, und aus Dateien dieser Art"
                                    + " kann der Hub ihn nicht entfernen; bitte als JPEG oder PNG speichern und das"
                                    + " anhängen");
                });
        assertThatThrownBy(() -> Metadata.removed(new Media("box.webm", "video/webm", webm)))
                .hasMessageContaining("save it as MP4 or MOV");
    }

    @Test
    void a_picture_or_film_of_a_kind_that_nobody_knows_here_is_refused_too() {
        byte[] bytes = "<svg>Berlin</svg>".getBytes(ISO_8859_1);

        assertThatThrownBy(() -> Metadata.removed(new Media("a.svg", "image/svg+xml", bytes)))
                .hasMessageContaining("a.svg (image/svg+xml) may tell");
        assertThatThrownBy(() -> Metadata.removed(new Media("a.ogv", "video/ogg", bytes)))
                .hasMessageContaining("a.ogv (video/ogg) may tell");
    }

    @ParameterizedTest
    @MethodSource("harmless")
    void words_sounds_and_what_holds_pixels_alone_stay_the_very_same(Case one) throws Exception {
        byte[] bytes = one.head.getBytes(ISO_8859_1);
        var file = new Media("a", one.format == Format.BITMAP ? "image/bmp" : "application/octet-stream", bytes);

        assertThat(Format.of(bytes)).isEqualTo(one.format);
        assertThat(Metadata.removed(file)).isSameAs(file);
    }

    static List<Case> harmless() {
        return List.of(
                new Case(Format.OTHER, ""),
                new Case(Format.OTHER, "hi"),
                new Case(Format.OTHER, "Get free parcels"),
                new Case(Format.OTHER, "Germany"),
                new Case(Format.OTHER, "OggS sounds"),
                new Case(Format.OTHER, "RIFF\0\0\0\0WAVEfmt "),
                new Case(Format.OTHER, "BMW drives"),
                new Case(Format.BITMAP, "BM\u0010\0\0\0\0\0\0\0z\0\0\0"));
    }
}
