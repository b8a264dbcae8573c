package io.deskbridge.crash;

import io.deskbridge.crash.Network.Published;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Counts agents' comments where the customers read them. */
final class ReplyCount {
    private final Story story;
    private final Set<Mark> uncertain;
    private final Map<Mark, List<Published>> published = new HashMap<>();
    private final Map<Integer, List<Mark>> order = new HashMap<>();
    private final List<String> leaked = new ArrayList<>();
    private final List<String> unknown = new ArrayList<>();

    /**
     * @param uncertain the replies of which the hub says that it cannot know
     */
    ReplyCount(Story story, List<Network> networks, Set<Mark> uncertain) {
        this.story = story;
        this.uncertain = uncertain;
        networks.forEach(network -> network.published().forEach(this::read));
    }

    private void read(Published said) {
        Mark mark = Mark.in(said.text()).orElse(new Mark(Mark.Kind.M, -1, -1));
        if (mark.kind() == Mark.Kind.N) {
            leaked.add(said.text());
        } else if (mark.kind() == Mark.Kind.C) {
            published.computeIfAbsent(mark, unused -> new ArrayList<>()).add(said);
            List<Mark> sequence = order.computeIfAbsent(mark.conversation(), unused -> new ArrayList<>());
            if (!sequence.contains(mark)) {
                sequence.add(mark);
            }
        } else {
            unknown.add(said.text());
        }
    }

    void into(Count count, DeskCount desk) {
        var lost = new ArrayList<String>();
        var doubled = new ArrayList<String>();
        var misplaced = new ArrayList<String>();
        var disordered = new ArrayList<String>();
        var untold = new ArrayList<String>();
        var guessed = new ArrayList<String>();
        int uncertainButThere = 0;
        for (int conversation = 0; conversation < story.conversations(); conversation++) {
            List<Mark> written = new ArrayList<>();
            for (Story.Answer answer : story.answers(conversation)) {
                Mark mark = answer.mark();
                written.add(mark);
                List<Published> there = published.getOrDefault(mark, List.of());
                boolean open = uncertain.contains(mark);
                if (there.size() > 1) {
                    doubled.add(mark + " stands there " + there.size() + " times");
                } else if (there.isEmpty() && !open) {
                    lost.add(mark.toString());
                }
                uncertainButThere += open && !there.isEmpty() ? 1 : 0;
                if (open && !story.network(conversation).channel().equals("shop")) {
                    guessed.add(mark + " on " + story.network(conversation).channel());
                }
                there.stream()
                        .filter(said -> !isRight(answer, said))
                        .forEach(said -> misplaced.add(mark + " under " + said.under() + " instead of "
                                + answer.under().map(Mark::toString).orElse(answer.newestSeen() + " or later")));
                List<String> told = desk.outcomes(mark);
                if (told.size() != 1 || !told.get(0).startsWith(open ? "?" : "✓")) {
                    untold.add(mark + (open ? " (uncertain): " : ": ") + told);
                }
            }
            List<Mark> sequence = order.getOrDefault(conversation, List.of());
            if (!sequence.equals(written.stream().filter(sequence::contains).toList())) {
                disordered.add(sequence + " instead of " + written);
            }
        }
        count.number("public comments that agents wrote", story.answersWritten());
        count.number(
                "public replies",
                published.values().stream().mapToInt(List::size).sum());
        count.number("uncertain replies", uncertain.size() + " (" + uncertainButThere + " of them stand there)");
        count.number("internal notes that agents wrote", story.notesWritten());
        count.fault("replies lost", lost);
        count.fault("public replies doubled", doubled);
        count.fault("conversations whose replies are out of order", disordered);
        count.fault("replies under another post", misplaced);
        count.fault("replies uncertain where the network can be asked", guessed);
        count.fault("replies of which the ticket does not tell once what became of them", untold);
        count.fault("internal notes published", leaked);
        count.fault("published without an agent's word", unknown);
    }

    private boolean isRight(Story.Answer answer, Published said) {
        int conversation = answer.mark().conversation();
        if (answer.under().isPresent()) {
            return story.id(answer.under().get()).filter(said.under()::equals).isPresent();
        }
        var right = new HashSet<String>();
        for (int number = answer.newestSeen().number(); number < story.messages(conversation); number++) {
            story.id(Mark.message(conversation, number)).ifPresent(right::add);
        }
        return right.contains(said.under());
    }
}
