package io.deskbridge.hub;

import io.deskbridge.core.Conversation;
import io.deskbridge.core.MessageId;
import io.deskbridge.store.MessageRow;
import io.deskbridge.store.NewestMessages.Newest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The messages of a trial.
 *
 * @param rows in the order in which they are to come
 * @param stoodIn the desks in which a conversation stood before the first of them; one that stood in none is left out
 */
public record TrialSample(List<MessageRow> rows, Map<Conversation, Set<String>> stoodIn) {
    public TrialSample {
        rows = List.copyOf(rows);
        stoodIn = Map.copyOf(stoodIn);
    }

    /** Of the ledger. */
    public static TrialSample of(Newest newest) {
        return new TrialSample(newest.rows(), newest.stoodIn());
    }

    /**
     * Of what a program gave.
     *
     * @param now for messages that say no time
     * @throws IllegalArgumentException that says which message is wrong, and why
     */
    public static TrialSample of(List<TrialMessage> messages, Instant now) {
        var rows = new ArrayList<MessageRow>();
        var stoodIn = new HashMap<Conversation, Set<String>>();
        var known = new HashSet<MessageId>();
        for (TrialMessage message : messages) {
            int place = rows.size() + 1;
            MessageRow row;
            try {
                row = message.row(
                        place,
                        now,
                        message.channel() != null
                                && message.id() != null
                                && !message.channel().isBlank()
                                && !message.id().isBlank()
                                && known.contains(new MessageId(message.channel(), message.id())));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("message " + place + ": " + e.getMessage(), e);
            }
            known.add(row.message().id());
            Set<String> desks = message.stoodIn();
            if (desks != null && !desks.isEmpty()) {
                stoodIn.computeIfAbsent(row.conversation(), unused -> new HashSet<>())
                        .addAll(desks);
            }
            rows.add(row);
        }
        return new TrialSample(rows, stoodIn);
    }
}
