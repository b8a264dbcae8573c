package io.deskbridge.sandbox.whatsapp;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deskbridge.sandbox.meta.GraphPart;
import io.deskbridge.sandbox.meta.GraphProblem;
import java.io.IOException;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** What has an id of its own: the number, files, the account's templates. */
@RestController("sandboxWhatsAppNodeController")
@GraphPart
@RequestMapping("/sandbox/whatsapp")
class NodeController {
    private final World world;
    private final Door door;

    NodeController(World world, Door door) {
        this.world = world;
        this.door = door;
    }

    @GetMapping("/{version:v[0-9.]+}/{id:[0-9]+}")
    ObjectNode node(
            @RequestHeader(name = "Authorization", defaultValue = "") String authorization,
            @RequestParam(name = "appsecret_proof", defaultValue = "") String proof,
            @PathVariable String id) {
        door.company(authorization, proof);
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        if (id.equals(World.NUMBER)) {
            return answer.put("id", id).put("display_phone_number", "+" + World.PHONE);
        }
        Medium medium = world.medium(id).orElseThrow(() -> GraphProblem.unknown(id));
        String here = ServletUriComponentsBuilder.fromCurrentContextPath().toUriString();
        return answer.put("messaging_product", "whatsapp")
                .put("url", here + "/sandbox/whatsapp/files/" + id)
                .put("mime_type", medium.mimeType())
                .put("file_size", medium.bytes().length)
                .put("id", id);
    }

    @PostMapping("/{version:v[0-9.]+}/" + World.NUMBER + "/media")
    ObjectNode upload(
            @RequestHeader(name = "Authorization", defaultValue = "") String authorization,
            @RequestParam(name = "appsecret_proof", defaultValue = "") String proof,
            @RequestParam("messaging_product") String product,
            @RequestParam("type") String type,
            @RequestParam("file") MultipartFile file)
            throws IOException {
        door.company(authorization, proof);
        if (!product.equals("whatsapp")) {
            throw Problems.invalid("messaging_product must be whatsapp");
        }
        return JsonNodeFactory.instance
                .objectNode()
                .put("id", world.keep(type, file.getBytes()).id());
    }

    /** The bytes; like the real address it wants the token. */
    @GetMapping("/files/{id}")
    ResponseEntity<byte[]> bytes(
            @RequestHeader(name = "Authorization", defaultValue = "") String authorization, @PathVariable String id) {
        door.company(authorization, "");
        Medium medium = world.medium(id).orElseThrow(() -> GraphProblem.unknown(id));
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                .header("X-Content-Type-Options", "nosniff")
                .body(medium.bytes());
    }

    @GetMapping("/{version:v[0-9.]+}/" + World.ACCOUNT + "/message_templates")
    ObjectNode templates(
            @RequestHeader(name = "Authorization", defaultValue = "") String authorization,
            @RequestParam(name = "appsecret_proof", defaultValue = "") String proof) {
        door.company(authorization, proof);
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        var data = answer.putArray("data");
        for (TemplateBook.Template template : TemplateBook.ALL) {
            ObjectNode one = data.addObject()
                    .put("name", template.name())
                    .put("language", template.language())
                    .put("status", "APPROVED")
                    .put("category", "UTILITY");
            var components = one.putArray("components");
            if (!template.header().isEmpty()) {
                components.addObject().put("type", "HEADER").put("format", template.header());
            }
            components.addObject().put("type", "BODY").put("text", template.body());
            if (!template.url().isEmpty()) {
                components
                        .addObject()
                        .put("type", "BUTTONS")
                        .putArray("buttons")
                        .addObject()
                        .put("type", "URL")
                        .put("text", "Track")
                        .put("url", template.url());
            }
        }
        answer.putObject("paging").putObject("cursors").put("before", "MAZDZD").put("after", "MjQZD");
        return answer;
    }
}
