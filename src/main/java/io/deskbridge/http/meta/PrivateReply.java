package io.deskbridge.http.meta;

import io.deskbridge.core.ChannelContract.MediaRule;
import io.deskbridge.core.ChannelContract.TextRule;
import io.deskbridge.core.CommandLine;
import io.deskbridge.core.Failure;
import io.deskbridge.core.Message;
import io.deskbridge.core.Reply;
import io.deskbridge.core.ReplyCommand;
import io.deskbridge.core.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The one private message with which a page or account may answer a comment, within seven days: what is the same on
 * Facebook and Instagram (developers.facebook.com/docs/messenger-platform/discovery/private-replies).
 */
public final class PrivateReply {
    private static final String WORD = "private";
    private static final Duration WINDOW = Duration.ofDays(7);

    private PrivateReply() {}

    /**
     * What an agent writes.
     *
     * @param text what it may be long
     * @param afterWindow whether the network lets it go out when answers to this kind of message are over
     */
    public static ReplyCommand command(TextRule text, boolean afterWindow) {
        var command = new ReplyCommand(
                WORD,
                new Words(
                        "a first line /private sends the answer to the author alone, once a comment and within seven days",
                        "eine erste Zeile /private schickt die Antwort nur an den Verfasser, einmal je Kommentar und"
                                + " binnen sieben Tagen"),
                afterWindow,
                true,
                line -> mistake(line, text));
        return command.with(MediaRule.NONE);
    }

    /** What an agent wants to be private; empty when it is to be public. */
    public static Optional<CommandLine> asked(Reply reply) {
        return CommandLine.of(reply.text()).filter(line -> line.word().equals(WORD));
    }

    private static Optional<Words> mistake(CommandLine line, TextRule text) {
        if (!line.arguments().isEmpty()) {
            return Optional.of(new Words(
                    "/private stands alone in the first line; the words begin below it",
                    "/private steht allein in der ersten Zeile; die Worte beginnen darunter"));
        }
        if (line.rest().isEmpty()) {
            return Optional.of(new Words("below /private there are no words", "unter /private stehen keine Worte"));
        }
        int length = text.count().applyAsInt(line.rest());
        return length <= text.max()
                ? Optional.empty()
                : Optional.of(new Words(
                        "a private answer takes " + text.max() + " "
                                + text.unit().english() + " and this one has " + length,
                        "eine private Antwort darf " + text.max() + " "
                                + text.unit().german() + " haben, diese hat " + length));
    }

    /** Refuses what the network would refuse anyway: too late an answer, or one with files. */
    public static void refuse(String network, Reply reply, Instant now) {
        Message answered = reply.inReplyTo();
        if (now.isAfter(answered.sentAt().plus(WINDOW))) {
            String day = answered.sentAt().toString().substring(0, 10);
            throw new Failure.Rejected(new Words(
                    network + " takes a private answer only within seven days, and this was written on " + day
                            + ". You can answer in public",
                    network + " nimmt eine private Antwort nur binnen sieben Tagen an, und das hier ist vom " + day
                            + ". Öffentlich geht es noch"));
        }
        if (!reply.attachments().isEmpty()) {
            throw new Failure.Rejected(new Words(
                    network + " takes words alone in the private answer to a comment",
                    network + " nimmt in der privaten Antwort auf einen Kommentar nur Worte an"));
        }
    }
}
