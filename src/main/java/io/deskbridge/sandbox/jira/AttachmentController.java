package io.deskbridge.sandbox.jira;

import io.deskbridge.sandbox.SandboxPart;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Files of issues: uploaded as a form, and read by a redirect to another place, as Jira does it. */
@RestController
@SandboxPart
class AttachmentController {
    private final Site site;
    private final People people;

    AttachmentController(Site site, People people) {
        this.site = site;
        this.people = people;
    }

    @PostMapping(Paths.API + "/issue/{issue}/attachments")
    List<Map<String, @Nullable Object>> upload(
            @RequestHeader(name = "Authorization", required = false) @Nullable String authorization,
            @RequestHeader(name = "X-Atlassian-Token", defaultValue = "") String token,
            @PathVariable String issue,
            @RequestBody byte[] form) {
        Person caller = people.caller(authorization);
        if (!token.equals("no-check")) {
            throw Refusal.forbidden("XSRF check failed");
        }
        UploadForm.UploadedFile file = UploadForm.read(form);
        StoredFile stored = site.attach(issue, caller, file.name(), file.type(), file.bytes());
        var view = new LinkedHashMap<>(Views.file(stored));
        // what a browser would learn from the editor: by which id a document names the file
        view.put("sandboxMediaId", stored.media().toString());
        return List.of(view);
    }

    @GetMapping(Paths.API + "/attachment/{id}")
    Map<String, @Nullable Object> show(
            @RequestHeader(name = "Authorization", required = false) @Nullable String authorization,
            @PathVariable long id) {
        people.caller(authorization);
        return Views.file(file(id));
    }

    @GetMapping(Paths.API + "/attachment/content/{id}")
    ResponseEntity<Void> content(
            @RequestHeader(name = "Authorization", required = false) @Nullable String authorization,
            @PathVariable long id) {
        people.caller(authorization);
        StoredFile file = file(id);
        return ResponseEntity.status(303)
                .location(URI.create(Paths.address("/media/" + file.id() + "/" + file.media())))
                .build();
    }

    @DeleteMapping(Paths.API + "/attachment/{id}")
    ResponseEntity<Void> delete(
            @RequestHeader(name = "Authorization", required = false) @Nullable String authorization,
            @PathVariable long id) {
        people.caller(authorization);
        site.detach(file(id));
        return ResponseEntity.noContent().build();
    }

    /** Always a download and never shown in place: what strangers uploaded must not become a page of this origin. */
    @GetMapping(Paths.ROOT + "/media/{id}/{media}")
    ResponseEntity<byte[]> bytes(@PathVariable long id, @PathVariable String media) {
        StoredFile file = file(id);
        if (!file.media().toString().equals(media)) {
            throw Refusal.missing("The file");
        }
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_TYPE, "application/octet-stream")
                .header("X-Content-Type-Options", "nosniff")
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(file.name(), StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .body(file.bytes());
    }

    private StoredFile file(long id) {
        return site.file(id).orElseThrow(() -> Refusal.missing("The attachment with id '" + id + "'"));
    }
}
