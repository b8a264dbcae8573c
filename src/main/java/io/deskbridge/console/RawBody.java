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
        if (request.getContentLengthLong() > MAX_BYTES) {
            return Optional.empty();
        }
        byte[] bytes = request.getInputStream().readNBytes(MAX_BYTES + 1);
        return bytes.length > MAX_BYTES ? Optional.empty() : Optional.of(bytes);
    }
}
