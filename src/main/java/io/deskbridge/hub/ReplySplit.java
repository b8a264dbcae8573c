package io.deskbridge.hub;

import io.deskbridge.core.Attachment;
import io.deskbridge.core.ChannelContract;
import io.deskbridge.core.ChannelContract.FilesApart;
import io.deskbridge.core.CommandLine;
import io.deskbridge.core.Kind;
import io.deskbridge.core.Reply;
import io.deskbridge.store.NewPart;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Of which posts a reply consists: a long text is a numbered thread, and where a message takes one file each file is one. */
@Component
class ReplySplit {
    private final ReplySettings settings;
    private final Signatures signatures;

    ReplySplit(ReplySettings settings, Signatures signatures) {
        this.settings = settings;
        this.signatures = signatures;
    }

    /** The posts that a reply becomes; none when it fits into one, or must not or cannot be split. */
    List<NewPart> of(ChannelContract contract, Reply reply) {
        boolean asksForSomething = CommandLine.of(reply.text()).isPresent()
                || ReplyCommands.unknown(contract, reply.text()).isPresent();
        if (asksForSomething) {
            return List.of();
        }
        List<String> texts = texts(contract, reply);
        Optional<FilesApart> rule = contract.apartFor(reply.inReplyTo().kind());
        List<NewPart> parts = rule.isPresent() && !reply.attachments().isEmpty()
                ? apart(rule.get(), texts, reply)
                : onTheFirst(texts, reply.attachments());
        return parts.size() > 1
                        && parts.size()
                                <= ThreadText.MOST
                                        + contract.mostFiles(reply.inReplyTo().kind())
                ? parts
                : List.of();
    }

    private List<String> texts(ChannelContract contract, Reply reply) {
        Kind kind = reply.inReplyTo().kind();
        return settings.asThreads() && contract.threaded().contains(kind)
                ? contract.textFor(kind)
                        .map(rule -> ThreadText.split(reply.text(), signatures.of(reply.agent()), rule))
                        .orElse(List.of())
                : List.of();
    }

    private static List<NewPart> onTheFirst(List<String> texts, List<Attachment> files) {
        var parts = new ArrayList<NewPart>();
        for (String text : texts) {
            parts.add(new NewPart(text, parts.isEmpty() ? references(files) : List.of()));
        }
        return parts;
    }

    /** The words stand with the first file where they may, else before all of them. */
    private static List<NewPart> apart(FilesApart rule, List<String> thread, Reply reply) {
        var parts = new ArrayList<NewPart>();
        List<Attachment> files = reply.attachments();
        boolean together = thread.isEmpty() && rule.together(reply.text(), files.get(0));
        if (!together) {
            (thread.isEmpty() ? List.of(reply.text()) : thread)
                    .forEach(text -> parts.add(new NewPart(text, List.of())));
        }
        for (Attachment file : files) {
            parts.add(new NewPart(together && parts.isEmpty() ? reply.text() : "", references(List.of(file))));
        }
        return parts;
    }

    private static List<String> references(List<Attachment> files) {
        return files.stream().map(Attachment::reference).toList();
    }
}
