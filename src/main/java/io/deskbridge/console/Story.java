package io.deskbridge.console;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.deskbridge.store.HistoryRow;
import io.deskbridge.store.Link;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Schema(name = "Conversation", description = "One conversation with everything that happened to it")
record Story(
        String channel,
        String thread,
        @Schema(description = "All changes of state of all its parts, oldest first") List<Event> events,
        @Schema(description = "Its tickets, oldest first") List<LinkItem> links,
        @Schema(description = "All wordings, in the order they came") List<MessageItem> messages,
        List<CommentItem> comments,
        List<ReplyItem> replies,
        List<NoteItem> notes) {

    @Schema(name = "Event", description = "One change of state")
    record Event(
            Instant at,
            @Schema(description = "message, comment, reply, note, acknowledgement or link") String item,
            @Schema(description = "Which of them; the ticket's id for a link") String seq,
            String state,
            String reason) {

        static Event of(HistoryRow row) {
            return new Event(row.at(), row.item(), String.valueOf(row.itemSeq()), row.state(), row.reason());
        }

        static Event of(Link link) {
            return new Event(
                    link.since(),
                    "link",
                    link.ticket().id(),
                    "linked",
                    link.ticket().desk() + " ticket " + link.ticket().id());
        }
    }

    @Schema(name = "Link", description = "A ticket of the conversation")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record LinkItem(String desk, String ticket, @Nullable String url, Instant since) {
        static LinkItem of(Link link) {
            return new LinkItem(
                    link.ticket().desk(),
                    link.ticket().id(),
                    link.ticket().url().map(Object::toString).orElse(null),
                    link.since());
        }
    }
}
