package io.deskbridge.bench;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Requests as bytes, so that a load generator makes them before the clock runs. */
final class HttpText {
    private HttpText() {}

    /** @param header one more header; empty for none */
    static byte[] post(String path, String header, byte[] body) {
        var bytes = new ByteArrayOutputStream(body.length + 300);
        String more = header.isEmpty() ? "" : header + "\r\n";
        bytes.writeBytes(("POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n" + more
                        + "Content-Length: " + body.length + "\r\n\r\n")
                .getBytes(StandardCharsets.ISO_8859_1));
        bytes.writeBytes(body);
        return bytes.toByteArray();
    }
}
