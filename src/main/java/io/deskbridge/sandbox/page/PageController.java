package io.deskbridge.sandbox.page;

import io.deskbridge.sandbox.SandboxPart;
import java.util.Map;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Serves the playground. Its files lie outside the static folder, so that without the sandbox there is no page. */
@RestController
@SandboxPart
class PageController {
    /** Everything comes from here, and nothing inside the page is a script or a style. */
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
                    + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static final String SCRIPT = "text/javascript;charset=UTF-8";
    private static final Map<String, String> PARTS = Map.of(
            "playground.css", "text/css;charset=UTF-8",
            "playground.js", SCRIPT,
            "networks.js", SCRIPT,
            "desks.js", SCRIPT,
            "targets.js", SCRIPT,
            "words.js", SCRIPT,
            "icon.svg", "image/svg+xml");

    @GetMapping({"/", "/sandbox"})
    ResponseEntity<Void> toThePage() {
        return ResponseEntity.status(HttpStatus.FOUND)
                .header(HttpHeaders.LOCATION, "/sandbox/")
                .build();
    }

    @GetMapping("/sandbox/")
    ResponseEntity<Resource> page() {
        return file("index.html", "text/html;charset=UTF-8");
    }

    @GetMapping("/sandbox/page/{name}")
    ResponseEntity<Resource> part(@PathVariable String name) {
        String type = PARTS.get(name);
        return type == null ? ResponseEntity.notFound().build() : file(name, type);
    }

    private static ResponseEntity<Resource> file(String name, String type) {
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(type))
                .cacheControl(CacheControl.noCache())
                .header("Content-Security-Policy", POLICY)
                .header("X-Content-Type-Options", "nosniff")
                .body(new ClassPathResource("sandbox/page/" + name));
    }
}
