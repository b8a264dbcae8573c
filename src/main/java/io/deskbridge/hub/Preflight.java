package io.deskbridge.hub;

import io.deskbridge.core.ChannelContract;
import io.deskbridge.core.ChannelContract.MediaRule;
import io.deskbridge.core.ChannelContract.TextRule;
import io.deskbridge.core.Reply;
import io.deskbridge.core.Words;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Checks a reply against its channel's contract, before the network sees anything of it. */
@Component
class Preflight {
    private final Locale language;
    private final Clock clock;

    Preflight(HubSettings settings, Clock clock) {
        this.language = settings.language();
        this.clock = clock;
    }

    /** Why the network would not take the reply, and what to change, in the agents' language; empty when it would. */
    Optional<String> mistake(ChannelContract contract, Reply reply) {
        return restriction(reply)
                .or(() -> text(contract, reply))
                .or(() -> media(contract, reply))
                .or(() -> window(contract, reply))
                .map(words -> words.in(language));
    }

    private static Optional<Words> restriction(Reply reply) {
        if (reply.inReplyTo().deleted()) {
            return Optional.of(
                    new Words("the message was deleted by its author", "die Nachricht wurde vom Verfasser gelöscht"));
        }
        return reply.inReplyTo().restriction();
    }

    private static Optional<Words> text(ChannelContract contract, Reply reply) {
        Optional<TextRule> rule = contract.textFor(reply.inReplyTo().kind());
        if (rule.isEmpty()) {
            return Optional.of(new Words(
                    contract.network() + " takes no answers to this kind of message",
                    contract.network() + " nimmt auf diese Art von Nachricht keine Antworten an"));
        }
        if (reply.text().isBlank() && reply.attachments().isEmpty()) {
            return Optional.of(new Words("the comment has no text", "der Kommentar hat keinen Text"));
        }
        int length = rule.get().count().applyAsInt(reply.text());
        int max = rule.get().max();
        return length <= max
                ? Optional.empty()
                : Optional.of(new Words(
                        "it has " + length + " " + rule.get().unit().english() + " and " + contract.network()
                                + " takes " + max + "; shorten it by " + (length - max),
                        "er hat " + length + " " + rule.get().unit().german() + ", " + contract.network() + " nimmt "
                                + max + "; bitte um " + (length - max) + " kürzen"));
    }

    private static Optional<Words> media(ChannelContract contract, Reply reply) {
        MediaRule rule = contract.media();
        int count = reply.attachments().size();
        if (count > rule.maxCount()) {
            return Optional.of(new Words(
                    "it has " + count + " attachments and " + contract.network() + " takes " + rule.maxCount(),
                    "er hat " + count + " Anhänge, " + contract.network() + " nimmt " + rule.maxCount()));
        }
        if (rule.mimeTypes().isEmpty()) {
            return Optional.empty(); // it names none, so it takes any
        }
        return reply.attachments().stream()
                .filter(attachment -> attachment
                        .mimeType()
                        .map(mime -> !rule.mimeTypes().contains(mime.toLowerCase(Locale.ROOT)))
                        .orElse(false))
                .findFirst()
                .map(attachment -> new Words(
                        contract.network() + " does not take the attachment "
                                + attachment.name().orElse("") + " ("
                                + attachment.mimeType().orElse("") + "); it takes "
                                + String.join(
                                        ", ", rule.mimeTypes().stream().sorted().toList()),
                        contract.network() + " nimmt den Anhang "
                                + attachment.name().orElse("") + " ("
                                + attachment.mimeType().orElse("") + ") nicht; angenommen werden "
                                + String.join(
                                        ", ", rule.mimeTypes().stream().sorted().toList())));
    }

    private Optional<Words> window(ChannelContract contract, Reply reply) {
        return contract.replyWindow()
                .filter(window -> {
                    Instant closes = reply.inReplyTo().sentAt().plus(window);
                    return clock.instant().isAfter(closes);
                })
                .map(window -> new Words(
                        contract.network() + " takes answers only within " + window.toHours() + " hours",
                        contract.network() + " nimmt Antworten nur binnen " + window.toHours() + " Stunden an"));
    }
}
