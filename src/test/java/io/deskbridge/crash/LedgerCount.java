package io.deskbridge.crash;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskbridge.crash.Network.AfterALostAnswer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Counts in the hub itself: what went in must be there, each item in a named end state. */
final class LedgerCount {
    private static final String WAITS = "⏳";

    private final Ledger ledger;

    LedgerCount(Ledger ledger) {
        this.ledger = ledger;
    }

    /**
     * A reply of which the hub says that it cannot know whether it was sent.
     *
     * @param reserved before the send began
     * @param ended when the hub gave up to learn it
     */
    record Uncertain(Instant reserved, Instant ended) {}

    Map<Mark, Uncertain> uncertain() {
        return ledger.list("replies", "uncertain").stream()
                .collect(Collectors.toMap(
                        reply -> Mark.in(reply.path("text").asText()).orElseThrow(),
                        reply -> new Uncertain(
                                Instant.parse(reply.path("reservedAt").asText()),
                                Instant.parse(reply.path("endedAt").asText()))));
    }

    /**
     * @param toldLate how many replies have two notes
     */
    void into(Count count, Story story, int toldLate) {
        JsonNode counts = ledger.counts();
        count.number("the ledger's own counts", counts);
        var unfinished = new ArrayList<String>();
        var givenUp = new ArrayList<String>();
        for (String table : List.of("messages", "comments", "replies", "notes")) {
            describe(table, "waiting", unfinished);
        }
        for (String table : List.of("messages", "comments", "notes")) {
            describe(table, "dead", givenUp);
        }
        describe("comments", "dismissed", givenUp);
        describe("replies", "refused", givenUp);
        describe("replies", "failed", givenUp);
        var unequal = new ArrayList<String>();
        equal(unequal, "messages", story.messagesPosted(), Ledger.count(counts, "messages", "ticketed", "appended"));
        equal(unequal, "comments", story.answersWritten(), Ledger.count(counts, "comments", "replied"));
        equal(unequal, "replies", story.answersWritten(), Ledger.count(counts, "replies", "published", "uncertain"));
        List<Mark> waited = toldToWait();
        count.number("answers whose agents were told that they wait", waited.size());
        Set<Mark> once = new HashSet<>();
        waited.stream()
                .filter(mark -> !once.add(mark))
                .forEach(mark -> unequal.add("notes: the agent of " + mark + " was told twice that it waits"));
        long told = story.answersWritten() + story.misleadingNotes() + toldLate + waited.size();
        equal(unequal, "notes", told, Ledger.count(counts, "notes", "written"));
        count.fault("items in no end state", unfinished);
        count.fault("items given up", givenUp);
        count.fault("counts in that are not counts out", unequal);
        count.fault("replies whose delivery the network told and the hub does not know", undelivered(story));
    }

    /** Whose agents were told so, as an answer that is not out after five minutes should; what became of it they hear later. */
    private List<Mark> toldToWait() {
        return ledger.list("notes", "written").stream()
                .map(note -> note.path("text").asText())
                .filter(text -> text.startsWith(WAITS))
                .map(text -> Mark.in(text).orElseThrow())
                .toList();
    }

    /** A network that tells by itself tells of each reply that it was sent and delivered, late, twice or both. */
    private List<String> undelivered(Story story) {
        return ledger.list("replies", "published").stream()
                .filter(reply -> !reply.path("delivery").asText().equals("delivered"))
                .flatMap(reply -> Mark.in(reply.path("text").asText()).stream())
                .filter(mark -> story.network(mark.conversation()).afterALostAnswer() == AfterALostAnswer.TOLD)
                .map(Mark::toString)
                .toList();
    }

    private void describe(String table, String state, List<String> into) {
        for (JsonNode item : ledger.list(table, state)) {
            into.add(table + " " + item.path("seq").asText() + " " + state + ": "
                    + item.path("reason").asText() + " "
                    + Mark.in(item.path("text").asText()).map(Mark::toString).orElse(""));
        }
    }

    private static void equal(List<String> unequal, String what, long in, long out) {
        if (in != out) {
            unequal.add(what + ": " + in + " in, " + out + " out");
        }
    }
}
