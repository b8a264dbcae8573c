package io.deskbridge.http.meta;

import io.deskbridge.core.Media;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;

/** A form with a file in it (RFC 7578), the way in which Meta takes bytes. */
final class Multipart {
    private final String boundary = "deskbridge-" + UUID.randomUUID();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    Multipart(Map<String, String> fields, String fileField, Media file) {
        fields.forEach((name, value) -> part("name=\"" + name + "\"", "", value.getBytes(StandardCharsets.UTF_8)));
        // a quote or a line break in a file name would end the header
        String name = file.name().replaceAll("[\"\\\\\\r\\n]", "_");
        part(
                "name=\"" + fileField + "\"; filename=\"" + name + "\"",
                "Content-Type: " + file.mimeType() + "\r\n",
                file.bytes());
        text("--" + boundary + "--\r\n");
    }

    String contentType() {
        return "multipart/form-data; boundary=" + boundary;
    }

    byte[] body() {
        return bytes.toByteArray();
    }

    private void part(String disposition, String header, byte[] content) {
        text("--" + boundary + "\r\nContent-Disposition: form-data; " + disposition + "\r\n" + header + "\r\n");
        bytes.writeBytes(content);
        text("\r\n");
    }

    private void text(String text) {
        bytes.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }
}
