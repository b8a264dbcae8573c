package io.deskbridge.console;

import io.deskbridge.hub.HandedOutFiles;
import io.deskbridge.store.FileLink;
import io.deskbridge.store.FileLinks;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * Hands out the files that went to a network as links, to whoever has the address. They come from agents, and are treated
 * as if they came from strangers: saved and never shown, in no search engine and no shared memory.
 */
@Hidden
@RestController
class FileController {
    /** What a browser does not run, whatever it does with it. */
    private static final Set<String> TYPES = Set.of(
            "image/jpeg",
            "image/png",
            "image/gif",
            "image/webp",
            "video/mp4",
            "video/quicktime",
            "audio/mpeg",
            "audio/ogg",
            "application/pdf");

    private static final String NOTHING = "default-src 'none'; frame-ancestors 'none'; sandbox";

    private final HandedOutFiles files;

    FileController(HandedOutFiles files) {
        this.files = files;
    }

    @GetMapping(HandedOutFiles.PATH + "{token:[A-Za-z0-9_-]{43}}")
    void file(@PathVariable("token") String token, HttpServletResponse response) throws IOException {
        guard(response);
        Optional<FileLinks.Found> found = files.find(token);
        if (found.isEmpty()) {
            sentence(response, 404, "There is no such file.");
        } else if (found.get().over()) {
            sentence(response, 410, "This file is gone.");
        } else {
            FileLink link = found.get().link();
            response.setContentType(
                    TYPES.contains(link.mimeType()) ? link.mimeType() : MediaType.APPLICATION_OCTET_STREAM_VALUE);
            response.setHeader(
                    HttpHeaders.CONTENT_DISPOSITION,
                    ContentDisposition.attachment()
                            .filename(link.name(), StandardCharsets.UTF_8)
                            .build()
                            .toString());
            response.setContentLengthLong(link.size());
            OutputStream out = response.getOutputStream();
            files.read(found.get(), out::write);
        }
    }

    private static void sentence(HttpServletResponse response, int status, String text) throws IOException {
        response.setStatus(status);
        response.setContentType("text/plain;charset=UTF-8");
        response.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    }

    private static void guard(HttpServletResponse response) {
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("X-Robots-Tag", "noindex, nofollow");
        response.setHeader("Content-Security-Policy", NOTHING);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "private, max-age=600");
    }
}
