package io.deskbridge.crash;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** What is to be said in each conversation, and what was said: the yardstick of the count. Safe for many threads. */
final class Story {
    /** A comment of an agent, with the message that it must stand under; empty when any that stood there then will do. */
    record Answer(Mark mark, Optional<Mark> under, Mark newestSeen) {}

    private final Size size;
    private final Sides sides;
    private final int[] messages;
    private final int[] comments;
    private final int[] notes;
    private final Map<Mark, String> posted = new LinkedHashMap<>();
    private final List<List<Answer>> answers = new ArrayList<>();
    private int notesWritten;
    private int misleadingNotes;
    private int answersWritten;

    /**
     * @param sides of the networks each but the last gets two ninths of the conversations, the last one ninth; the desks
     *     get as much as {@link Configuration} routes to them: four tenths, five tenths, one tenth
     */
    Story(Size size, Sides sides, Random random) {
        this.size = size;
        this.sides = sides;
        messages = spread(size.messages(), true, random);
        comments = spread(size.comments(), false, random);
        notes = spread(size.notes(), false, random);
        for (int i = 0; i < size.conversations(); i++) {
            answers.add(new ArrayList<>());
        }
    }

    private int[] spread(int total, boolean atLeastOne, Random random) {
        int[] counts = new int[size.conversations()];
        for (int i = 0; i < total; i++) {
            counts[atLeastOne && i < counts.length ? i : random.nextInt(counts.length)]++;
        }
        return counts;
    }

    Network network(int conversation) {
        return sides.networks().get(List.of(0, 1, 2, 3, 0, 1, 2, 3, 4).get(conversation % 9));
    }

    /** By the number's last digit; so each network meets each desk. */
    HelpDesk desk(int conversation) {
        return sides.desks().get(List.of(0, 0, 0, 0, 1, 1, 1, 1, 1, 2).get(conversation % 10));
    }

    int conversations() {
        return size.conversations();
    }

    int messages(int conversation) {
        return messages[conversation];
    }

    int comments(int conversation) {
        return comments[conversation];
    }

    int notes(int conversation) {
        return notes[conversation];
    }

    synchronized void posted(Mark mark, String id) {
        posted.put(mark, id);
    }

    /** The network's id of a message; empty when it was not said yet. */
    synchronized Optional<String> id(Mark message) {
        return Optional.ofNullable(posted.get(message));
    }

    synchronized int messagesPosted() {
        return posted.size();
    }

    synchronized void answered(Answer answer) {
        answers.get(answer.mark().conversation()).add(answer);
        answersWritten++;
    }

    /** @param misleads whether it looks as if it were for the customer */
    synchronized void noted(boolean misleads) {
        misleadingNotes += misleads ? 1 : 0;
        notesWritten++;
    }

    /** In the order in which the agent wrote them. */
    synchronized List<Answer> answers(int conversation) {
        return List.copyOf(answers.get(conversation));
    }

    synchronized int answersWritten() {
        return answersWritten;
    }

    /** Those of which the agents have to be told that they stay inside, once each. */
    synchronized int misleadingNotes() {
        return misleadingNotes;
    }

    synchronized int notesWritten() {
        return notesWritten;
    }

    synchronized boolean isTold() {
        return posted.size() == size.messages() && answersWritten == size.comments() && notesWritten == size.notes();
    }
}
