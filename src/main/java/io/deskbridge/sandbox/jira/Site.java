package io.deskbridge.sandbox.jira;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskbridge.sandbox.SandboxPart;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** The issues, and what a write does to them. One lock guards them all: it is a sandbox. */
@Component
@SandboxPart
class Site {
    private final Map<Long, Issue> byId = new LinkedHashMap<>();
    private final Map<String, Integer> numbers = new LinkedHashMap<>();
    private final ApplicationEventPublisher events;
    private long lastId = 10_000;

    /** A comment was added, changed or taken away. */
    record CommentEvent(String name, long issue, String key, Map<String, @Nullable Object> comment) {}

    Site(ApplicationEventPublisher events) {
        this.events = events;
    }

    synchronized Issue create(
            Person caller, Project project, String issueType, JsonNode description, Function<Issue, Issue> fill) {
        int number = numbers.merge(project.key(), 1, Integer::sum);
        Issue issue = fill.apply(
                new Issue(++lastId, project.key() + "-" + number, project, caller, issueType, description, now()));
        byId.put(issue.id, issue);
        touched(issue);
        return issue;
    }

    /** By id or key. */
    synchronized <T> T show(String idOrKey, Function<Issue, T> view) {
        return view.apply(get(idOrKey));
    }

    /** Changes an issue; the search learns of it later. */
    synchronized <T> T change(String idOrKey, Function<Issue, T> change) {
        Issue issue = get(idOrKey);
        T result = change.apply(issue);
        touched(issue);
        return result;
    }

    synchronized void delete(String idOrKey) {
        byId.remove(get(idOrKey).id);
    }

    synchronized <T> List<T> list(Function<Issue, Optional<T>> view) {
        return byId.values().stream()
                .flatMap(issue -> view.apply(issue).stream())
                .toList();
    }

    synchronized Said comment(
            String idOrKey,
            Person author,
            JsonNode body,
            @Nullable JsonNode visibility,
            Map<String, JsonNode> properties) {
        Issue issue = get(idOrKey);
        var said = new Said(++lastId, author, body, now());
        said.visibility = visibility;
        said.properties.putAll(properties);
        issue.comments.add(said);
        touched(issue);
        tell("comment_created", issue, said);
        return said;
    }

    synchronized Said edit(String idOrKey, long comment, Function<Said, Said> change) {
        Issue issue = get(idOrKey);
        Said said = change.apply(said(issue, comment));
        said.updated = now();
        touched(issue);
        tell("comment_updated", issue, said);
        return said;
    }

    synchronized void remove(String idOrKey, long comment) {
        Issue issue = get(idOrKey);
        Said said = said(issue, comment);
        issue.comments.remove(said);
        touched(issue);
        tell("comment_deleted", issue, said);
    }

    static Said said(Issue issue, long comment) {
        return issue.comments.stream()
                .filter(said -> said.id == comment)
                .findFirst()
                .orElseThrow(() -> Refusal.general(404, "Can not find a comment for the id: " + comment + "."));
    }

    synchronized StoredFile attach(String idOrKey, Person author, String name, String mimeType, byte[] bytes) {
        Issue issue = get(idOrKey);
        var file = new StoredFile(++lastId, UUID.randomUUID(), name, mimeType, bytes, author, now());
        issue.files.add(file);
        touched(issue);
        return file;
    }

    synchronized void detach(StoredFile file) {
        byId.values().stream().filter(issue -> issue.files.remove(file)).forEach(this::touched);
    }

    synchronized Optional<StoredFile> file(long id) {
        return byId.values().stream()
                .flatMap(issue -> issue.files.stream())
                .filter(file -> file.id() == id)
                .findFirst();
    }

    private Issue get(String idOrKey) {
        return byId.values().stream()
                .filter(issue -> issue.key.equalsIgnoreCase(idOrKey)
                        || String.valueOf(issue.id).equals(idOrKey))
                .findFirst()
                .orElseThrow(Refusal::noIssue);
    }

    private void touched(Issue issue) {
        issue.updated = now();
        issue.index.add(
                new Issue.Indexed(Instant.now(), List.copyOf(issue.labels), issue.status.name(), issue.updated));
    }

    private void tell(String name, Issue issue, Said said) {
        events.publishEvent(new CommentEvent(name, issue.id, issue.key, Views.hookComment(issue, said)));
    }

    /** Jira's times end at milliseconds. */
    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }
}
