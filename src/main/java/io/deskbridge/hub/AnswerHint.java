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

    /** One sentence a line; empty when the channel takes no answers to such a message. */
    static List<String> lines(Message message, ChannelContract channel, DeskContract desk, Locale language) {
        var lines = new ArrayList<String>();
        channel.textFor(message.kind()).ifPresent(rule -> {
            Words limit = new Words(
                    " (at most " + rule.max() + " " + rule.unit().english() + ").",
                    " (höchstens " + rule.max() + " " + rule.unit().german() + ").");
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
        channel.replyWindow()
                .ifPresent(window -> lines.add(new Words(
                                "An answer is taken within " + window.toHours() + " hours.",
                                "Eine Antwort wird binnen " + window.toHours() + " Stunden angenommen.")
                        .in(language)));
        return lines;
    }
}
