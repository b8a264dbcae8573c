package io.deskbridge.hub;

import io.deskbridge.core.Conversation;
import io.deskbridge.core.MessageId;
import io.deskbridge.core.Parcel;
import io.deskbridge.store.MessageLedger;
import io.deskbridge.store.MessageRow;
import io.deskbridge.store.ReplyLedger;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Finds the conversation of a message that only says which messages it belongs to. */
@Component
class RelatedMessages {
    private final MessageLedger messages;
    private final ReplyLedger replies;

    RelatedMessages(MessageLedger messages, ReplyLedger replies) {
        this.messages = messages;
        this.replies = replies;
    }

    /** The parcel in the conversation of the nearest message or reply that the ledger knows; else as it is. */
    Parcel placed(Parcel parcel) {
        String channel = parcel.message().id().channel();
        for (String id : parcel.related()) {
            Optional<Conversation> known = conversation(new MessageId(channel, id));
            if (known.isPresent()) {
                return parcel.in(known.get());
            }
        }
        return parcel;
    }

    private Optional<Conversation> conversation(MessageId id) {
        return messages.newest(id).map(MessageRow::conversation).or(() -> replies.conversationOf(id));
    }
}
