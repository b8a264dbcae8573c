package io.deskbridge.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class FileTypesTest {
    private static String type(String first, String name) {
        return FileTypes.of((first + "\0".repeat(64)).getBytes(StandardCharsets.ISO_8859_1), name);
    }

    @Test
    void bytes_and_not_the_name_say_what_a_picture_is() {
        assertThat(type("RIFF\u0014\0\0\0WEBPVP8L", "photo.jpg")).isEqualTo("image/webp");
        assertThat(type("\u00ff\u00d8\u00ff\u00e0", "photo.png")).isEqualTo("image/jpeg");
    }

    @Test
    void sounds_have_the_names_that_networks_know() {
        String ogg = "OggS\0" + "\2".repeat(23);
        assertThat(type(ogg + "OpusHead", "voice")).isEqualTo("audio/ogg");
        assertThat(type(ogg + "\u0001vorbis", "voice")).isEqualTo("audio/ogg");
        assertThat(type("RIFF\0\0\0\0WAVEfmt ", "voice")).isEqualTo("audio/wav");
        assertThat(type("\u00ff\u00f1\u0050\u0080", "voice.aac")).isEqualTo("audio/aac");
        assertThat(type("\0\0\0\u0018ftypM4A ", "voice")).isEqualTo("audio/mp4");
    }
}
