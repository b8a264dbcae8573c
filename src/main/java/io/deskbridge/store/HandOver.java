package io.deskbridge.store;

import io.deskbridge.core.Conversation;
import io.deskbridge.core.Message;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/** Keeps what is taken in in memory, for those who work on it next, where that is certain to be all they need. */
final class HandOver {
    /** Of more that wait in a conversation it is not looked whether all are known. */
    private static final int MOST = 40;

    private static final String STOOD =
            """
            exists (select 1 from link l where l.channel = {channel} and l.thread = {thread})
                or exists (select 1 from message m where m.thread = {thread} and m.channel = {channel}
                    and m.number is not null)
                or exists (select 1 from reservation r where r.thread = {thread} and r.channel = {channel})""";

    private static final String LOOK_AT_ONE =
            """
            select %s, exists (
                select 1 from message m where m.channel = ?1 and m.thread = ?2 and m.state = 'waiting' and m.parked = 0
                    and m.seq < ?3)"""
                    .formatted(STOOD.replace("{channel}", "?1").replace("{thread}", "?2"));

    private static final String LOOK_AT_ALL =
            """
            select a.place, %s,
                array(
                    select m.seq from message m where m.channel = a.channel and m.thread = a.thread
                        and m.state = 'waiting' and m.parked = 0
                    order by m.seq limit %d)
            from unnest(?, ?) with ordinality as a (channel, thread, place)"""
                    .formatted(STOOD.replace("{channel}", "a.channel").replace("{thread}", "a.thread"), MOST);

    private final Arrivals arrivals;
    private final String reason;

    /**
     * @param reason of the rows' state
     */
    HandOver(Arrivals arrivals, String reason) {
        this.arrivals = arrivals;
        this.reason = reason;
    }

    /**
     * A message that is new.
     *
     * @param characters of its content
     */
    record Came(long seq, Message message, long receivedAt, int characters) {}

    /** They were just inserted in that transaction, in order. */
    void of(LedgerTemplate tx, List<Came> came) {
        var own = new LinkedHashMap<Conversation, List<Long>>();
        for (Came one : came) {
            Conversation conversation = one.message().conversation();
            if (arrivals.isWorthALook(conversation)) {
                own.computeIfAbsent(conversation, unused -> new ArrayList<>()).add(one.seq());
            }
        }
        Map<Conversation, Arrivals.Beside> beside = tx.takesArrays() ? lookAtAll(tx, own) : lookAtEach(tx, own);
        tx.afterwards(outcome -> {
            if (outcome == LedgerTemplate.Outcome.UNKNOWN) {
                arrivals.forgetAll();
                return;
            }
            beside.forEach(arrivals::stands);
            came.forEach(one -> arrivals.came(row(one), one.characters()));
        });
    }

    private static Map<Conversation, Arrivals.Beside> lookAtEach(LedgerTemplate tx, Map<Conversation, List<Long>> own) {
        var beside = new HashMap<Conversation, Arrivals.Beside>();
        own.forEach((conversation, seqs) -> tx.query(
                LOOK_AT_ONE,
                row -> {
                    boolean waits = row.getInt(2) > 0;
                    beside.put(conversation, new Arrivals.Beside(row.getInt(1) > 0, List.of(), waits));
                },
                conversation.channel(),
                conversation.thread(),
                seqs.get(0)));
        return beside;
    }

    private static Map<Conversation, Arrivals.Beside> lookAtAll(LedgerTemplate tx, Map<Conversation, List<Long>> own) {
        if (own.isEmpty()) {
            return Map.of();
        }
        var conversations = List.copyOf(own.keySet());
        var beside = new HashMap<Conversation, Arrivals.Beside>();
        tx.query(
                LOOK_AT_ALL,
                row -> {
                    Conversation conversation = conversations.get(row.getInt(1) - 1);
                    var waiting =
                            new ArrayList<>(List.of((Long[]) row.getArray(3).getArray()));
                    boolean more = waiting.size() == MOST;
                    waiting.removeAll(Objects.requireNonNull(own.get(conversation)));
                    beside.put(conversation, new Arrivals.Beside(row.getBoolean(2), waiting, more));
                },
                conversations.stream()
                        .map(conversation -> LedgerTemplate.clean(conversation.channel()))
                        .toArray(String[]::new),
                conversations.stream()
                        .map(conversation -> LedgerTemplate.clean(conversation.thread()))
                        .toArray(String[]::new));
        return beside;
    }

    private MessageRow row(Came came) {
        return new MessageRow(
                came.seq(),
                came.message(),
                Change.NEW,
                MessageState.WAITING,
                reason,
                false,
                Instant.EPOCH,
                Instant.EPOCH,
                0,
                0,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Instant.ofEpochMilli(came.receivedAt()),
                Optional.empty(),
                OptionalInt.empty());
    }
}
