package io.deskbridge.core;

import io.deskbridge.core.ChannelContract.MediaRule;
import java.util.Optional;
import java.util.function.Function;

/**
 * Something special that a channel does with a comment whose first line asks for it ({@link CommandLine}). The same line
 * works from any desk, and the hub gives the whole text to the channel, which acts on it.
 *
 * @param word after the slash, lower case
 * @param usage how it is written and what it does, for an agent; a clause without a full stop, so that it fits into a
 *     refusal
 * @param afterWindow whether it is taken when the channel's reply window is over
 * @param inPrivate whether the customer alone reads what is sent so, also where the answered message is public
 * @param media what may hang on such a comment; empty when what may hang on any
 * @param mistake what is wrong with a line, and what would be right; empty when nothing is
 */
public record ReplyCommand(
        String word,
        Words usage,
        boolean afterWindow,
        boolean inPrivate,
        Optional<MediaRule> media,
        Function<CommandLine, Optional<Words>> mistake) {
    public ReplyCommand {
        Check.filled("command", word);
    }

    /** A command on which hangs what may hang on any reply, in one message. */
    public ReplyCommand(
            String word,
            Words usage,
            boolean afterWindow,
            boolean inPrivate,
            Function<CommandLine, Optional<Words>> mistake) {
        this(word, usage, afterWindow, inPrivate, Optional.empty(), mistake);
    }

    /** A command that leaves it to the answered message who reads the reply. */
    public ReplyCommand(String word, Words usage, boolean afterWindow, Function<CommandLine, Optional<Words>> mistake) {
        this(word, usage, afterWindow, false, mistake);
    }

    /** The same command, which takes these files. */
    public ReplyCommand with(MediaRule files) {
        return new ReplyCommand(word, usage, afterWindow, inPrivate, Optional.of(files), mistake);
    }
}
