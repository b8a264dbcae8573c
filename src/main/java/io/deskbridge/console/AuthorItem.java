package io.deskbridge.console;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.deskbridge.core.Author;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

@Schema(name = "Author", description = "Who wrote a message")
@JsonInclude(JsonInclude.Include.NON_NULL)
record AuthorItem(
        String id,
        String handle,
        String name,
        @Nullable String profile,
        @Schema(description = "Where the network tells") @Nullable Long followers,
        @Schema(description = "Whether the network vouches for the author") boolean verified) {
    static AuthorItem of(Author author) {
        return new AuthorItem(
                author.id(),
                author.handle(),
                author.name(),
                author.profile().map(Object::toString).orElse(null),
                author.followers().isPresent() ? author.followers().getAsLong() : null,
                author.verified());
    }
}
