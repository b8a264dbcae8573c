package io.deskbridge.crash;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Counts customers' messages where the agents read them. */
final class DeskCount {
    private final Map<Integer, List<Mark>> entries = new HashMap<>();
    private final Map<Integer, Set<Ticket>> tickets = new HashMap<>();
    private final Map<Integer, List<String>> outcomes = new HashMap<>();

    DeskCount(List<Ticket> all) {
        for (Ticket ticket : all) {
            List<Mark> marks = ticket.entryMarks();
            if (!marks.isEmpty()) {
                int conversation = marks.get(0).conversation();
                entries.computeIfAbsent(conversation, unused -> new ArrayList<>())
                        .addAll(marks);
                tickets.computeIfAbsent(conversation, unused -> new LinkedHashSet<>())
                        .add(ticket);
                outcomes.computeIfAbsent(conversation, unused -> new ArrayList<>())
                        .addAll(ticket.outcomes().stream()
                                .map(Ticket.Comment::body)
                                .toList());
            }
        }
    }

    /** What the hub told the agents about a reply. */
    List<String> outcomes(Mark reply) {
        return outcomes.getOrDefault(reply.conversation(), List.of()).stream()
                .filter(note -> Mark.in(note).filter(reply::equals).isPresent())
                .toList();
    }

    void into(Count count, Story story) {
        var lost = new ArrayList<String>();
        var doubled = new ArrayList<String>();
        var disordered = new ArrayList<String>();
        var several = new ArrayList<String>();
        var foreign = new ArrayList<String>();
        var astray = new ArrayList<String>();
        int standing = 0;
        for (int conversation = 0; conversation < story.conversations(); conversation++) {
            List<Mark> here = entries.getOrDefault(conversation, List.of());
            standing += here.size();
            for (int number = 0; number < story.messages(conversation); number++) {
                Mark mark = Mark.message(conversation, number);
                long times = here.stream().filter(mark::equals).count();
                if (times > 1) {
                    doubled.add(mark + " stands there " + times + " times");
                } else if (times == 0 && story.id(mark).isPresent()) {
                    lost.add(mark.toString());
                }
            }
            List<Mark> distinct = here.stream().distinct().toList();
            if (!distinct.equals(distinct.stream().sorted().toList())) {
                disordered.add(distinct.toString());
            }
            if (tickets.getOrDefault(conversation, Set.of()).size() > 1) {
                several.add("conversation " + conversation + ": tickets " + tickets.get(conversation));
            }
            HelpDesk desk = story.desk(conversation);
            tickets.getOrDefault(conversation, Set.of()).stream()
                    .filter(ticket -> ticket.desk() != desk)
                    .forEach(ticket -> astray.add(ticket + " instead of " + desk.name()));
            int owner = conversation;
            here.stream()
                    .filter(mark -> mark.conversation() != owner)
                    .forEach(mark -> foreign.add(mark + " in the ticket of conversation " + owner));
        }
        count.number("messages that customers posted", story.messagesPosted());
        count.number("ticket entries", standing);
        var byDesk = new TreeMap<String, Integer>();
        tickets.values()
                .forEach(all -> all.forEach(ticket -> byDesk.merge(ticket.desk().name(), 1, Integer::sum)));
        count.number("tickets", byDesk);
        count.fault("messages lost", lost);
        count.fault("ticket entries doubled", doubled);
        count.fault("conversations out of order in their ticket", disordered);
        count.fault("conversations with several tickets", several);
        count.fault("tickets in another desk than the route says", astray);
        count.fault("entries in another conversation's ticket", foreign);
    }
}
