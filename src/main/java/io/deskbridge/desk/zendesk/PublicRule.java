package io.deskbridge.desk.zendesk;

import io.deskbridge.core.Words;
import java.util.Optional;
import java.util.Set;

/**
 * What makes a comment one that an agent wrote to the customer by hand. Zendesk adds ways to write faster than anybody
 * can list those that must not leave, so the ways that may are listed, and a new one stays inside.
 */
final class PublicRule {
    /** Zendesk's screens, its apps, a mail of the agent, a tool that an agent uses. */
    private static final Set<String> BY_HAND =
            Set.of("web", "web_form", "lotus", "batch", "mobile", "iphone", "email", "mail", "api", "web_service");

    /** How it came about: nothing special, or by the app for agents. */
    private static final Set<String> PLAIN = Set.of("", "mobile");

    /** Too large a file, too long a name, too many copies; every other flag doubts the author. */
    private static final Set<String> HARMLESS_FLAGS = Set.of("5", "16", "18");

    /** What stands where an agent took words out (a letter a block), and the file that stands for one. */
    private static final String BLOCK = "\u2587";

    private static final String REDACTED_FILE = "redacted.txt";

    /** By machinery, about something else, or with the customer elsewhere: nobody takes it for an answer that goes out. */
    private static final Set<String> NO_ANSWERS = Set.of(
            "rule",
            "rule_revision",
            "macro_reference",
            "system",
            "merge",
            "user_merge",
            "user_deletion",
            "side_conversation",
            "ticket_sharing",
            "sharing",
            "trigger",
            "automation",
            "phone_call_outbound",
            "phone_call_inbound",
            "voice",
            "voicemail",
            "chat",
            "chat_transcript",
            "native_messaging",
            "automatic_solution_suggestions",
            "help_center",
            "web_widget",
            "mobile_sdk",
            "direct_message",
            "import");

    private static final String BOTS = "answer_bot";

    /** Made by a mail program, or by an end user for agents. */
    private static final Set<String> NO_ANSWERS_FLAGS = Set.of("4", "17");

    private PublicRule() {}

    /** Why it must not leave the desk; empty when it may, if an agent wrote it. */
    static Optional<String> refusal(Wire.Comment comment) {
        if (!comment.isPublic()) {
            return Optional.of("it is not public");
        }
        if (!comment.type().equals("Comment")) {
            return Optional.of("it is a " + comment.type());
        }
        if (comment.ours()) {
            return Optional.of("the hub wrote it");
        }
        if (comment.via().isEmpty() || !comment.via().stream().allMatch(PublicRule::isByHand)) {
            return Optional.of("nobody is known to have written it by hand, it came via " + comment.via());
        }
        if (isDoubted(comment)) {
            return Optional.of("Zendesk doubts who wrote it, its flags are " + comment.flags());
        }
        if (isRedacted(comment)) {
            return Optional.of("an agent took something out of it");
        }
        return Optional.empty();
    }

    /** Whether an agent took words or a file out of it. */
    static boolean isRedacted(Wire.Comment comment) {
        return comment.text().contains(BLOCK)
                || comment.attachments().stream()
                        .anyMatch(file ->
                                file.name().filter(REDACTED_FILE::equals).isPresent());
    }

    /**
     * What is told of a comment that stays inside.
     *
     * @param once a word for its kind where one note a ticket is enough; empty for one each
     */
    record Told(String once, Words why) {}

    /** What its author has to know of a public comment that must not leave, if an agent wrote it; empty when nothing. */
    static Optional<Told> told(Wire.Comment comment) {
        if (!comment.isPublic()
                || comment.ours()
                || !comment.type().equals("Comment")
                || refusal(comment).isEmpty()
                || comment.via().stream().anyMatch(PublicRule::isNoAnswer)
                || comment.flags().stream().anyMatch(NO_ANSWERS_FLAGS::contains)) {
            return Optional.empty();
        }
        if (comment.via().isEmpty() || !comment.via().stream().allMatch(PublicRule::isByHand)) {
            String way = comment.via().stream()
                    .filter(via -> !isByHand(via))
                    .map(via -> BY_HAND.contains(via.channel()) ? via.relation() : via.channel())
                    .filter(name -> name.matches("[A-Za-z0-9_ -]{1,60}"))
                    .findFirst()
                    .orElse("?");
            return Optional.of(new Told(
                    "way " + way,
                    new Words(
                            "it came in a way (" + way
                                    + ") of which it is not known that a person answers by it; what the"
                                    + " customer shall read, write as a public comment in Zendesk itself",
                            "es kam auf einem Weg (" + way + "), von dem nicht bekannt ist, dass ein Mensch darauf"
                                    + " antwortet; was der Kunde lesen soll, schreiben Sie bitte in Zendesk selbst als"
                                    + " öffentlichen Kommentar")));
        }
        return Optional.of(
                isDoubted(comment)
                        ? new Told(
                                "",
                                new Words(
                                        "Zendesk doubts who wrote it; please write it again in Zendesk itself, signed in",
                                        "Zendesk bezweifelt, wer es schrieb; bitte schreiben Sie es noch einmal in Zendesk"
                                                + " selbst, angemeldet"))
                        : new Told(
                                "",
                                new Words(
                                        "something was taken out of it; what the customer shall read, write as a new"
                                                + " public comment",
                                        "es wurde etwas daraus entfernt; was der Kunde lesen soll, schreiben Sie bitte als"
                                                + " neuen öffentlichen Kommentar")));
    }

    private static boolean isNoAnswer(Wire.Via via) {
        return NO_ANSWERS.contains(via.channel())
                || NO_ANSWERS.contains(via.relation())
                || via.channel().startsWith(BOTS);
    }

    private static boolean isDoubted(Wire.Comment comment) {
        return !HARMLESS_FLAGS.containsAll(comment.flags())
                || comment.untrusted() && comment.flags().isEmpty();
    }

    /** What an agent wrote by hand for the other agents, if an agent wrote it. */
    static boolean isNote(Wire.Comment comment) {
        return !comment.isPublic()
                && comment.type().equals("Comment")
                && !comment.ours()
                && !comment.via().isEmpty()
                && comment.via().stream().allMatch(PublicRule::isByHand);
    }

    private static boolean isByHand(Wire.Via via) {
        return BY_HAND.contains(via.channel()) && PLAIN.contains(via.relation());
    }
}
