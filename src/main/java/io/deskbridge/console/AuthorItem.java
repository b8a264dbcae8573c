package io.deskbridge.console;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.deskbridge.core.Author;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

@Schema(name = "Author", description = "Who wrote a message")
@JsonInclude(JsonInclude.Include.NON_NULL)
record AuthorItem(String id, String handle, String name, @Nullable String profile) {
    static AuthorItem of(Author author) {
        return new AuthorItem(
                author.id(),
                author.handle(),
                author.name(),
                author.profile().map(Object::toString).orElse(null));
    }
}
