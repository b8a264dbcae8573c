package io.deskbridge.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.deskbridge.replay.HelpDesk.Ticket;
import io.deskbridge.replay.Network.Published;
import io.deskbridge.replay.Tweets.Tweet;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

/**
 * Tells what was counted, and whether it is right: where each network met each desk, and in all, so that what stands
 * anywhere without belonging to a thread is seen, too.
 */
record Verdict(
        List<Talk> talks,
        List<Count> counts,
        Map<HelpDesk, List<Ticket>> tickets,
        Map<Network, List<Published>> published) {

    void tell(Duration took) {
        System.out.println("\nReplay of " + talks.size() + " threads in " + took.toSeconds() + " s\n" + Count.head());
        counts.forEach(System.out::println);
        System.out.println("  in all: " + sum(count -> count.posts) + " posts in, " + sum(count -> count.entries)
                + " entries out, " + sum(count -> count.tickets) + " tickets, " + sum(count -> count.answers)
                + " answers written (" + sum(count -> count.shortened) + " shortened by the agent, "
                + sum(count -> count.reworded) + " signed in another way), "
                + sum(count -> count.published) + " published where they belong, " + sum(count -> count.unasked)
                + " written by the company unasked, " + sum(count -> count.notes) + " internal notes written, "
                + leaks()
                + " published; " + sum(count -> count.moved)
                + " threads moved to a network that takes them, none left out");
        everythingWasPlayed();
        assertThat(counts.stream().flatMap(count -> count.problems.stream())).isEmpty();
        for (Count count : counts) {
            assertThat(count.posts).as("messages: " + count.where).isPositive();
            assertThat(count.entries).as("entries: " + count.where).isEqualTo(count.posts);
            assertThat(count.tickets).as("tickets: " + count.where).isEqualTo(count.threads - count.withoutCustomers);
            assertThat(count.answers).as("answers: " + count.where).isPositive();
            assertThat(count.published).as("published: " + count.where).isEqualTo(count.answers);
            assertThat(count.told).as("notes for the agent: " + count.where).isEqualTo(count.answers);
            assertThat(count.notes).as("internal notes: " + count.where).isPositive();
        }
        nothingElseStandsAnywhere();
        assertThat(leaks()).as("internal notes published").isZero();
    }

    private void everythingWasPlayed() {
        long tweets = talks.stream().mapToLong(talk -> talk.tweets().size()).sum();
        long customers = talks.stream()
                .flatMap(talk -> talk.tweets().stream())
                .filter(Tweet::customers)
                .count();
        assertThat(sum(count -> count.threads)).as("threads played").isEqualTo(talks.size());
        assertThat(sum(count -> count.posts)).as("customers' messages played").isEqualTo((int) customers);
        assertThat(sum(count -> count.answers) + sum(count -> count.unasked))
                .as("companies' messages played")
                .isEqualTo((int) (tweets - customers));
    }

    private void nothingElseStandsAnywhere() {
        assertThat(tickets.values().stream().mapToInt(List::size).sum())
                .as("tickets in all desks")
                .isEqualTo(sum(count -> count.tickets));
        assertThat(tickets.values().stream()
                        .flatMap(List::stream)
                        .mapToInt(ticket -> Entries.of(ticket.entries()).size())
                        .sum())
                .as("entries in all desks")
                .isEqualTo(sum(count -> count.entries));
        assertThat(published.values().stream().mapToInt(List::size).sum())
                .as("what the company said on all networks")
                .isEqualTo(sum(count -> count.published) + sum(count -> count.unasked));
    }

    private long leaks() {
        return published.values().stream()
                        .flatMap(List::stream)
                        .filter(post -> post.text().contains(ThreadReplay.INTERNAL))
                        .count()
                + published.keySet().stream()
                        .filter(network -> network.secrets().contains(ThreadReplay.INTERNAL))
                        .count();
    }

    private int sum(ToIntFunction<Count> number) {
        return counts.stream().mapToInt(number).sum();
    }
}
