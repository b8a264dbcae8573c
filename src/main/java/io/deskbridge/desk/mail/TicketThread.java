package io.deskbridge.desk.mail;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the hub's own mailbox tells about a ticket's thread.
 *
 * @param subject of the mail that opened the ticket, without our token; empty when it is not there any more
 * @param to whom that mail went to
 * @param answers the team's mails in the thread, oldest first, automatic ones too
 */
record TicketThread(Optional<String> subject, Optional<String> to, List<Answer> answers) {
    static final TicketThread UNKNOWN = new TicketThread(Optional.empty(), Optional.empty(), List.of());

    /** A desk's own number in a subject: {@code [lab.test #3]}, {@code [Ticket#2026112110000012]}, {@code (ACME-12)}. */
    private static final Pattern TAG =
            Pattern.compile("\\[[^\\[\\]\\p{Cntrl}]{0,60}\\d{1,20}]|\\([A-Z][A-Z0-9]{1,20}-\\d{1,10}\\)");

    private static final Pattern ID = Pattern.compile("<[^<>\\s\\p{Cntrl}]{1,250}>");
    private static final int MAX_REFERENCES = 10;

    /** A mail of the team. */
    record Answer(String messageId, List<String> references, String subject) {}

    /** The mails that a further mail refers to: ours first, then the newest of the team's thread. */
    List<String> referencesAfter(String first) {
        var all = new ArrayList<String>();
        if (!answers.isEmpty()) {
            Answer newest = answers.get(answers.size() - 1);
            all.addAll(newest.references());
            all.add(newest.messageId());
        }
        all.removeIf(id -> !ID.matcher(id).matches() || id.equals(first) || MailIds.isNote(id));
        var kept = new LinkedHashSet<String>();
        kept.add(first);
        kept.addAll(all.subList(Math.max(0, all.size() - MAX_REFERENCES), all.size()));
        return List.copyOf(kept);
    }

    /** The subject with the number that the team's desk gave the ticket, by which such a desk finds it again. */
    String numbered(String ours) {
        var numbers = new LinkedHashSet<String>();
        for (Answer answer : answers) {
            var tag = TAG.matcher(answer.subject());
            while (tag.find()) {
                if (!ours.contains(tag.group())
                        && MailIds.ticketOfSubject(tag.group()).isEmpty()) {
                    numbers.add(tag.group());
                }
            }
        }
        String prefix = numbers.stream().limit(2).reduce("", (all, one) -> all + one + " ");
        return prefix + ours;
    }
}
