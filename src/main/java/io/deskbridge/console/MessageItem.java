package io.deskbridge.console;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.deskbridge.core.Message;
import io.deskbridge.core.Words;
import io.deskbridge.store.MessageRow;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Schema(name = "Message", description = "What a person sent, in one of its wordings")
@JsonInclude(JsonInclude.Include.NON_NULL)
record MessageItem(
        @Schema(description = "Always \"message\"") String item,
        @Schema(description = "The order in which messages came") long seq,
        String channel,
        @Schema(description = "As the network names it") String id,
        @Schema(description = "mention, comment, direct, review or post") String kind,
        @Schema(description = "new, edited or deleted") String change,
        String thread,
        AuthorItem author,
        String text,
        @Schema(description = "Of a review, 1 to 5") @Nullable Integer stars,
        List<AttachmentItem> attachments,
        @Nullable String permalink,
        @Nullable String inReplyTo,
        @Schema(description = "waiting, ticketed, appended, dismissed or dead") String state,
        String reason,
        @Schema(description = "No route takes it") boolean unrouted,
        int attempts,
        @Schema(description = "Not tried again before") @Nullable Instant dueAt,
        @Nullable String route,
        @Nullable String desk,
        @Nullable String ticket,
        @Schema(description = "Why the network would refuse an answer") @Nullable String restriction,
        @Schema(description = "What of it could not be read") @Nullable String unread,
        Instant sentAt,
        Instant receivedAt,
        @Nullable Instant endedAt) {

    static MessageItem of(MessageRow row) {
        Message message = row.message();
        return new MessageItem(
                "message",
                row.seq(),
                message.id().channel(),
                message.id().value(),
                Wire.word(message.kind()),
                Wire.word(row.change()),
                message.conversation().thread(),
                AuthorItem.of(message.author()),
                message.text(),
                message.stars().isPresent() ? message.stars().getAsInt() : null,
                message.attachments().stream().map(AttachmentItem::of).toList(),
                message.permalink().map(Object::toString).orElse(null),
                message.inReplyTo().orElse(null),
                Wire.word(row.state()),
                row.reason(),
                row.parked(),
                row.attempts(),
                Wire.due(row.dueAt()),
                row.route().orElse(null),
                row.desk().orElse(null),
                row.ticketId().orElse(null),
                message.restriction().map(Words::english).orElse(null),
                message.unread().orElse(null),
                message.sentAt(),
                row.receivedAt(),
                row.endedAt().orElse(null));
    }
}
