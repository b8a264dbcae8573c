package io.deskbridge.sandbox.x;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deskbridge.sandbox.SandboxPart;
import java.io.IOException;
import java.net.URI;
import java.util.Base64;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** Pictures: taken in one piece, as JSON or as a form, and served to whoever asks. */
@RestController("sandboxXMediaController")
@SandboxPart
@RequestMapping("/sandbox/x")
class MediaController {
    private static final int LIMIT = 5 * 1024 * 1024;
    private final World world;
    private final Credentials credentials;

    MediaController(World world, Credentials credentials) {
        this.world = world;
        this.credentials = credentials;
    }

    @PostMapping(path = "/2/media/upload", consumes = MediaType.APPLICATION_JSON_VALUE)
    ObjectNode upload(
            @RequestHeader(name = "Authorization", defaultValue = "") String authorization,
            @RequestBody JsonNode body) {
        credentials.caller(authorization).person();
        try {
            return keep(Base64.getDecoder().decode(body.path("media").asText()));
        } catch (IllegalArgumentException e) {
            throw XProblem.invalid("media is not base64");
        }
    }

    @PostMapping(path = "/2/media/upload", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    ObjectNode uploadForm(
            @RequestHeader(name = "Authorization", defaultValue = "") String authorization,
            @RequestParam MultipartFile media)
            throws IOException {
        credentials.caller(authorization).person();
        return keep(media.getBytes());
    }

    @PostMapping("/2/media/metadata")
    ObjectNode describe(
            @RequestHeader(name = "Authorization", defaultValue = "") String authorization,
            @RequestBody JsonNode body) {
        credentials.caller(authorization).person();
        String id = body.path("id").asText();
        String words = body.path("metadata").path("alt_text").path("text").asText("");
        Picture picture = world.picture(id).orElseThrow(() -> XProblem.invalid("There is no media " + id + "."));
        world.add(picture.described(words));
        ObjectNode answer = Wire.object();
        answer.putObject("data").put("id", id);
        return answer;
    }

    @GetMapping("/media/{id}")
    ResponseEntity<byte[]> bytes(@PathVariable String id) {
        return world.picture(id.replaceFirst("\\..*", ""))
                .map(picture -> ResponseEntity.ok()
                        .contentType(MediaType.parseMediaType(picture.mimeType()))
                        .cacheControl(CacheControl.noCache())
                        .body(picture.bytes()))
                .orElse(ResponseEntity.notFound().build());
    }

    private ObjectNode keep(byte[] bytes) {
        String type = type(bytes);
        if (type.isEmpty() || bytes.length > LIMIT) {
            throw XProblem.invalid("media type unrecognized, or larger than 5 MB");
        }
        String id = String.valueOf(world.ids.next());
        String path = "/sandbox/x/media/" + id + "." + type.substring("image/".length());
        URI url =
                URI.create(ServletUriComponentsBuilder.fromCurrentContextPath().toUriString() + path);
        var picture = new Picture(id, type, bytes, "", url);
        world.add(picture);
        ObjectNode answer = Wire.object();
        answer.putObject("data")
                .put("id", id)
                .put("media_key", picture.key())
                .put("size", bytes.length)
                .put("expires_after_secs", 86_400);
        return answer;
    }

    /** By the first bytes; nothing else is served back to browsers. */
    private static String type(byte[] bytes) {
        if (begins(bytes, 0x89, 'P', 'N', 'G')) {
            return "image/png";
        }
        if (begins(bytes, 0xFF, 0xD8, 0xFF)) {
            return "image/jpeg";
        }
        if (begins(bytes, 'G', 'I', 'F', '8')) {
            return "image/gif";
        }
        return begins(bytes, 'R', 'I', 'F', 'F') ? "image/webp" : "";
    }

    private static boolean begins(byte[] bytes, int... magic) {
        for (int i = 0; i < magic.length; i++) {
            if (i >= bytes.length || (bytes[i] & 0xFF) != magic[i]) {
                return false;
            }
        }
        return true;
    }
}
