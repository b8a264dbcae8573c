package io.deskbridge.sandbox.jira;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.deskbridge.sandbox.SandboxPart;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What a person who plays agent sees: no part of Jira's API. */
@RestController
@SandboxPart
@RequestMapping(Paths.ROOT)
class PlaygroundController {
    private final Site site;

    /**
     * @param request whether it is a customer request, whose comments are public or internal
     * @param body of its description
     */
    record Shown(
            String id,
            String key,
            String summary,
            String status,
            String reporter,
            boolean request,
            List<String> labels,
            String body,
            Instant created,
            List<String> files,
            List<ShownComment> comments) {}

    record ShownComment(String id, String author, @JsonProperty("public") boolean isPublic, String body, Instant at) {}

    PlaygroundController(Site site) {
        this.site = site;
    }

    /** The newest issues first. */
    @GetMapping("/issues")
    List<Shown> newest(@RequestParam(defaultValue = "20") int limit) {
        List<Shown> all = new ArrayList<>(site.list(issue -> Optional.of(shown(issue))));
        Collections.reverse(all);
        return all.subList(0, Math.max(0, Math.min(limit, all.size())));
    }

    @GetMapping(value = "/browse/{key}", produces = "text/html;charset=UTF-8")
    String page(@PathVariable String key) {
        return IssuePage.of(site.show(key, PlaygroundController::shown));
    }

    private static Shown shown(Issue issue) {
        return new Shown(
                String.valueOf(issue.id),
                issue.key,
                issue.summary,
                issue.status.name(),
                issue.reporter.displayName(),
                issue.isRequest(),
                issue.labels,
                Documents.text(issue.description).strip(),
                issue.created,
                issue.files.stream().map(StoredFile::name).toList(),
                issue.comments.stream()
                        .map(said -> new ShownComment(
                                String.valueOf(said.id),
                                said.author.displayName(),
                                said.isPublic(),
                                Documents.text(said.body).strip(),
                                said.created))
                        .toList());
    }
}
