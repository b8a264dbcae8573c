package io.deskbridge.console;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.deskbridge.hub.AccountState;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

@Schema(name = "Health", description = "Whether an account works")
@JsonInclude(JsonInclude.Include.NON_NULL)
record HealthItem(
        @Schema(description = "unknown, up, down or paused") String status,
        @Schema(description = "Why it does not work; empty while it does") String detail,
        @Schema(description = "When this began") @Nullable Instant since) {

    static HealthItem of(@Nullable AccountState state) {
        return state == null
                ? new HealthItem("unknown", "not asked yet", null)
                : new HealthItem(Wire.word(state.health()), state.detail(), state.since());
    }
}
