package io.deskbridge.console;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.deskbridge.store.NoteRow;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

@Schema(name = "Note", description = "An internal note of the hub for the agents")
@JsonInclude(JsonInclude.Include.NON_NULL)
record NoteItem(
        @Schema(description = "Always \"note\"") String item,
        long seq,
        String channel,
        String thread,
        String desk,
        String ticket,
        String text,
        @Schema(description = "waiting, written or dead") String state,
        String reason,
        int attempts,
        @Schema(description = "Not tried again before") @Nullable Instant dueAt,
        Instant createdAt,
        @Nullable Instant endedAt) {

    static NoteItem of(NoteRow row) {
        return new NoteItem(
                "note",
                row.seq(),
                row.conversation().channel(),
                row.conversation().thread(),
                row.desk(),
                row.ticketId(),
                row.text(),
                Wire.word(row.state()),
                row.reason(),
                row.attempts(),
                Wire.due(row.dueAt()),
                row.createdAt(),
                row.endedAt().orElse(null));
    }
}
