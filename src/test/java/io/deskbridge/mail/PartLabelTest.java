package io.deskbridge.mail;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeBodyPart;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PartLabelTest {
    private static MimeBodyPart part(String header, String value) throws MessagingException {
        var part = new MimeBodyPart();
        part.setHeader(header, value);
        return part;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "attachment; filename=\"invoice.pdf\"            | invoice.pdf",
                "attachment; filename=\"../../etc/passwd\"       | .._.._etc_passwd",
                "attachment; filename=\"C:\\\\\\\\temp\\\\\\\\a.txt\"    | C:__temp__a.txt",
                "attachment; filename=\"=?UTF-8?Q?Gr=C3=B6=C3=9Fe.png?=\" | Größe.png",
            })
    void a_files_name_is_readable_and_no_path(String disposition, String name) throws Exception {
        assertThat(PartLabel.fileName(part("Content-Disposition", disposition))).contains(name);
    }

    @Test
    void what_has_no_name_has_none() throws Exception {
        assertThat(PartLabel.fileName(part("Content-Disposition", "attachment")))
                .isEmpty();
    }

    @Test
    void a_kind_is_without_parameters_and_text_where_none_is_said() throws Exception {
        assertThat(PartLabel.mimeType(part("Content-Type", "Image/PNG; name=\"a.png\"")))
                .isEqualTo("image/png");
        assertThat(PartLabel.mimeType(new MimeBodyPart())).isEqualTo("text/plain");
    }
}
