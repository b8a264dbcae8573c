package io.deskbridge.crash;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Write at random moments, each conversation in its order: it begins at some moment and lasts a third of the run. */
final class Customers implements Runnable {
    private record Due(Duration at, Mark mark) {}

    private final Story story;
    private final List<Due> plan;
    private final CountDownLatch stop;

    private Customers(Story story, List<Due> plan, CountDownLatch stop) {
        this.story = story;
        this.plan = plan;
        this.stop = stop;
    }

    /** Two threads a network; all of one conversation is said by one of them. */
    static List<Customers> of(Story story, Size size, Random random, CountDownLatch stop) {
        var plans = new ArrayList<List<Due>>();
        for (int i = 0; i < 10; i++) {
            plans.add(new ArrayList<>());
        }
        double whole = size.feed().toMillis();
        for (int conversation = 0; conversation < story.conversations(); conversation++) {
            double start = random.nextDouble() * whole * 0.67;
            double[] times = random.doubles(story.messages(conversation), start, start + whole * 0.33)
                    .sorted()
                    .toArray();
            for (int i = 0; i < times.length; i++) {
                plans.get(conversation % 10)
                        .add(new Due(Duration.ofMillis((long) times[i]), Mark.message(conversation, i)));
            }
        }
        plans.forEach(plan -> plan.sort(Comparator.comparing(Due::at)));
        return plans.stream().map(plan -> new Customers(story, plan, stop)).toList();
    }

    @Override
    public void run() {
        long began = System.nanoTime();
        for (Due due : plan) {
            try {
                if (stop.await(began + due.at().toNanos() - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                    return;
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
            Mark mark = due.mark();
            String thread = story.id(Mark.message(mark.conversation(), 0)).orElse("");
            String text = mark + " my order has not come, can somebody please look into it?";
            story.posted(mark, story.network(mark.conversation()).say(mark.conversation(), thread, text));
        }
    }
}
