package io.deskbridge.hub;

import io.deskbridge.core.Attachment;
import io.deskbridge.core.ChannelContract;
import io.deskbridge.core.ChannelContract.MediaRule;
import io.deskbridge.core.CommandLine;
import io.deskbridge.core.Failure;
import io.deskbridge.core.Kind;
import io.deskbridge.core.Reply;
import io.deskbridge.core.ReplyCommand;
import io.deskbridge.core.Words;
import io.deskbridge.store.FileLink;
import io.deskbridge.store.FileLinks;
import io.deskbridge.store.NewNote;
import io.deskbridge.store.ReplyRow;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Files that do not fit their network and go out as links to this hub, where the settings say so. A link is made only on the
 * gate's way to the network, for a file of a comment that is public at that moment; it stands below the agent's words.
 */
@Component
class LinkedFiles {
    /** Where the hub hands them out. */
    static final String PATH = "/files/";

    private final FileLinks ledger;
    private final FileFit fit;
    private final ReplySettings settings;
    private final Signatures signatures;
    private final Accounts accounts;
    private final Locale language;
    private final Clock clock;

    LinkedFiles(
            FileLinks ledger,
            FileFit fit,
            ReplySettings settings,
            Signatures signatures,
            Accounts accounts,
            HubSettings hub,
            Clock clock) {
        this.ledger = ledger;
        this.fit = fit;
        this.settings = settings;
        this.signatures = signatures;
        this.accounts = accounts;
        this.language = hub.language();
        this.clock = clock;
    }

    /**
     * Makes links of the files that do not fit, and gives the reply as it goes out. What is a link already stays that link.
     *
     * @param files fetches the bytes of the reply's files
     * @throws Failure.Rejected when such a file cannot be had, or not without telling where it was taken
     * @throws Failure when the desk cannot be asked now
     */
    Reply keeping(ReplyRow row, Reply reply, ChannelContract contract, AgentFiles files) {
        if (!settings.linksMedia() || reply.attachments().isEmpty() || isCommand(contract, reply)) {
            return reply;
        }
        Map<String, FileLink> there = links(row);
        Kind kind = reply.inReplyTo().kind();
        MediaRule rule = contract.mediaFor(kind, reply.text());
        int most = contract.mostFiles(kind, reply.text());
        int hanging = 0;
        for (Attachment file : reply.attachments()) {
            if (there.containsKey(file.reference())) {
                continue; // from an attempt before
            }
            if (hanging < most && fits(rule, contract.network(), file, files)) {
                hanging++;
            } else {
                ledger.keep(
                        row,
                        file.reference(),
                        files.whole(file),
                        clock.instant().plus(settings.linkKept()));
            }
        }
        return woven(row, reply);
    }

    /** Behind a line that asks for something of a network's own nothing may be added; private words are words. */
    private static boolean isCommand(ChannelContract contract, Reply reply) {
        Optional<CommandLine> line = CommandLine.of(reply.text());
        return line.isPresent()
                && line.flatMap(found -> ReplyCommands.named(contract, found))
                        .filter(ReplyCommand::inPrivate)
                        .isEmpty();
    }

    private boolean fits(MediaRule rule, String network, Attachment file, AgentFiles files) {
        if (fit.mistake(rule, file, network).isPresent()) {
            return false;
        }
        try {
            files.fetch(file, rule.maxBytes()); // only its bytes tell what it is and whether it can be made smaller
            return true;
        } catch (Failure.Rejected another) {
            return false;
        }
    }

    /** The reply with the links of those of its files that have one, and without these files. */
    Reply woven(ReplyRow row, Reply reply) {
        if (reply.attachments().isEmpty()) {
            return reply;
        }
        Map<String, FileLink> links = links(row);
        List<Attachment> others = reply.attachments().stream()
                .filter(file -> !links.containsKey(file.reference()))
                .toList();
        return others.size() == reply.attachments().size()
                ? reply
                : new Reply(reply.inReplyTo(), reply.agent(), text(row, reply.text()), others, reply.media());
    }

    /** Other words of the same reply with its links, above the signature. */
    String text(ReplyRow row, String text) {
        Map<String, FileLink> links = row.content().attachments().isEmpty() ? Map.of() : links(row);
        var lines = new ArrayList<String>();
        for (Attachment file : row.content().attachments()) {
            if (links.containsKey(file.reference())) {
                lines.add(address(links.get(file.reference())));
            }
        }
        if (lines.isEmpty()) {
            return text;
        }
        String words = signatures.unsigned(row.content().agent(), text).stripTrailing();
        lines.add(0, words);
        return signatures.signed(row.content().agent(), String.join("\n", lines).strip());
    }

    /** The row as what would go out, so that an agent can read it. */
    ReplyRow withLinks(ReplyRow row) {
        String text = text(row, row.content().text());
        var content = new ReplyRow.Content(
                row.content().agent(),
                text,
                row.content().attachments(),
                row.content().inPrivate());
        return text.equals(row.content().text()) ? row : row.saying(content);
    }

    /**
     * The note with a line that says which files went as links, until when, and what that costs.
     *
     * @param posts the texts of the posts that the reply became
     */
    NewNote told(ReplyRow row, List<String> posts, NewNote note) {
        Map<String, FileLink> links = row.content().attachments().isEmpty() ? Map.of() : links(row);
        List<FileLink> sent = row.content().attachments().stream()
                .filter(file -> links.containsKey(file.reference()))
                .map(file -> links.get(file.reference()))
                .toList();
        if (sent.isEmpty()) {
            return note;
        }
        String names = sent.stream().map(FileLink::name).collect(Collectors.joining(", "));
        String until = sent.get(0).endsAt().atZone(ZoneOffset.UTC).toLocalDate().toString();
        String price = row.content().inPrivate()
                ? ""
                : accounts.channel(row.conversation().channel())
                        .map(open -> open.channel().contract())
                        .flatMap(contract -> contract.linkPrice().map(cost -> cost.ofAll(posts, contract.network())))
                        .map(words -> " " + words.in(language))
                        .orElse("");
        return note.adding(new Words(
                                "Sent as a link, which works until " + until + ": ",
                                "Als Link gesendet, der bis " + until + " gilt: ")
                        .in(language)
                + names
                + "."
                + price);
    }

    private Map<String, FileLink> links(ReplyRow row) {
        var links = new HashMap<String, FileLink>();
        ledger.of(row).forEach(link -> links.put(link.reference(), link));
        return links;
    }

    private String address(FileLink link) {
        return settings.linkAddress() + PATH + link.token();
    }
}
