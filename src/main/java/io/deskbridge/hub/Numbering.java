package io.deskbridge.hub;

import io.deskbridge.core.Conversation;
import io.deskbridge.core.MessageId;
import io.deskbridge.store.MessageLedger;
import io.deskbridge.store.MessageRow;
import io.deskbridge.store.MessageState;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Numbers a conversation's messages from 1, in the order they came; edits keep the number of what they change. */
@Component
class Numbering {
    private final MessageLedger ledger;

    Numbering(MessageLedger ledger) {
        this.ledger = ledger;
    }

    int of(MessageRow row) {
        return ledger.number(row);
    }

    /** The newest wording of each message, in the order of their numbers; what was dismissed has none. */
    Map<MessageId, MessageRow> newest(Conversation conversation) {
        var newest = new LinkedHashMap<MessageId, MessageRow>();
        List<MessageRow> rows = ledger.of(conversation);
        rows.stream()
                .filter(row -> row.state() != MessageState.DISMISSED)
                .forEach(row -> newest.put(row.message().id(), row));
        return newest;
    }
}
