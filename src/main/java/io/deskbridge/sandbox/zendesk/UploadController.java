package io.deskbridge.sandbox.zendesk;

import io.deskbridge.sandbox.SandboxPart;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Files: uploaded before the comment they hang on, read by the address in the comment. */
@RestController
@SandboxPart
class UploadController {
    private final Uploads uploads;
    private final Login login;

    UploadController(Uploads uploads, Login login) {
        this.uploads = uploads;
        this.login = login;
    }

    @PostMapping(Paths.API + "/uploads")
    ResponseEntity<Map<String, Object>> upload(
            @RequestHeader(name = "Authorization", required = false) @Nullable String authorization,
            @RequestHeader(name = HttpHeaders.CONTENT_TYPE, defaultValue = "application/octet-stream") String type,
            @RequestParam String filename,
            @RequestBody byte[] bytes) {
        login.caller(authorization);
        Upload upload = uploads.add(filename, type, bytes);
        Map<String, Object> attachment = Views.attachment(upload);
        return ResponseEntity.status(201)
                .body(Map.of(
                        "upload",
                        Map.of("token", upload.token(), "attachment", attachment, "attachments", List.of(attachment))));
    }

    /** Always a download and never shown in place: what strangers uploaded must not become a page of this origin. */
    @GetMapping(Paths.ROOT + "/attachments/token/{token}/")
    ResponseEntity<byte[]> content(@PathVariable String token) {
        Upload upload = uploads.byToken(token).orElseThrow(Refusal::notFound);
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_TYPE, "application/octet-stream")
                .header("X-Content-Type-Options", "nosniff")
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(upload.fileName(), java.nio.charset.StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .body(upload.bytes());
    }
}
