package io.deskbridge.console;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.deskbridge.store.ReplyRow;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Schema(name = "Reply", description = "What the hub sends, or sent, into a conversation")
@JsonInclude(JsonInclude.Include.NON_NULL)
record ReplyItem(
        @Schema(description = "Always \"reply\"") String item,
        long seq,
        @Schema(description = "The comment that it was made of") long comment,
        String channel,
        String thread,
        @Schema(description = "The network's id of the message that it answers") String inReplyTo,
        String agent,
        String text,
        List<AttachmentItem> attachments,
        @Schema(description = "waiting, published, refused, failed or uncertain") String state,
        String reason,
        @Schema(description = "As the network names it") @Nullable String sentId,
        @Nullable String permalink,
        Instant reservedAt,
        @Nullable Instant sentAt,
        @Nullable Instant endedAt,
        @Schema(description = "Since when it no longer stands there, though it did") @Nullable Instant goneAt,
        @Schema(
                        description =
                                "How far the network says it came: sent, failed, delivered or read; absent when it does not say")
                @Nullable
                String delivery,
        @Nullable Instant deliveryAt,
        @Schema(description = "Why the network did not deliver it") @Nullable String deliveryReason) {

    static ReplyItem of(ReplyRow row) {
        return new ReplyItem(
                "reply",
                row.seq(),
                row.commentSeq(),
                row.conversation().channel(),
                row.conversation().thread(),
                row.inReplyTo(),
                row.content().agent().name(),
                row.content().text(),
                row.content().attachments().stream().map(AttachmentItem::of).toList(),
                Wire.word(row.state()),
                row.reason(),
                row.sentId().orElse(null),
                row.permalink().map(Object::toString).orElse(null),
                row.reservedAt(),
                row.sentAt().orElse(null),
                row.endedAt().orElse(null),
                row.goneAt().orElse(null),
                row.told().map(told -> Wire.word(told.stage())).orElse(null),
                row.told().map(ReplyRow.Told::at).orElse(null),
                row.told().flatMap(ReplyRow.Told::reason).orElse(null));
    }
}
