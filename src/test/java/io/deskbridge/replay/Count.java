package io.deskbridge.replay;

import io.deskbridge.replay.Entries.Entry;
import io.deskbridge.replay.HelpDesk.Ticket;
import io.deskbridge.replay.Network.Published;
import io.deskbridge.replay.ThreadReplay.Answer;
import io.deskbridge.replay.ThreadReplay.Said;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Counts what was played over one network into one desk, at both their other sides. */
final class Count {
    final String where;
    int threads;
    int moved;
    int withoutCustomers;
    int posts;
    int entries;
    int tickets;
    int answers;
    int published;
    int told;
    int shortened;
    int reworded;
    int unasked;
    int notes;
    private Duration ticketing = Duration.ZERO;
    private Duration publishing = Duration.ZERO;
    final List<String> problems = new ArrayList<>();

    private final Network network;
    private final HelpDesk desk;

    Count(Network network, HelpDesk desk) {
        this.network = network;
        this.desk = desk;
        where = network.title() + " into " + desk.title();
    }

    /**
     * Counts the threads that were played there.
     *
     * @param inDesk all tickets of the desk
     * @param onNetwork all that the company said on the network
     */
    void of(List<ThreadReplay> played, List<Ticket> inDesk, List<Published> onNetwork) {
        Map<String, List<Ticket>> holding = holding(inDesk);
        Map<String, List<Published>> below = new HashMap<>();
        Set<String> unaskedThere = new HashSet<>();
        played.forEach(thread -> unaskedThere.addAll(thread.unasked()));
        onNetwork.stream().filter(post -> !unaskedThere.contains(post.id())).forEach(post -> below.computeIfAbsent(
                        post.under(), under -> new ArrayList<>())
                .add(post));
        for (ThreadReplay thread : played) {
            threads++;
            moved += thread.part.moved() ? 1 : 0;
            withoutCustomers += thread.said().isEmpty() ? 1 : 0;
            posts += thread.said().size();
            answers += thread.answers().size();
            shortened += thread.shortened();
            reworded += thread.reworded();
            unasked += thread.unasked().size();
            notes += thread.notes();
            ticketing = ticketing.plus(thread.ticketing());
            publishing = publishing.plus(thread.publishing());
            if (!thread.said().isEmpty()) {
                ticket(thread, holding);
                published(thread, below);
            }
        }
    }

    /** The tickets by the people whose messages they show. */
    private Map<String, List<Ticket>> holding(List<Ticket> inDesk) {
        var holding = new HashMap<String, List<Ticket>>();
        for (Ticket ticket : inDesk) {
            var people = new HashSet<String>();
            Entries.of(ticket.entries()).stream()
                    .filter(entry -> entry.network().equals(network.title()))
                    .forEach(entry -> people.add(person(entry)));
            people.forEach(person ->
                    holding.computeIfAbsent(person, name -> new ArrayList<>()).add(ticket));
        }
        return holding;
    }

    private static String person(Entry entry) {
        return entry.byline().replaceFirst("^@", "").split("[ .]", 2)[0].toLowerCase(Locale.ROOT);
    }

    private void ticket(ThreadReplay thread, Map<String, List<Ticket>> holding) {
        Said first = thread.said().get(0);
        List<Ticket> found = holding.getOrDefault(first.person(), List.of()).stream()
                .filter(ticket -> Entries.of(ticket.entries()).stream().anyMatch(entry -> shows(entry, first)))
                .toList();
        tickets += found.size();
        if (found.size() != 1) {
            problem(thread, "stands in " + found.size() + " tickets");
            return;
        }
        Ticket ticket = found.get(0);
        List<Entry> read = Entries.of(ticket.entries());
        entries += read.size();
        if (read.size() != thread.said().size()) {
            problem(thread, read.size() + " entries of " + thread.said().size() + " messages");
        }
        for (int i = 0; i < Math.min(read.size(), thread.said().size()); i++) {
            Said said = thread.said().get(i);
            Entry entry = read.get(i);
            if (!shows(entry, said) || entry.number() != i + 1) {
                problem(thread, "entry " + (i + 1) + " is not of " + said + " but " + entry);
            } else if (!endsWith(entry.before(), said.text())) {
                problem(thread, "the words of " + said + " read " + entry.before());
            }
        }
        int good = (int) ticket.notes().stream()
                .filter(note -> note.contains("✓ " + network.done() + " " + network.title() + ": "))
                .count();
        told += good;
        if (good != ticket.notes().size() || good != thread.answers().size()) {
            problem(thread, thread.answers().size() + " answers, and the agent was told " + ticket.notes());
        }
    }

    private boolean shows(Entry entry, Said said) {
        return entry.network().equals(network.title())
                && person(entry).equals(said.person())
                && entry.byline().contains(network.mark(said.id(), said.person()));
    }

    /** The words whole, and before them nothing or something of the desk's on a line or in words of its own. */
    private boolean endsWith(String read, String written) {
        String plain = network.plain(read);
        String words = network.plain(written);
        String before = plain.endsWith(words) ? plain.substring(0, plain.length() - words.length()) : "?";
        return before.isEmpty() || Character.isWhitespace(before.charAt(before.length() - 1));
    }

    private void published(ThreadReplay thread, Map<String, List<Published>> below) {
        for (Said said : thread.said()) {
            List<Answer> expected = thread.answers().stream()
                    .filter(answer -> answer.under().equals(said.id()))
                    .toList();
            List<Published> found = below.getOrDefault(said.id(), List.of());
            published += found.size();
            boolean same = found.size() == expected.size();
            for (int i = 0; same && i < found.size(); i++) {
                same = network.plain(found.get(i).text())
                        .endsWith(network.plain(expected.get(i).text()));
            }
            if (!same) {
                problem(thread, "under " + said + " stand " + found + " instead of " + expected);
            }
        }
    }

    private void problem(ThreadReplay thread, String what) {
        problems.add(where + ", thread " + thread.part.talk().root() + ": " + what);
    }

    static String head() {
        return line(
                "",
                "threads",
                "moved",
                "posts in",
                "entries",
                "tickets",
                "answers",
                "published",
                "told",
                "notes",
                "ms to ticket",
                "to network");
    }

    @Override
    public String toString() {
        return line(
                where,
                threads,
                moved,
                posts,
                entries,
                tickets,
                answers,
                published,
                told,
                notes,
                ticketing.toMillis() / Math.max(1, posts),
                publishing.toMillis() / Math.max(1, answers));
    }

    private static String line(Object... cells) {
        return String.format("  %-26s %8s %6s %9s %8s %8s %8s %10s %6s %6s %13s %11s", cells);
    }
}
