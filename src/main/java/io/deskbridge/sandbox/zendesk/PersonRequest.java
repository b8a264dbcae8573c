package io.deskbridge.sandbox.zendesk;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import org.jspecify.annotations.Nullable;

/** What a caller says of a user to be made or changed; {@code requester} in a ticket has the same shape. */
@JsonNaming(SnakeCaseStrategy.class)
record PersonRequest(
        @Nullable String name,
        @Nullable String email,
        @Nullable String role,
        @Nullable String externalId,
        @Nullable String notes,
        @Nullable String details) {

    record Envelope(@Nullable PersonRequest user) {}
}
