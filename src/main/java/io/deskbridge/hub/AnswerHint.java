package io.deskbridge.hub;

import io.deskbridge.core.ChannelContract;
import io.deskbridge.core.DeskContract;
import io.deskbridge.core.Kind;
import io.deskbridge.core.Message;
import io.deskbridge.core.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Tells an agent, before a word is wasted, what an answer to this message will be and what rules it has. */
final class AnswerHint {
    private AnswerHint() {}

    /**
     * One sentence a line; empty when the channel takes no answers to such a message.
     *
     * @param threads whether a long answer may become several posts
     * @param links whether a file that does not fit goes out as a link
     */
    static List<String> lines(
            Message message,
            ChannelContract channel,
            DeskContract desk,
            boolean threads,
            boolean links,
            Locale language) {
        boolean splits = threads && channel.threaded().contains(message.kind());
        var lines = new ArrayList<String>();
        channel.textFor(message.kind()).ifPresent(rule -> {
            Words limit = new Words(
                    " (at most " + rule.max() + " " + rule.unit().english()
                            + (splits ? "; a longer one becomes a numbered thread)." : ")."),
                    " (höchstens " + rule.max() + " " + rule.unit().german()
                            + (splits ? "; eine längere wird ein nummerierter Thread)." : ")."));
            lines.add(new Words(
                            desk.answer().english()
                                    + (message.kind() == Kind.DIRECT
                                            ? " is sent to the author as a private message"
                                            : " is published under this post, for everyone to read")
                                    + limit.english() + " " + desk.inside().english(),
                            desk.answer().german()
                                    + (message.kind() == Kind.DIRECT
                                            ? " geht als private Nachricht an den Verfasser"
                                            : " erscheint unter diesem Beitrag, für alle lesbar")
                                    + limit.german() + " " + desk.inside().german())
                    .in(language));
            lines.add(new Words(
                            "To answer an earlier message of this ticket instead, begin with a line that names it: /to 1",
                            "Um statt dessen eine frühere Nachricht zu beantworten, beginnen Sie mit einer Zeile, die sie"
                                    + " nennt: /to 1")
                    .in(language));
        });
        if (message.kind() != Kind.DIRECT && channel.textFor(message.kind()).isPresent()) {
            channel.linkPrice()
                    .ifPresent(price -> lines.add(price.ofOne(channel.network()).in(language)
                            + (links ? becomesLink(channel.network()).in(language) : "")));
        }
        channel.windowFor(message.kind())
                .ifPresent(window -> lines.add(new Words(
                                "An answer is taken within " + window.toHours()
                                        + " hours after the customer last wrote.",
                                "Eine Antwort wird binnen " + window.toHours()
                                        + " Stunden angenommen, nachdem der Kunde zuletzt schrieb.")
                        .in(language)));
        if (channel.textFor(message.kind())
                .isPresent()) { // after the window: some say what may be done when it is over
            channel.commands()
                    .forEach(command -> lines.add(sentence(command.usage().in(language))));
        }
        return lines;
    }

    private static Words becomesLink(String network) {
        return new Words(
                " A file that " + network + " does not take goes out as a link, and costs the same.",
                " Eine Datei, die " + network + " nicht nimmt, geht als Link hinaus und kostet ebenso viel.");
    }

    /** A command's usage is a clause, so that it fits into a refusal as well. */
    private static String sentence(String clause) {
        return clause.substring(0, 1).toUpperCase(Locale.ROOT) + clause.substring(1) + ".";
    }
}
