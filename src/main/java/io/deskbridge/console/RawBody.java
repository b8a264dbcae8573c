package io.deskbridge.console;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Optional;

/** Reads a body as it came: signatures are computed over the raw bytes. */
final class RawBody {
    static final int MAX_BYTES = 1_000_000;

    private RawBody() {}

    /** The bytes; empty when there are more of them than are taken. */
    static Optional<byte[]> read(HttpServletRequest request) throws IOException {
        return read(request, MAX_BYTES);
    }

    static Optional<byte[]> read(HttpServletRequest request, int most) throws IOException {
        if (request.getContentLengthLong() > most) {
            return Optional.empty();
        }
        byte[] bytes = request.getInputStream().readNBytes(most + 1);
        return bytes.length > most ? Optional.empty() : Optional.of(bytes);
    }
}
