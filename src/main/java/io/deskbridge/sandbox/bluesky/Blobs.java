package io.deskbridge.sandbox.bluesky;

import io.deskbridge.sandbox.SandboxPart;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** Files that were uploaded, by their hash. */
@Component
@SandboxPart
class Blobs {
    static final int MAX_BYTES = 5 * 1024 * 1024;

    record Blob(String mimeType, byte[] bytes) {}

    private final Map<String, Blob> byCid = new ConcurrentHashMap<>();

    String add(String mimeType, byte[] bytes) {
        if (bytes.length > MAX_BYTES) {
            throw XrpcError.of(413, "PayloadTooLarge", "request entity too large");
        }
        String cid = Cids.of(bytes);
        byCid.put(cid, new Blob(mimeType, bytes));
        return cid;
    }

    Optional<Blob> find(String cid) {
        return Optional.ofNullable(byCid.get(cid));
    }
}
