package io.deskbridge.hub;

import io.deskbridge.core.Comment;
import io.deskbridge.core.Sent;
import io.deskbridge.core.Words;
import io.deskbridge.store.NewNote;
import io.deskbridge.store.PartRow;
import io.deskbridge.store.ReplyRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Tells the agent what became of a reply that was sent as a thread; what is missing of it can be copied from the note. */
@Component
class ThreadNotes {
    private final AgentNotes notes;
    private final Locale language;

    ThreadNotes(AgentNotes notes, HubSettings settings) {
        this.notes = notes;
        this.language = settings.language();
    }

    NewNote published(Comment comment, ReplyRow reply, Sent first, int posts, Instant now) {
        String as = reply.content().inPrivate()
                ? say(" as " + posts + " messages", " in " + posts + " Nachrichten")
                : say(" as " + posts + " posts", " in " + posts + " Beiträgen");
        return AgentNotes.note(
                comment,
                reply,
                "✓ " + AgentNotes.done(reply).in(language) + " " + notes.network(reply)
                        + AgentNotes.when(first, now).in(language) + as + ": "
                        + AgentNotes.firstWords(reply)
                        + first.permalink().map(link -> "\n" + link).orElse(""));
    }

    /**
     * @param again whether what is missing can be sent again
     */
    NewNote partly(Comment comment, ReplyRow reply, List<PartRow> all, String reason, boolean again) {
        return AgentNotes.note(
                comment,
                reply,
                (reply.content().inPrivate()
                                ? say("✗ Sent in private in part on ", "✗ Nur zum Teil privat gesendet auf ")
                                : say("✗ Published in part on ", "✗ Nur zum Teil veröffentlicht auf "))
                        + notes.network(reply) + ": "
                        + AgentNotes.firstWords(reply) + "\n" + whatStands(all) + "\n" + say("Reason: ", "Grund: ")
                        + reason + "\n"
                        + say(
                                "Please write what is missing as a new public comment, or delete there what stands"
                                        + " there.",
                                "Bitte schreiben Sie, was fehlt, als neuen öffentlichen Kommentar, oder löschen Sie"
                                        + " dort, was dort steht.")
                        + (again
                                ? say(
                                        " Or write one with only /again " + reply.seq()
                                                + ", and it is sent; that line is not published.",
                                        " Oder schreiben Sie einen, der nur /again " + reply.seq()
                                                + " enthält, dann wird es gesendet; diese Zeile wird nicht veröffentlicht.")
                                : "")
                        + links(all) + missing(reply, all));
    }

    /**
     * @param tells whether the network tells by itself what became of it, sooner or later
     */
    NewNote uncertain(Comment comment, ReplyRow reply, List<PartRow> all, boolean tells) {
        String network = notes.network(reply);
        return AgentNotes.note(
                comment,
                reply,
                (reply.content().inPrivate()
                                ? say(
                                        "? Perhaps sent in private in part on ",
                                        "? Vielleicht zum Teil privat gesendet auf ")
                                : say("? Perhaps published in part on ", "? Vielleicht zum Teil veröffentlicht auf "))
                        + network + ": "
                        + AgentNotes.firstWords(reply) + "\n" + whatStands(all) + "\n"
                        + (tells
                                ? say(
                                        network
                                                + " has not told since; a note follows when it does. Before you write it"
                                                + " again, ask the customer what arrived.",
                                        network
                                                + " hat sich seither nicht gemeldet; tut es das noch, folgt ein Vermerk."
                                                + " Bevor Sie es noch einmal schreiben, fragen Sie bitte den Kunden, was"
                                                + " ankam.")
                                : say("Please look there.", "Bitte dort nachsehen."))
                        + twoWays(reply, all)
                        + links(all) + missing(reply, all));
    }

