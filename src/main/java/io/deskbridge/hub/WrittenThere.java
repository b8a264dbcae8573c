package io.deskbridge.hub;

import io.deskbridge.core.Conversation;
import io.deskbridge.core.Message;
import io.deskbridge.store.Change;
import io.deskbridge.store.GoneReplies;
import io.deskbridge.store.Lane;
import io.deskbridge.store.Link;
import io.deskbridge.store.Links;
import io.deskbridge.store.MessageLedger;
import io.deskbridge.store.MessageRow;
import io.deskbridge.store.NewNote;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * What our own account did in the network's own app: what a colleague wrote there is told in the conversation's tickets, so
 * that nobody answers twice; and that a reply of ours was taken away.
 */
@Component
class WrittenThere {
    private final Links links;
    private final MessageLedger messages;
    private final GoneReplies gone;
    private final AgentNotes notes;
    private final FateNotes fates;
    private final WakeUps wakeUps;

    WrittenThere(
            Links links, MessageLedger messages, GoneReplies gone, AgentNotes notes, FateNotes fates, WakeUps wakeUps) {
        this.links = links;
        this.messages = messages;
        this.gone = gone;
        this.notes = notes;
        this.fates = fates;
        this.wakeUps = wakeUps;
    }

    /** Whether the row tells of what our own account did there. */
    boolean concerns(MessageRow row) {
        return row.message().ours()
                || row.change() == Change.DELETED && gone.isReply(row.message().id());
    }

    /** Ends the row; the note is written when it is certain that it is no reply of ours. */
    void tell(MessageRow row) {
        Message message = row.message();
        if (message.deleted()) {
            Optional<Lane> told = gone.gone(
                    row,
                    (comment, reply, isPart) -> fates.gone(
                            comment,
                            reply,
                            isPart,
                            message.notice(),
                            message.revision().at()));
            told.ifPresentOrElse(wakeUps::wake, () -> messages.writtenThere(row, List.of()));
            return;
        }
        Conversation conversation = row.conversation();
        Map<String, Link> newest = new LinkedHashMap<>();
        links.of(conversation).forEach(link -> newest.put(link.ticket().desk(), link));
        String text = notes.writtenThere(row.message());
        List<NewNote> told = newest.values().stream()
                .map(link -> new NewNote(
                        conversation,
                        link.ticket().desk(),
                        link.ticket().id(),
                        text,
                        Optional.of(row.message().id().value())))
                .toList();
        messages.writtenThere(row, told);
        if (!told.isEmpty()) {
            wakeUps.wake(new Lane(Lane.Direction.NOTES, conversation));
        }
    }
}
