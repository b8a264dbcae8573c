package io.deskbridge.crash;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Counts in the hub itself: what went in must be there, each item in a named end state. */
final class LedgerCount {
    private final Ledger ledger;

    LedgerCount(Ledger ledger) {
        this.ledger = ledger;
    }

    /** The replies of which it says that it cannot know whether they were sent. */
    Set<Mark> uncertain() {
        return ledger.list("replies", "uncertain").stream()
                .map(reply -> Mark.in(reply.path("text").asText()).orElseThrow())
                .collect(Collectors.toSet());
    }

    void into(Count count, Story story) {
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
        equal(unequal, "notes", story.answersWritten(), Ledger.count(counts, "notes", "written"));
        count.fault("items in no end state", unfinished);
        count.fault("items given up", givenUp);
        count.fault("counts in that are not counts out", unequal);
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
