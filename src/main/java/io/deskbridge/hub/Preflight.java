package io.deskbridge.hub;

import io.deskbridge.core.ChannelContract;
import io.deskbridge.core.ChannelContract.MediaRule;
import io.deskbridge.core.ChannelContract.TextRule;
import io.deskbridge.core.CommandLine;
import io.deskbridge.core.Failure;
import io.deskbridge.core.Kind;
import io.deskbridge.core.Reply;
import io.deskbridge.core.ReplyCommand;
import io.deskbridge.core.Words;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Checks a reply against its channel's contract, before the network sees anything of it. */
@Component
class Preflight {
    private final FileFit fit;
    private final boolean threads;
    private final Locale language;
    private final Clock clock;

    Preflight(FileFit fit, ReplySettings replies, HubSettings settings, Clock clock) {
        this.fit = fit;
        this.threads = replies.asThreads();
        this.language = settings.language();
        this.clock = clock;
    }

    /**
     * Why the network would not take the reply, and what to change, in the agents' language; empty when it would.
     *
     * @param heard when the customer last wrote in the conversation
     * @throws Failure when the desk cannot be asked for a file now
     */
    Optional<String> mistake(ChannelContract contract, Reply reply, Instant heard) {
        Optional<CommandLine> line = CommandLine.of(reply.text());
        Optional<ReplyCommand> command = line.flatMap(found -> ReplyCommands.named(contract, found));
        return restriction(reply)
                .or(() -> command.isPresent()
                        ? line.flatMap(found -> command.get().mistake().apply(found))
                        : ReplyCommands.unknown(contract, reply.text()).or(() -> text(contract, reply)))
                .or(() -> media(contract, reply))
                .or(() -> command.filter(ReplyCommand::afterWindow).isPresent()
                        ? Optional.empty()
                        : window(contract, reply.inReplyTo().kind(), heard))
                .map(words -> words.in(language))
                .or(() -> files(contract, reply));
    }

    private static Optional<Words> restriction(Reply reply) {
        if (reply.inReplyTo().deleted()) {
            return Optional.of(
                    new Words("the message was deleted by its author", "die Nachricht wurde vom Verfasser gelöscht"));
        }
        return reply.inReplyTo().restriction();
    }

    private Optional<Words> text(ChannelContract contract, Reply reply) {
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
        if (length <= max) {
            return Optional.empty();
        }
        boolean unsplittable =
                threads && contract.threaded().contains(reply.inReplyTo().kind());
        return Optional.of(new Words(
                "it has " + length + " " + rule.get().unit().english() + " and " + contract.network() + " takes " + max
                        + (unsplittable
                                ? ", and it cannot be split into " + ThreadText.MOST + " posts or fewer; shorten it"
                                : "; shorten it by " + (length - max)),
                "er hat " + length + " " + rule.get().unit().german() + ", " + contract.network() + " nimmt " + max
                        + (unsplittable
                                ? ", und er lässt sich nicht auf " + ThreadText.MOST
                                        + " Beiträge oder weniger aufteilen; bitte kürzen"
                                : "; bitte um " + (length - max) + " kürzen")));
    }

    private Optional<Words> media(ChannelContract contract, Reply reply) {
        Kind kind = reply.inReplyTo().kind();
        int most = contract.mostFiles(kind, reply.text());
        int count = reply.attachments().size();
        if (count > most) {
            return Optional.of(most == 0 ? noFiles(contract) : tooMany(contract, count, most));
        }
        MediaRule rule = contract.mediaFor(kind, reply.text());
        return reply.attachments().stream()
                .flatMap(file -> fit.mistake(rule, file, contract.network()).stream())
                .findFirst();
    }

    private static Words noFiles(ChannelContract contract) {
        return new Words(
                contract.network() + " takes no files on an answer of this kind; send it without attachments",
                contract.network() + " nimmt an einer Antwort dieser Art keine Dateien an; bitte ohne Anhänge senden");
    }

    private static Words tooMany(ChannelContract contract, int count, int most) {
        return new Words(
                "it has " + count + " attachments and " + contract.network() + " takes " + most,
                "er hat " + count + " Anhänge, " + contract.network() + " nimmt " + most);
    }

    /**
     * Fetches each file once, for only its bytes tell what it is: one that cannot be published must not be found out when half
     * of the answer stands there.
     */
    private Optional<String> files(ChannelContract contract, Reply reply) {
        long max = contract.mediaFor(reply.inReplyTo().kind(), reply.text()).maxBytes();
        try {
            reply.attachments().forEach(file -> reply.media().fetch(file, max));
            return Optional.empty();
        } catch (Failure.Rejected refused) {
            return Optional.of(refused.in(language));
        }
    }

    private Optional<Words> window(ChannelContract contract, Kind kind, Instant heard) {
        return contract.windowFor(kind)
                .filter(window -> clock.instant().isAfter(heard.plus(window)))
                .map(window -> ReplyCommands.instead(
                        contract,
                        new Words(
                                contract.network() + " takes answers only within " + window.toHours()
                                        + " hours after the customer last wrote",
                                contract.network() + " nimmt Antworten nur binnen " + window.toHours()
                                        + " Stunden an, nachdem der Kunde zuletzt schrieb")));
    }
}
