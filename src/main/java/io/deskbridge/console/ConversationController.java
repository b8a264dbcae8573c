package io.deskbridge.console;

import io.deskbridge.core.Conversation;
import io.deskbridge.store.AcknowledgementLedger;
import io.deskbridge.store.CommentLedger;
import io.deskbridge.store.CommentRow;
import io.deskbridge.store.Link;
import io.deskbridge.store.Links;
import io.deskbridge.store.MessageLedger;
import io.deskbridge.store.MessageRow;
import io.deskbridge.store.NoteLedger;
import io.deskbridge.store.NoteRow;
import io.deskbridge.store.ReplyLedger;
import io.deskbridge.store.ReplyRow;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Tells the story of one conversation. */
@RestController
@RequestMapping("/api/conversations")
@Tag(name = "Items")
class ConversationController {
    private final MessageLedger messages;
    private final CommentLedger comments;
    private final ReplyLedger replies;
    private final NoteLedger notes;
    private final AcknowledgementLedger acknowledgements;
    private final Links links;

    ConversationController(
            MessageLedger messages,
            CommentLedger comments,
            ReplyLedger replies,
            NoteLedger notes,
            AcknowledgementLedger acknowledgements,
            Links links) {
        this.messages = messages;
        this.comments = comments;
        this.replies = replies;
        this.notes = notes;
        this.acknowledgements = acknowledgements;
        this.links = links;
    }

    @GetMapping("/{channel}")
    @Operation(summary = "One conversation", description = "Its parts, and in `events` everything that happened to it.")
    Story story(
            @PathVariable("channel") String channel,
            @Parameter(description = "The conversation's thread, as messages name it", required = true)
                    @RequestParam(name = "thread", required = false)
                    @Nullable
                    String thread) {
        if (thread == null || thread.isBlank()) {
            throw Mistake.bad("thread is missing; say the conversation's thread, as messages name it");
        }
        var conversation = new Conversation(channel, thread);
        List<MessageRow> messageRows = messages.of(conversation);
        if (messageRows.isEmpty()) {
            throw Mistake.unknown("there is no conversation \"" + thread + "\" on channel \"" + channel + "\"");
        }
        List<CommentRow> commentRows = comments.of(conversation);
        List<ReplyRow> replyRows = replies.of(conversation);
        List<NoteRow> noteRows = notes.of(conversation);
        List<Link> linkRows = links.of(conversation);
        Stream<Story.Event> histories = Stream.of(
                        messageRows.stream().map(row -> messages.history(row.seq())),
                        commentRows.stream().map(row -> comments.history(row.seq())),
                        replyRows.stream().map(row -> replies.history(row.seq())),
                        noteRows.stream().map(row -> notes.history(row.seq())),
                        acknowledgements.of(conversation).stream().map(row -> acknowledgements.history(row.seq())))
                .flatMap(rows -> rows)
                .flatMap(List::stream)
                .map(Story.Event::of);
        return new Story(
                channel,
                thread,
                Stream.concat(histories, linkRows.stream().map(Story.Event::of))
                        .sorted(Comparator.comparing(Story.Event::at))
                        .toList(),
                linkRows.stream().map(Story.LinkItem::of).toList(),
                messageRows.stream().map(MessageItem::of).toList(),
                commentRows.stream().map(CommentItem::of).toList(),
                replyRows.stream().map(ReplyItem::of).toList(),
                noteRows.stream().map(NoteItem::of).toList());
    }
}
