package io.deskbridge.feed;

import io.deskbridge.hub.Inbox;
import io.deskbridge.mail.HtmlText;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * An entry of a feed, whichever library read it. Texts are as the feed has them, and blank where it has none.
 *
 * @param id the guid or id
 * @param html the words, as HTML
 */
record FeedEntry(
        String id,
        String link,
        String title,
        String html,
        String author,
        Optional<Instant> at,
        List<Inbox.Item.File> enclosures) {
    /** Indexes take no longer ones; a longer one stands as its digest. */
    private static final int LONGEST_ID = 300;

    Inbox.Item item(String kind, boolean byPage, Set<String> own) {
        String title = HtmlText.whole(this.title);
        String words = HtmlText.whole(html);
        String text = words.startsWith(title) ? words : (title + "\n\n" + words).strip();
        String name = !id.isBlank() ? id : !link.isBlank() ? link : text;
        String person = author.isBlank() ? "unknown" : HtmlText.whole(author);
        Optional<URI> page = page(link);
        return new Inbox.Item(
                shortened(name),
                kind,
                byPage ? shortened(page.isEmpty() ? name : link.replaceFirst("#.*$", "")) : null,
                new Inbox.Item.Person(shortened(person), null, person, null),
                text,
                null,
                at.orElse(null),
                page.orElse(null),
                enclosures,
                null,
                own.contains(person.toLowerCase(Locale.ROOT)));
    }

    static Optional<URI> page(String link) {
        try {
            var uri = new URI(link.strip());
            boolean web = "https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme());
            return web && uri.getHost() != null ? Optional.of(uri) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static String shortened(String name) {
        if (name.length() <= LONGEST_ID) {
            return name;
        }
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
            return "sha256-" + HexFormat.of().formatHex(hash, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is in every JDK", e);
        }
    }
}
