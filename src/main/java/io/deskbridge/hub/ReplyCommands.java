package io.deskbridge.hub;

import io.deskbridge.core.ChannelContract;
import io.deskbridge.core.CommandLine;
import io.deskbridge.core.Kind;
import io.deskbridge.core.Message;
import io.deskbridge.core.ReplyCommand;
import io.deskbridge.core.Words;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What agents may ask of a channel in a comment's first line. */
final class ReplyCommands {
    private static final Pattern SLASH =
            Pattern.compile("\\A[\\s\\p{Z}\\p{Cf}]*/[\\s\\p{Z}]*(\\p{L}[\\p{L}\\p{N}_-]*)");

    /** What the hub itself takes, on every channel. */
    private static final Map<String, Words> OWN = Map.of(
            "to",
                    new Words(
                            "/to 2 stands alone there and names message 2",
                            "/to 2 steht allein darin und meint Nachricht 2"),
            "send",
                    new Words(
                            "/send stands alone there, and what follows is sent even when it is a repetition",
                            "/send steht allein darin, und was folgt, wird auch als Wiederholung gesendet"),
            "again",
                    new Words(
                            "/again 12 stands alone in the comment and sends answer 12 again",
                            "/again 12 steht allein im Kommentar und sendet Antwort 12 noch einmal"),
            "published",
                    new Words(
                            "/published 12 stands alone in the comment and says that answer 12 is there",
                            "/published 12 steht allein im Kommentar und sagt, dass Antwort 12 dort steht"));

    private ReplyCommands() {}

    static Optional<ReplyCommand> named(ChannelContract contract, CommandLine line) {
        return contract.commands().stream()
                .filter(command -> command.word().equals(line.word()))
                .findFirst();
    }

    /** Whether the customer alone will read the answer: the message was private, or the agent asks for it. */
    static boolean inPrivate(ChannelContract contract, Message answered, String text) {
        return answered.kind() == Kind.DIRECT
                || CommandLine.of(text)
                        .flatMap(line -> named(contract, line))
                        .filter(ReplyCommand::inPrivate)
                        .isPresent();
    }

    /**
     * What looks like a request and is none must not go out as words: what somebody meant to send in private would then stand
     * in public. So nothing that begins with a slash and a word is sent, on any channel.
     */
    static Optional<Words> unknown(ChannelContract contract, String text) {
        Matcher slash = SLASH.matcher(text);
        if (!slash.find()) {
            return Optional.empty();
        }
        String word = slash.group(1).toLowerCase(Locale.ROOT);
        Optional<Words> usage = contract.commands().stream()
                .filter(command -> command.word().equals(word))
                .map(ReplyCommand::usage)
                .findFirst()
                .or(() -> Optional.ofNullable(OWN.get(word)));
        return Optional.of(usage.map(right -> new Words(
                        "its first line is not written as /" + word + " must be; " + right.english(),
                        "seine erste Zeile ist nicht so geschrieben, wie /" + word + " es verlangt; " + right.german()))
                .orElseGet(() -> unknownWord(contract, word)));
    }

    private static Words unknownWord(ChannelContract contract, String word) {
        List<String> words = Stream.concat(
                        OWN.keySet().stream().sorted(),
                        contract.commands().stream().map(ReplyCommand::word))
                .toList();
        Optional<String> near = NearestWord.nearest(word, words);
        return new Words(
                "it begins with /" + word + ", which " + contract.network() + " does not know"
                        + near.map(right -> "; perhaps /" + right + " was meant")
                                .orElse("")
                        + "; to send it as it is, begin with another character",
                "er beginnt mit /" + word + ", das kennt " + contract.network() + " nicht"
                        + near.map(right -> "; vielleicht war /" + right + " gemeint")
                                .orElse("")
                        + "; um ihn so zu senden, beginnen Sie mit einem anderen Zeichen");
    }

    /** The sentence, and what may be done instead. */
    static Words instead(ChannelContract contract, Words sentence) {
        return contract.commands().stream()
                .filter(ReplyCommand::afterWindow)
                .map(ReplyCommand::usage)
                .reduce(
                        sentence,
                        (before, usage) -> new Words(
                                before.english() + "; " + usage.english(), before.german() + "; " + usage.german()));
    }
}
