package io.deskbridge.desk.jira;

import io.deskbridge.core.Media;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** A file as a form with one field, as Jira takes uploads (multipart/form-data, RFC 7578). */
final class FileForm {
    private final String boundary;
    private final Media media;

    FileForm(Media media) {
        this.media = media;
        this.boundary = "deskbridge-" + UUID.randomUUID(); // a file that holds it could end the form
    }

    String contentType() {
        return "multipart/form-data; boundary=" + boundary;
    }

    byte[] body() {
        String type = media.mimeType().matches("[\\w.+-]+/[\\w.+-]+") ? media.mimeType() : "application/octet-stream";
        String name = media.name().replaceAll("[\"\\\\\\p{Cntrl}]", "_");
        var out = new ByteArrayOutputStream(media.bytes().length + 500);
        out.writeBytes(("--" + boundary + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + name
                        + "\"\r\nContent-Type: " + type + "\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
        out.writeBytes(media.bytes());
        out.writeBytes(("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8));
        return out.toByteArray();
    }
}
