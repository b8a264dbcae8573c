package io.deskbridge.console;

import io.deskbridge.store.LedgerQueries;
import io.deskbridge.store.LedgerQueries.Filter;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Function;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** The given-up items of three tables as one list; a page's key names the last row of each. */
@Component
class DeadLetters {
    private static final String DEAD = "dead";

    private final LedgerQueries ledger;

    DeadLetters(LedgerQueries ledger) {
        this.ledger = ledger;
    }

    /** One item, in whichever table. */
    private record Letter(Instant endedAt, long seq, Object item) {}

    Page<Object> page(Listing asked) {
        int limit = ListingReader.limit(asked);
        List<Long> before = key(ListingReader.said(asked.before()).orElse("")); // messages, comments, notes
        List<Queue<Letter>> tables = List.of(
                table(
                        ledger.messages(filter(asked, before.get(0), limit)),
                        row -> new Letter(row.endedAt().orElse(row.receivedAt()), row.seq(), MessageItem.of(row))),
                table(
                        ledger.comments(filter(asked, before.get(1), limit)),
                        row -> new Letter(row.endedAt().orElse(row.receivedAt()), row.seq(), CommentItem.of(row))),
                table(
                        ledger.notes(filter(asked, before.get(2), limit)),
                        row -> new Letter(row.endedAt().orElse(row.createdAt()), row.seq(), NoteItem.of(row))));
        var next = new ArrayList<>(before);
        var items = new ArrayList<Object>();
        while (items.size() < limit) {
            Optional<Queue<Letter>> latest = latest(tables);
            if (latest.isEmpty()) {
                break;
            }
            Letter letter = latest.get().remove();
            items.add(letter.item());
            next.set(tables.indexOf(latest.get()), letter.seq());
        }
        return new Page<>(items, latest(tables).isEmpty() ? null : text(next));
    }

    private static Filter filter(Listing asked, long before, int limit) {
        return new Filter(
                Optional.of(DEAD),
                ListingReader.said(asked.channel()),
                ListingReader.time("from", asked.from()),
                ListingReader.time("to", asked.to()),
                false,
                before == Long.MAX_VALUE ? Optional.empty() : Optional.of(before),
                limit + 1);
    }

    private static <R> Queue<Letter> table(List<R> rows, Function<R, Letter> letter) {
        return new ArrayDeque<>(rows.stream().map(letter).toList());
    }

    /** The table whose next row was given up last; each table keeps its own order, so that pages fit together. */
    private static Optional<Queue<Letter>> latest(List<Queue<Letter>> tables) {
        return tables.stream().filter(table -> !table.isEmpty()).max(Comparator.comparing(table -> table.element()
                .endedAt()));
    }

    private static String text(List<Long> key) {
        return String.join(
                "-",
                key.stream()
                        .map(seq -> seq == Long.MAX_VALUE ? "x" : seq.toString())
                        .toList());
    }

    private static List<Long> key(String text) {
        if (text.isEmpty()) {
            return List.of(Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE);
        }
        try {
            List<Long> key = Stream.of(text.split("-"))
                    .map(part -> part.equals("x") ? Long.MAX_VALUE : Long.parseLong(part))
                    .toList();
            if (key.size() == 3) {
                return key;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw Mistake.bad("before: \"" + text + "\" must be the `next` of the page before");
    }
}