    /** How a person decides; the lines are those of any uncertain reply. */
    private String twoWays(ReplyRow reply, List<PartRow> all) {
        String open = numbers(all.stream().filter(ThreadNotes::isOpen).toList());
        return say(
                " If part " + open + " does not stand there, write a public comment with only /again " + reply.seq()
                        + ", and all that is missing is sent; if it does, one with only /published " + reply.seq()
                        + ", and what is missing behind it as another. Those lines are not published.",
                " Steht Teil " + open + " nicht dort, schreiben Sie einen öffentlichen Kommentar, der nur /again "
                        + reply.seq() + " enthält, dann wird alles gesendet, was fehlt; sonst einen mit nur /published "
                        + reply.seq() + ", und was dahinter fehlt, in einem weiteren. Diese Zeilen werden nicht"
                        + " veröffentlicht.");
    }

    /** "Part 1 of 3 stands there; part 2 perhaps, the connection broke off; part 3 does not." */
    private String whatStands(List<PartRow> all) {
        List<PartRow> there = all.stream().filter(ThreadNotes::stands).toList();
        List<PartRow> perhaps = all.stream().filter(ThreadNotes::isOpen).toList();
        List<PartRow> not =
                all.stream().filter(part -> !stands(part) && !isOpen(part)).toList();
        var clauses = new ArrayList<String>();
        if (!there.isEmpty()) {
            clauses.add(
                    there.size() == 1
                            ? say("part " + numbers(there) + " stands there", "Teil " + numbers(there) + " steht dort")
                            : say(
                                    "parts " + numbers(there) + " stand there",
                                    "Teile " + numbers(there) + " stehen dort"));
        }
        if (!perhaps.isEmpty()) {
            clauses.add(say(
                    "part " + numbers(perhaps) + " perhaps, the connection broke off",
                    "Teil " + numbers(perhaps) + " vielleicht, die Verbindung brach ab"));
        }
        if (!not.isEmpty()) {
            clauses.add(
                    not.size() == 1
                            ? say("part " + numbers(not) + " does not", "Teil " + numbers(not) + " nicht")
                            : say("parts " + numbers(not) + " do not", "Teile " + numbers(not) + " nicht"));
        }
        return say("Of " + all.size() + " parts: ", "Von " + all.size() + " Teilen: ") + String.join("; ", clauses)
                + ".";
    }

    private String numbers(List<PartRow> parts) {
        List<String> numbers =
                parts.stream().map(part -> String.valueOf(part.number() + 1)).toList();
        int last = numbers.size() - 1;
        return last == 0
                ? numbers.get(0)
                : String.join(", ", numbers.subList(0, last)) + say(" and ", " und ") + numbers.get(last);
    }

    private static String links(List<PartRow> all) {
        return all.stream()
                .flatMap(part -> part.sent().stream())
                .flatMap(sent -> sent.permalink().stream())
                .findFirst()
                .map(link -> "\n" + link)
                .orElse("");
    }

    private String missing(ReplyRow reply, List<PartRow> all) {
        List<PartRow> missing = all.stream().filter(part -> !stands(part)).toList();
        if (missing.isEmpty()) {
            return "";
        }
        String perhaps = missing.stream()
                .filter(ThreadNotes::isOpen)
                .findFirst()
                .map(part -> say(
                        ", part " + (part.number() + 1) + " perhaps not",
                        ", Teil " + (part.number() + 1) + " vielleicht nicht"))
                .orElse("");
        String head = say("This is missing", "Dies fehlt") + perhaps + ":";
        return "\n\n" + head + "\n"
                + missing.stream().map(part -> words(reply, part)).collect(Collectors.joining("\n"));
    }

    /** What the post says, and which files hang on it. */
    private String words(ReplyRow reply, PartRow part) {
        String names = reply.content().attachments().stream()
                .filter(file -> part.files().contains(file.reference()))
                .map(file -> file.name().orElse(say("a file", "eine Datei")))
                .collect(Collectors.joining(", "));
        return names.isEmpty() ? part.text() : (part.text() + " [" + names + "]").strip();
    }

    private static boolean stands(PartRow part) {
        return part.sent().isPresent() && part.failure().isEmpty();
    }

    private static boolean isOpen(PartRow part) {
        return part.sent().isEmpty() && part.triedAt().isPresent();
    }

    private String say(String english, String german) {
        return new Words(english, german).in(language);
    }
}
