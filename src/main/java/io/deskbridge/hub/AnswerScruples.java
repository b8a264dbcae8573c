package io.deskbridge.hub;

import io.deskbridge.core.CommandLine;
import io.deskbridge.core.Comment;
import io.deskbridge.core.Message;
import io.deskbridge.store.AlikeReplies;
import io.deskbridge.store.AlikeReplies.Alike;
import io.deskbridge.store.ReplyRow;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Looks at an answer as the customer will read it, before it goes out: the same words again, or nothing but the way to the
 * hotline. It warns or holds back, and never changes a word.
 */
@Component
class AnswerScruples {
    private static final Duration A_DAY = Duration.ofDays(1);

    private final AlikeReplies alike;
    private final AnswerNotes notes;
    private final AnswerSettings settings;
    private final Signatures signatures;
    private final Clock clock;

    AnswerScruples(AlikeReplies alike, AnswerNotes notes, AnswerSettings settings, Signatures signatures, Clock clock) {
        this.alike = alike;
        this.notes = notes;
        this.settings = settings;
        this.signatures = signatures;
        this.clock = clock;
    }

    /**
     * Warns the agent where that is due.
     *
     * @param insists the agent knows, and wants it sent
     * @return why it is held back, in the agents' language; empty when it may go out
     */
    Optional<String> objection(ReplyRow reply, Comment comment, Message answered, boolean insists) {
        String text =
                signatures.unsigned(reply.content().agent(), reply.content().text());
        String words = CommandLine.of(text).map(CommandLine::rest).orElse(text);
        Optional<String> held = repetition(reply, comment, answered, words, insists);
        if (held.isEmpty()
                && settings.hotlineAnswers() == AnswerSettings.Hotline.WARN
                && reply.content().attachments().isEmpty()
                && HotlineOnly.is(words, answered.author())) {
            alike.warnOfHotline(reply, notes.hotlineOnly(comment, reply));
        }
        return held;
    }

    private Optional<String> repetition(
            ReplyRow reply, Comment comment, Message answered, String text, boolean insists) {
        Optional<String> words = SameWords.of(text, answered.author());
        if (words.isEmpty() || settings.repeatedAnswers() == AnswerSettings.Repeated.OFF) {
            return Optional.empty();
        }
        Alike found = alike.find(
                reply, words.get(), answered.author().id(), clock.instant().minus(A_DAY));
        boolean isRepeated =
                found.inConversation().isPresent() || found.others() + 1 >= settings.repeatedAnswersPeople();
        if (!isRepeated || insists) {
            return Optional.empty();
        }
        if (settings.repeatedAnswers() == AnswerSettings.Repeated.HOLD) {
            return Optional.of(notes.heldAsRepeated(found));
        }
        alike.warnOfRepetition(reply, notes.repeated(comment, reply, found));
        return Optional.empty();
    }
}
