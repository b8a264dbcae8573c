package io.deskbridge.crash;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/** Write one after another, each conversation in its order: it begins at some moment and lasts a third of the run. */
final class Customers implements Runnable {
    private static final int THREADS = 10;

    private record Turn(int number, Mark mark) {}

    private record Planned(double at, Mark mark) {}

    private final Story story;
    private final List<Turn> turns;
    private final Pace pace;

    private Customers(Story story, List<Turn> turns, Pace pace) {
        this.story = story;
        this.turns = turns;
        this.pace = pace;
    }

    /** Several threads a network; all of one conversation is said by one of them. */
    static List<Customers> of(Story story, Pace pace, Random random) {
        var all = new ArrayList<Planned>();
        for (int conversation = 0; conversation < story.conversations(); conversation++) {
            double start = random.nextDouble() * 0.67;
            double[] times = random.doubles(story.messages(conversation), start, start + 0.33)
                    .sorted()
                    .toArray();
            for (int i = 0; i < times.length; i++) {
                all.add(new Planned(times[i], Mark.message(conversation, i)));
            }
        }
        all.sort(Comparator.comparing(Planned::at));
        var turns = new ArrayList<List<Turn>>();
        for (int i = 0; i < THREADS; i++) {
            turns.add(new ArrayList<>());
        }
        for (int i = 0; i < all.size(); i++) {
            Mark mark = all.get(i).mark();
            turns.get(mark.conversation() % THREADS).add(new Turn(i, mark));
        }
        return turns.stream().map(own -> new Customers(story, own, pace)).toList();
    }

    @Override
    public void run() {
        try {
            for (Turn turn : turns) {
                pace.await(turn.number());
                Mark mark = turn.mark();
                String thread = story.id(Mark.message(mark.conversation(), 0)).orElse("");
                String text = mark + " my order has not come, can somebody please look into it?";
                story.posted(mark, story.network(mark.conversation()).say(mark.conversation(), thread, text));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
