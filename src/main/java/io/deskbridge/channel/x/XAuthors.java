package io.deskbridge.channel.x;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskbridge.core.Author;
import java.net.URI;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads users of API v2 and of the older webhooks. */
final class XAuthors {
    private XAuthors() {}

    static Author author(String id, XIncludes includes) {
        return includes.user(id).map(user -> author(id, user)).orElseGet(() -> unknown(id));
    }

    private static Author author(String id, JsonNode user) {
        String handle = user.path("username").asText(user.path("screen_name").asText(""));
        JsonNode followers = user.path("public_metrics").path("followers_count");
        JsonNode count = followers.isMissingNode() ? user.path("followers_count") : followers;
        String avatar = user.path("profile_image_url")
                .asText(user.path("profile_image_url_https").asText(""));
        String vouched = user.path("verified_type").asText("none");
        return new Author(
                id,
                handle,
                user.path("name").asText(""),
                Optional.of(profile(id, handle)),
                uri(avatar),
                count.canConvertToLong() ? OptionalLong.of(count.asLong()) : OptionalLong.empty(),
                user.path("verified").asBoolean() || !vouched.equals("none"));
    }

    private static Author unknown(String id) {
        Author unknown = Author.unknown(id);
        return new Author(
                id,
                unknown.handle(),
                unknown.name(),
                XIds.isId(id) ? Optional.of(profile(id, "")) : Optional.empty(),
                Optional.empty(),
                OptionalLong.empty(),
                false);
    }

    private static URI profile(String id, String handle) {
        return URI.create(handle.matches("\\w+") ? "https://x.com/" + handle : "https://x.com/i/user/" + id);
    }

    /** Empty when it is none: a stranger's nonsense must not cost the message. */
    static Optional<URI> uri(String text) {
        try {
            return text.isBlank() ? Optional.empty() : Optional.of(URI.create(text));
        } catch (IllegalArgumentException notAUri) {
            return Optional.empty();
        }
    }
}
