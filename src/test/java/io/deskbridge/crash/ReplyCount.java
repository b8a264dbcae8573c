package io.deskbridge.crash;

import io.deskbridge.crash.Network.AfterALostAnswer;
import io.deskbridge.crash.Network.Published;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/** Counts agents' comments where the customers read them. */
final class ReplyCount {
    private final Story story;
    private final Map<Mark, LedgerCount.Uncertain> uncertain;
    private final List<Killer.Kill> kills;
    private final Map<Mark, List<Published>> published = new HashMap<>();
    private final Map<Integer, List<Mark>> order = new HashMap<>();
    private final List<String> leaked = new ArrayList<>();
    private final List<String> unknown = new ArrayList<>();
    private final List<String> unlike = new ArrayList<>();

    /**
     * @param uncertain the replies of which the hub says that it cannot know
     */
    ReplyCount(
            Story story, List<Network> networks, Map<Mark, LedgerCount.Uncertain> uncertain, List<Killer.Kill> kills) {
        this.story = story;
        this.uncertain = uncertain;
        this.kills = kills;
        networks.forEach(network -> network.published().forEach(this::read));
    }

    private void read(Published said) {
        Mark mark = Mark.in(said.text()).orElse(new Mark(Mark.Kind.M, -1, -1));
        if (mark.kind() == Mark.Kind.N) {
            leaked.add(said.text());
        } else if (mark.kind() == Mark.Kind.C) {
            if (!said.text().equals(Agents.words(mark))) {
                unlike.add(said.text());
            }
            published.computeIfAbsent(mark, unused -> new ArrayList<>()).add(said);
            List<Mark> sequence = order.computeIfAbsent(mark.conversation(), unused -> new ArrayList<>());
            if (!sequence.contains(mark)) {
                sequence.add(mark);
            }
        } else {
            unknown.add(said.text());
        }
    }

    /**
     * @return how many replies a network told of only after a person was asked; their tickets have two notes
     */
    int into(Count count, DeskCount desk) {
        var lost = new ArrayList<String>();
        var doubled = new ArrayList<String>();
        var misplaced = new ArrayList<String>();
        var disordered = new ArrayList<String>();
        var untold = new ArrayList<String>();
        var guessed = new ArrayList<String>();
        int uncertainButThere = 0;
        int toldLate = 0;
        for (int conversation = 0; conversation < story.conversations(); conversation++) {
            Network network = story.network(conversation);
            List<Mark> written = new ArrayList<>();
            for (Story.Answer answer : story.answers(conversation)) {
                Mark mark = answer.mark();
                written.add(mark);
                List<Published> there = published.getOrDefault(mark, List.of());
                boolean open = uncertain.containsKey(mark);
                if (there.size() > 1) {
                    doubled.add(mark + " stands there " + there.size() + " times");
                } else if (there.isEmpty() && !open) {
                    lost.add(mark.toString());
                }
                uncertainButThere += open && !there.isEmpty() ? 1 : 0;
                if (open && isGuessed(network, mark, !there.isEmpty())) {
                    guessed.add(mark + " on " + network.channel() + (there.isEmpty() ? "" : ", where it stands"));
                }
                there.stream()
                        .filter(said -> !isRight(answer, said))
                        .forEach(said -> misplaced.add(mark + " under " + said.under() + " instead of "
                                + answer.under().map(Mark::toString).orElse(answer.newestSeen() + " or later")));
                List<String> told = desk.outcomes(mark);
                if (!open && network.afterALostAnswer() == AfterALostAnswer.TOLD && isToldLate(told)) {
                    toldLate++;
                } else if (told.size() != 1 || !told.get(0).startsWith(open ? "?" : "✓")) {
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
        count.number("replies that were uncertain until the network's word came late", toldLate);
        count.number("internal notes that agents wrote", story.notesWritten());
        count.fault("replies lost", lost);
        count.fault("public replies doubled", doubled);
        count.fault("conversations whose replies are out of order", disordered);
        count.fault("replies under another post", misplaced);
        count.fault("replies uncertain though it can be known what became of them", guessed);
        count.fault("replies of which the ticket does not tell once what became of them", untold);
        count.fault("internal notes published", leaked);
        count.fault("published without an agent's word", unknown);
        count.fault("published with other words than the agent's", unlike);
        return toldLate;
    }

    /**
     * Where a network tells by itself, it tells of all that stands there: a reply may stay uncertain only when it does not,
     * and then only when a process was killed before the hub began to wait for the network's word.
     */
    private boolean isGuessed(Network network, Mark mark, boolean stands) {
        LedgerCount.Uncertain open = uncertain.get(mark);
        return switch (network.afterALostAnswer()) {
            case KNOWN -> true;
            case TOLD ->
                stands
                        || kills.stream()
                                .noneMatch(kill -> kill.dead().isAfter(open.reserved())
                                        && kill.at().isBefore(open.ended().minus(Configuration.STATUS_WAIT)));
            case UNKNOWN -> false;
        };
    }

    /** A person was asked, and then the network told. */
    private static boolean isToldLate(List<String> told) {
        return told.size() == 2
                && told.get(0).startsWith("?")
                && told.get(1).startsWith("✓ Sent ")
                && told.get(1).contains(" after all");
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
