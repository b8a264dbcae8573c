package io.deskbridge.channel.bluesky;

import io.deskbridge.core.Secret;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What a channel of type {@code bluesky} is configured with.
 *
 * @param service where to log in; other calls go to the server that the account's DID document names
 * @param pinned whether all calls go to {@code service}, whatever the DID document says
 * @param identifier the account's handle, without {@code @}, or its DID
 * @param appPassword made for the hub alone; with access to direct messages if those are wanted
 * @param pace between two looks at the notifications, and at the direct messages
 * @param threads whether the threads of own posts are read, too
 * @param threadsPace between two looks at those
 * @param threadPosts of how many own posts at most
 * @param chat whether direct messages are read
 * @param overlap how far a poster's clock may be behind without the post being missed, and how far back the first look
 *     goes
 * @param overlapPace between two looks that far back; the others go back ten minutes
 * @param changesPace between two looks for edits and deletions of recent posts
 * @param languages of our replies, as BCP 47 tags
 */
record BlueskySettings(
        @DefaultValue("https://bsky.social") @NotNull(message = "must be the address of the account's server")
                URI service,
        @DefaultValue("false") boolean pinned,
        @NotBlank(message = "must be the account's handle, such as acme.bsky.social, or its DID") String identifier,
        @NotNull(message = "must be an app password, made under Settings > Privacy and security > App passwords")
                Secret appPassword,
        @DefaultValue("15s") Duration pace,
        @DefaultValue("true") boolean threads,
        @DefaultValue("2m") Duration threadsPace,
        @DefaultValue("20")
                @Min(value = 1, message = "must be 1 to 100 posts")
                @Max(value = 100, message = "must be 1 to 100 posts")
                int threadPosts,
        @DefaultValue("true") boolean chat,
        @DefaultValue("3d") Duration overlap,
        @DefaultValue("5m") Duration overlapPace,
        @DefaultValue("1m") Duration changesPace,
        @DefaultValue @Size(max = 3, message = "must be at most three languages, such as [de, en]")
                List<String> languages) {

    BlueskySettings {
        languages = List.copyOf(languages);
    }

    /** The handle without an {@code @} that somebody may have written before it. */
    String account() {
        return identifier.startsWith("@") ? identifier.substring(1) : identifier;
    }
}
