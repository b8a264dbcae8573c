package io.deskbridge.sandbox.bluesky;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deskbridge.sandbox.SandboxPart;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Optional;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Files: up by {@code com.atproto.repo.uploadBlob}, down by {@code com.atproto.sync.getBlob}. */
@RestController
@SandboxPart
@RequestMapping("/sandbox/bluesky/xrpc")
class BlobController {
    private final Sessions sessions;
    private final Blobs blobs;

    BlobController(Sessions sessions, Blobs blobs) {
        this.sessions = sessions;
        this.blobs = blobs;
    }

    @PostMapping("/com.atproto.repo.uploadBlob")
    ObjectNode uploadBlob(
            @RequestHeader(name = "Authorization", defaultValue = "") String authorization, HttpServletRequest request)
            throws IOException {
        sessions.require(authorization);
        byte[] bytes = request.getInputStream().readNBytes(Blobs.MAX_BYTES + 1);
        String type = Optional.ofNullable(request.getContentType()).orElse("application/octet-stream");
        ObjectNode answer = Views.object();
        ObjectNode blob = answer.putObject("blob").put("$type", "blob");
        blob.putObject("ref").put("$link", blobs.add(type, bytes));
        blob.put("mimeType", type).put("size", bytes.length);
        return answer;
    }

    @GetMapping("/com.atproto.sync.getBlob")
    ResponseEntity<byte[]> getBlob(@RequestParam String did, @RequestParam String cid) {
        return blobs.find(cid)
                .map(blob -> ResponseEntity.ok()
                        .contentType(MediaType.parseMediaType(blob.mimeType()))
                        .body(blob.bytes()))
                .orElseThrow(() -> XrpcError.of(400, "BlobNotFound", "Blob not found of " + did));
    }
}
