package io.deskbridge.sandbox.zendesk;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a caller says of a ticket to be made or changed; what is null stays as it is. */
@JsonNaming(SnakeCaseStrategy.class)
record TicketRequest(
        @Nullable String subject,
        @Nullable CommentRequest comment,
        @Nullable Long requesterId,
        @Nullable PersonRequest requester,
        @Nullable Long submitterId,
        @Nullable Long assigneeId,
        @Nullable String externalId,
        @Nullable String status,
        @Nullable String priority,
        @Nullable String type,
        @Nullable Long groupId,
        @Nullable Long brandId,
        @Nullable List<String> tags,
        @Nullable List<String> additionalTags,
        @Nullable List<FieldValue> customFields,
        @Nullable JsonNode metadata,
        @Nullable Long viaFollowupSourceId,
        @Nullable Boolean safeUpdate,
        @Nullable String updatedStamp) {

    record Envelope(@Nullable TicketRequest ticket) {}

    /** Tags to be added. */
    @JsonNaming(SnakeCaseStrategy.class)
    record Tags(@Nullable List<String> tags, @Nullable Boolean safeUpdate, @Nullable String updatedStamp) {
        TicketRequest request() {
            return new TicketRequest(
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    tags,
                    null,
                    null,
                    null,
                    safeUpdate,
                    updatedStamp);
        }
    }

    /** {@code isPublic} null means what Zendesk's default means: public. */
    @JsonNaming(SnakeCaseStrategy.class)
    record CommentRequest(
            @Nullable String body,
            @Nullable String htmlBody,
            @JsonProperty("public") @Nullable Boolean isPublic,
            @Nullable Long authorId,
            @Nullable List<String> uploads) {}

    record FieldValue(long id, @Nullable Object value) {}
}
