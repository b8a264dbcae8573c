package io.deskbridge.media;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deskbridge.core.Media;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FilmTest {
    private static final String PLACE = "+52.5200+013.4050/";

    private static String box(String name, String... contents) {
        String content = String.join("", contents);
        return number(8 + content.length()) + name + content;
    }

    private static String number(int value) {
        return new String(ByteBuffer.allocate(4).putInt(value).array(), ISO_8859_1);
    }

    private static String track(String handler) {
        return box("trak", box("mdia", box("hdlr", number(0), number(0), handler, number(0)), handler + " track"));
    }

    private static String clean(String mimeType, String film) throws Metadata.NotRemoved {
        byte[] bytes = Metadata.removed(new Media("holiday", mimeType, film.getBytes(ISO_8859_1)))
                .bytes();
        return new String(bytes, ISO_8859_1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"video/mp4", "video/quicktime", "video/3gpp", "audio/mp4", "video/x-m4v"})
    void a_film_tells_no_place_and_its_pictures_lie_where_they_lay(String type) throws Exception {
        String film = box("ftyp", "qt  ")
                + box("uuid", "<x:xmpmeta>" + PLACE)
                + box(
                        "moov",
                        box("mvhd", "length"),
                        track("vide"),
                        box("trak", box("tkhd", "size"), box("udta", box("loci", PLACE))),
                        track("meta"),
                        box("udta", box("\u00a9xyz", PLACE)),
                        box("meta", box("keys", "com.apple.quicktime.location.ISO6709"), box("ilst", PLACE)))
                + number(1) + "mdat" + number(0) + number(16 + 8) + "pictures";

        String clean = clean(type, film);

        assertThat(clean)
                .hasSameSizeAs(film)
                .doesNotContain(PLACE, "location", "xmpmeta", "meta track")
                .contains("vide track", "length", "size");
        assertThat(clean.indexOf("pictures")).isEqualTo(film.indexOf("pictures"));
    }

    @Test
    void a_film_that_tells_nothing_stays_as_it_is() throws Exception {
        String film = box("ftyp", "isom") + box("moov", box("mvhd", "length"), track("soun")) + box("mdat", "sounds");

        assertThat(clean("video/mp4", film)).isEqualTo(film);
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 20, 33})
    void a_film_that_is_cut_off_is_not_published(int length) {
        String film = box("ftyp", "qt  ") + box("moov", box("udta", PLACE));

        assertThatThrownBy(() -> clean("video/mp4", film.substring(0, length))).isInstanceOf(Metadata.NotRemoved.class);
    }
}
