package io.deskbridge.console;

import io.swagger.v3.oas.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/** What a list is asked for, as it stands in the address. All of it may be left out. */
record Listing(
        @Parameter(description = "Only items in this state, lower case") @Nullable String state,
        @Parameter(description = "Only items of the channel with this configured name") @Nullable String channel,
        @Parameter(description = "Only items that came at this time or later", example = "2026-01-31T08:00:00Z")
                @Nullable
                String from,
        @Parameter(description = "Only items that came before this time", example = "2026-01-31T18:00:00Z") @Nullable
                String to,
        @Parameter(description = "true: only messages or comments that no route takes") @Nullable String unrouted,
        @Parameter(description = "Reads on: what the page before said as `next`") @Nullable String before,
        @Parameter(description = "At most so many items, 1 to 500; 50 when left out") @Nullable String limit) {}
