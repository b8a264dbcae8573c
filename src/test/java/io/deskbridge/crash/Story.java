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
    private final List<Network> networks;
    private final int[] messages;
    private final int[] comments;
    private final int[] notes;
    private final Map<Mark, String> posted = new LinkedHashMap<>();
    private final List<List<Answer>> answers = new ArrayList<>();
    private int notesWritten;
    private int answersWritten;

    /**
     * @param networks the first two get two fifths of the conversations each, the third one fifth
     */
    Story(Size size, List<Network> networks, Random random) {
        this.size = size;
        this.networks = networks;
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
        return networks.get(List.of(0, 1, 0, 1, 2).get(conversation % 5));
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

    synchronized void noted() {
        notesWritten++;
    }

    /** In the order in which the agent wrote them. */
    synchronized List<Answer> answers(int conversation) {
        return List.copyOf(answers.get(conversation));
    }

    synchronized int answersWritten() {
        return answersWritten;
    }

    synchronized int notesWritten() {
        return notesWritten;
    }

    synchronized boolean isTold() {
        return posted.size() == size.messages() && answersWritten == size.comments() && notesWritten == size.notes();
    }
}
