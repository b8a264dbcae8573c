package io.deskbridge.console;

import io.deskbridge.store.CommentRow;
import io.deskbridge.store.CommentState;
import io.deskbridge.store.LedgerQueries;
import io.deskbridge.store.MessageRow;
import io.deskbridge.store.MessageState;
import io.deskbridge.store.NoteRow;
import io.deskbridge.store.NoteState;
import io.deskbridge.store.ReplyRow;
import io.deskbridge.store.ReplyState;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Lists what is in the ledger. */
@RestController
@RequestMapping("/api")
@Tag(name = "Items", description = "What came, what went and where each of it stands; newest first, in pages")
class ItemController {
    private final LedgerQueries ledger;

    ItemController(LedgerQueries ledger) {
        this.ledger = ledger;
    }

    @GetMapping("/messages")
    @Operation(summary = "Messages", description = "What people sent, each wording of a message as an item of its own.")
    Page<MessageItem> messages(@ParameterObject Listing asked, HttpServletRequest request) {
        ListingReader.known(request.getParameterMap().keySet());
        var filter = ListingReader.filter(asked, MessageState.values(), true);
        return Page.of(ledger.messages(filter), ListingReader.limit(asked), MessageRow::seq, MessageItem::of);
    }

    @GetMapping("/comments")
    @Operation(summary = "Comments", description = "What agents wrote in tickets for the public.")
    Page<CommentItem> comments(@ParameterObject Listing asked, HttpServletRequest request) {
        ListingReader.known(request.getParameterMap().keySet());
        var filter = ListingReader.filter(asked, CommentState.values(), true);
        return Page.of(ledger.comments(filter), ListingReader.limit(asked), CommentRow::seq, CommentItem::of);
    }

    @GetMapping("/replies")
    @Operation(summary = "Replies", description = "What comments became on the networks.")
    Page<ReplyItem> replies(@ParameterObject Listing asked, HttpServletRequest request) {
        ListingReader.known(request.getParameterMap().keySet());
        var filter = ListingReader.filter(asked, ReplyState.values(), false);
        return Page.of(ledger.replies(filter), ListingReader.limit(asked), ReplyRow::seq, ReplyItem::of);
    }

    @GetMapping("/notes")
    @Operation(summary = "Notes", description = "What the hub told the agents in tickets.")
    Page<NoteItem> notes(@ParameterObject Listing asked, HttpServletRequest request) {
        ListingReader.known(request.getParameterMap().keySet());
        var filter = ListingReader.filter(asked, NoteState.values(), false);
        return Page.of(ledger.notes(filter), ListingReader.limit(asked), NoteRow::seq, NoteItem::of);
    }
}
