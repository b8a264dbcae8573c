package io.deskbridge.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.deskbridge.core.Secret;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class SignaturesTest {
    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** RFC 4231, test case 2. */
    @Test
    void the_signature_is_the_one_of_the_standard() {
        byte[] signature = Signatures.hmacSha256(Secret.of("Jefe"), bytes("what do ya want for nothing?"));

        assertThat(HexFormat.of().formatHex(signature))
                .isEqualTo("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    }

    @Test
    void parts_are_signed_as_if_they_were_one() {
        Secret key = Secret.of("k");

        assertThat(Signatures.hmacSha256Base64(key, bytes("2026"), bytes("body")))
                .isEqualTo(Signatures.hmacSha256Base64(key, bytes("2026body")));
    }

    @Test
    void another_body_or_another_key_gives_another_signature() {
        String signed = Signatures.hmacSha256Base64(Secret.of("k"), bytes("body"));

        assertThat(signed)
                .isNotEqualTo(Signatures.hmacSha256Base64(Secret.of("k"), bytes("body ")))
                .isNotEqualTo(Signatures.hmacSha256Base64(Secret.of("K"), bytes("body")));
    }

    @Test
    void same_is_true_for_equal_texts_only() {
        assertThat(Signatures.same("sha256=abc", "sha256=abc")).isTrue();
        assertThat(Signatures.same("sha256=abc", "sha256=abd")).isFalse();
        assertThat(Signatures.same("sha256=abc", "")).isFalse();
        assertThat(Signatures.same("sha256=abc", "sha256=abcd")).isFalse();
    }
}
