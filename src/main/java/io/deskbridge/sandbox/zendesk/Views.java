package io.deskbridge.sandbox.zendesk;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the API shows of the sandbox's tickets, in Zendesk's field names. */
final class Views {
    private Views() {}

    static Map<String, @Nullable Object> ticket(Ticket ticket) {
        var view = new LinkedHashMap<String, @Nullable Object>();
        view.put("id", ticket.id);
        view.put("url", Paths.address("/api/v2/tickets/" + ticket.id + ".json"));
        view.put("external_id", ticket.externalId);
        view.put("subject", ticket.subject);
        view.put("raw_subject", ticket.subject);
        view.put("description", ticket.first().body());
        view.put("status", ticket.status);
        view.put("priority", ticket.priority);
        view.put("type", ticket.type);
        view.put("group_id", ticket.group);
        view.put("brand_id", ticket.brand);
        view.put("assignee_id", ticket.assignee);
        view.put("requester_id", ticket.requester);
        view.put("submitter_id", ticket.submitter);
        view.put("tags", List.copyOf(ticket.tags));
        view.put(
                "custom_fields",
                ticket.fields.entrySet().stream()
                        .map(field -> {
                            var one = new LinkedHashMap<String, @Nullable Object>();
                            one.put("id", field.getKey());
                            one.put("value", field.getValue());
                            return one;
                        })
                        .toList());
        view.put("is_public", ticket.first().isPublic());
        view.put("via", via(ticket.audits.get(0)));
        view.put("created_at", ticket.createdAt.toString());
        view.put("updated_at", ticket.updatedAt.toString());
        view.put("generated_timestamp", ticket.updatedAt.getEpochSecond());
        return view;
    }

    static Map<String, Object> comment(Audit audit) {
        Said said = Objects.requireNonNull(audit.said());
        var view = new LinkedHashMap<String, Object>();
        view.put("id", said.id());
        view.put("type", "Comment");
        view.put("author_id", said.authorId());
        view.put("body", said.body());
        view.put("plain_body", said.body());
        view.put("html_body", Html.paragraph(said.body()));
        view.put("public", said.isPublic());
        view.put("attachments", said.files().stream().map(Views::attachment).toList());
        view.put("audit_id", audit.id());
        view.put("via", via(audit));
        view.put("created_at", audit.at().toString());
        view.put("metadata", metadata(audit.custom()));
        return view;
    }

    static Map<String, Object> audit(Audit audit) {
        var view = new LinkedHashMap<String, Object>();
        view.put("id", audit.id());
        view.put("ticket_id", audit.ticketId());
        view.put("created_at", audit.at().toString());
        view.put("author_id", audit.updater());
        view.put("metadata", metadata(audit.custom()));
        view.put("via", via(audit));
        if (audit.said() != null) {
            view.put("events", List.of(comment(audit)));
        } else if (audit.madePrivate() != null) {
            view.put(
                    "events",
                    List.of(Map.of(
                            "id",
                            audit.id() + 1,
                            "type",
                            "CommentPrivacyChange",
                            "comment_id",
                            audit.madePrivate(),
                            "public",
                            false)));
        } else {
            view.put("events", List.of());
        }
        return view;
    }

    static Map<String, Object> attachment(Upload upload) {
        return Map.of(
                "id",
                upload.id(),
                "file_name",
                upload.fileName(),
                "content_type",
                upload.contentType(),
                "content_url",
                Paths.address("/attachments/token/" + upload.token() + "/"),
                "size",
                upload.bytes().length,
                "thumbnails",
                List.of());
    }

    private static Map<String, Object> metadata(JsonNode custom) {
        return Map.of("system", Map.of("client", "sandbox"), "custom", custom);
    }

    private static Map<String, Object> via(Audit audit) {
        var source = new LinkedHashMap<String, @Nullable Object>();
        source.put("from", Map.of());
        source.put("to", Map.of());
        source.put("rel", audit.rel());
        return Map.of("channel", "api", "source", source);
    }
}
