package io.deskbridge.sandbox.zendesk;

import io.deskbridge.sandbox.SandboxPart;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.stereotype.Component;

/** The files; a token opens one. */
@Component
@SandboxPart
class Uploads {
    private final Map<String, Upload> byToken = new ConcurrentHashMap<>();
    private final AtomicLong ids = new AtomicLong(380_000_000_000L);

    Upload add(String fileName, String contentType, byte[] bytes) {
        var upload = new Upload(
                ids.incrementAndGet(), UUID.randomUUID().toString().replace("-", ""), fileName, contentType, bytes);
        byToken.put(upload.token(), upload);
        return upload;
    }

    Optional<Upload> byToken(String token) {
        return Optional.ofNullable(byToken.get(token));
    }
}
