package io.deskbridge.crash;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Look at the tickets of all desks again and again, and write into those that have grown: public comments, half of which name the
 * message that they answer ({@code /to 3}), and internal notes.
 */
final class Agents implements Runnable {
    private static final Pattern NUMBER = Pattern.compile(" #(\\d+) · \\d{4}-");
    private static final long LOOK_MILLIS = 2_000;

    private final List<HelpDesk> desks;
    private final Story story;
    private final Random random;
    private final CountDownLatch stop;
    private final Map<Integer, Integer> comments = new HashMap<>();
    private final Map<Integer, Integer> notes = new HashMap<>();

    Agents(List<HelpDesk> desks, Story story, Random random, CountDownLatch stop) {
        this.desks = desks;
        this.story = story;
        this.random = random;
        this.stop = stop;
    }

    @Override
    public void run() {
        try {
            while (!story.isTold() && !stop.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                desks.forEach(desk -> desk.tickets().forEach(this::work));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void work(Ticket ticket) {
        List<Ticket.Comment> entries = ticket.entries();
        Optional<Mark> first = entries.stream()
                .flatMap(entry -> Mark.in(entry.body()).stream())
                .findFirst();
        if (first.isEmpty()) {
            return;
        }
        int conversation = first.get().conversation();
        int here = entries.size();
        int all = story.messages(conversation);
        int said = comments.getOrDefault(conversation, 0);
        if (said < story.comments(conversation) && here >= due(said, story.comments(conversation), all)) {
            comments.put(conversation, said + 1);
            answer(ticket, entries, new Mark(Mark.Kind.C, conversation, said));
        }
        int noted = notes.getOrDefault(conversation, 0);
        if (noted < story.notes(conversation) && here >= due(noted, story.notes(conversation), all)) {
            notes.put(conversation, noted + 1);
            boolean misleads =
                    ticket.desk().remark(ticket, new Mark(Mark.Kind.N, conversation, noted) + " never tell them this");
            story.noted(misleads);
        }
    }

    /** Spread over the conversation: when so many messages are there. */
    private static int due(int number, int of, int messages) {
        return Math.max(1, messages * (number + 1) / (of + 1));
    }

    /** What the customer is to read, and nothing more. */
    static String words(Mark mark) {
        return mark + " thank you, we are looking into it";
    }

    private void answer(Ticket ticket, List<Ticket.Comment> entries, Mark mark) {
        Mark newest = Mark.in(entries.get(entries.size() - 1).body()).orElseThrow();
        String words = words(mark);
        if (random.nextBoolean()) {
            ticket.desk().answer(ticket, words);
            story.answered(new Story.Answer(mark, Optional.empty(), newest));
            return;
        }
        Ticket.Comment entry = entries.get(random.nextInt(entries.size()));
        Matcher number = NUMBER.matcher(entry.body());
        if (!number.find()) {
            throw new IllegalStateException("an entry does not say its number: " + entry.body());
        }
        ticket.desk().answer(ticket, "/to " + number.group(1) + "\n" + words);
        story.answered(new Story.Answer(mark, Mark.in(entry.body()), newest));
    }
}
