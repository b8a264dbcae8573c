package io.deskbridge.console;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.deskbridge.core.Comment;
import io.deskbridge.core.Conversation;
import io.deskbridge.store.CommentRow;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Schema(name = "Comment", description = "What an agent wrote in a ticket for the public")
@JsonInclude(JsonInclude.Include.NON_NULL)
record CommentItem(
        @Schema(description = "Always \"comment\"") String item,
        long seq,
        String desk,
        @Schema(description = "As the desk names it") String id,
        String ticket,
        @Schema(description = "Absent when the ticket belongs to no conversation of the hub") @Nullable String channel,
        @Nullable String thread,
        String agent,
        String text,
        List<AttachmentItem> attachments,
        @Schema(description = "waiting, replied, dismissed or dead") String state,
        String reason,
        @Schema(description = "No route takes it") boolean unrouted,
        int attempts,
        @Schema(description = "Not tried again before") @Nullable Instant dueAt,
        @Nullable String route,
        Instant writtenAt,
        Instant receivedAt,
        @Nullable Instant endedAt) {

    static CommentItem of(CommentRow row) {
        Comment comment = row.comment();
        return new CommentItem(
                "comment",
                row.seq(),
                comment.id().desk(),
                comment.id().value(),
                comment.ticket().id(),
                row.conversation().map(Conversation::channel).orElse(null),
                row.conversation().map(Conversation::thread).orElse(null),
                comment.agent().name(),
                comment.text(),
                comment.attachments().stream().map(AttachmentItem::of).toList(),
                Wire.word(row.state()),
                row.reason(),
                row.parked(),
                row.attempts(),
                Wire.due(row.dueAt()),
                row.route().orElse(null),
                comment.writtenAt(),
                row.receivedAt(),
                row.endedAt().orElse(null));
    }
}
