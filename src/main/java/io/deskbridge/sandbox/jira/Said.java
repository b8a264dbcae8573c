package io.deskbridge.sandbox.jira;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A comment of an issue; its {@link Site} guards it. */
final class Said {
    final long id;
    final Person author;
    final Instant created;
    final Map<String, JsonNode> properties = new LinkedHashMap<>();
    JsonNode body;
    Instant updated;

    @Nullable
    JsonNode visibility;

    Said(long id, Person author, JsonNode body, Instant now) {
        this.id = id;
        this.author = author;
        this.body = body;
        this.created = now;
        this.updated = now;
    }

    /** As Jira has it: public unless somebody said otherwise. */
    boolean isPublic() {
        JsonNode property = properties.get(INTERNAL);
        return property == null || !property.path("internal").asBoolean(false);
    }

    static final String INTERNAL = "sd.public.comment";
}
