package io.deskbridge.hub;

import io.deskbridge.core.Conversation;
import io.deskbridge.store.Change;
import io.deskbridge.store.MessageLedger;
import io.deskbridge.store.MessageRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.springframework.stereotype.Component;

/**
 * Numbers a conversation's messages from 1, in the order in which they are first written to a desk; edits keep the number
 * of what they change. A number is never given twice, because one worker at a time has the conversation.
 */
@Component
class Numbering {
    /** An answer to an older message must name its number. */
    private static final int RECENT = 300;

    private final MessageLedger ledger;

    Numbering(MessageLedger ledger) {
        this.ledger = ledger;
    }

    /**
     * Numbers those rows that have none.
     *
     * @param last the highest number of the conversation
     */
    List<MessageRow> number(List<MessageRow> rows, int last) {
        var numbered = new ArrayList<MessageRow>();
        int next = last;
        for (MessageRow row : rows) {
            OptionalInt known = row.number();
            if (known.isEmpty() && row.change() != Change.NEW) {
                known = ofSameMessage(row, numbered);
            }
            numbered.add(row.numbered(known.isPresent() ? known.getAsInt() : ++next));
        }
        return numbered;
    }

    private OptionalInt ofSameMessage(MessageRow row, List<MessageRow> before) {
        return before.stream()
                .filter(earlier -> earlier.message().id().equals(row.message().id()))
                .map(MessageRow::number)
                .findFirst()
                .orElseGet(() -> ledger.number(row.message().id()));
    }

    /** Whether the message was written to a desk, in whatever wording, or that was begun. */
    boolean isNumbered(MessageRow row) {
        return ledger.number(row.message().id()).isPresent();
    }

    /** The newest wording of each of the newest messages, in the order of their numbers. */
    List<MessageRow> recent(Conversation conversation) {
        return ledger.numbered(conversation, RECENT);
    }

    /** The newest wording of the message with that number. */
    Optional<MessageRow> of(Conversation conversation, int number) {
        return ledger.numbered(conversation, (long) number);
    }
}
