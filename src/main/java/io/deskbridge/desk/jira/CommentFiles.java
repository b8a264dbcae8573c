package io.deskbridge.desk.jira;

import io.deskbridge.core.Attachment;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The files that agents put into their comments. A document names them by the ids of another service; which of the issue's
 * files they are is told by the links of the rendered comment, or else by their names.
 */
final class CommentFiles {
    /** A file of which Jira does not tell which one it is; it cannot be fetched, and the agent is told so. */
    static final String UNKNOWN = "unknown-file:";

    private static final Pattern LINK = Pattern.compile("/attachment/(?:content|thumbnail)/(\\d{1,18})");

    private final JiraApi api;
    private final String base;

    CommentFiles(JiraApi api, JiraSettings settings) {
        this.api = api;
        URI address = Objects.requireNonNull(settings.baseUrl());
        base = address.toString().replaceAll("/+$", "");
    }

    List<Attachment> of(Wire.Issue issue, Wire.Comment comment) {
        List<String> named = DocumentText.files(comment.body());
        if (named.isEmpty()) {
            return List.of();
        }
        var files = new ArrayList<Attachment>();
        linked(comment.rendered()).forEach(id -> api.file(id).ifPresent(file -> files.add(attachment(file))));
        if (files.size() < named.size()) {
            files.clear();
            List<Wire.File> there = api.issue(issue.id()).files();
            named.forEach(name -> files.add(newest(there, name)
                    .map(this::attachment)
                    .orElseGet(() -> Attachment.of(
                            Attachment.Type.UNKNOWN, UNKNOWN + (name.isEmpty() ? "without a name" : name)))));
        }
        return files;
    }

    /** References of what hangs on the issue now; empty when none of the comments has a file. */
    Optional<Set<String>> there(Wire.Issue issue, List<Wire.Comment> comments) {
        return comments.stream()
                        .allMatch(comment -> DocumentText.files(comment.body()).isEmpty())
                ? Optional.empty()
                : Optional.of(api.issue(issue.id()).files().stream()
                        .map(file -> attachment(file).reference())
                        .collect(Collectors.toSet()));
    }

    private static LinkedHashSet<String> linked(String rendered) {
        var ids = new LinkedHashSet<String>();
        Matcher links = LINK.matcher(rendered);
        while (links.find()) {
            ids.add(links.group(1));
        }
        return ids;
    }

    private static Optional<Wire.File> newest(List<Wire.File> there, String name) {
        return there.stream()
                .filter(file -> !name.isEmpty() && file.name().equals(name))
                .reduce((older, newer) -> newer);
    }

    private Attachment attachment(Wire.File file) {
        String mime = file.mimeType().orElse("");
        Attachment.Type type = mime.startsWith("image/")
                ? Attachment.Type.IMAGE
                : mime.startsWith("video/")
                        ? Attachment.Type.VIDEO
                        : mime.startsWith("audio/") ? Attachment.Type.AUDIO : Attachment.Type.FILE;
        return new Attachment(
                type,
                base + "/rest/api/3/attachment/content/" + file.id(),
                Optional.of(file.name()).filter(name -> !name.isBlank()),
                file.mimeType(),
                Optional.empty(),
                file.bytes() > 0 ? OptionalLong.of(file.bytes()) : OptionalLong.empty());
    }
}
