package io.deskbridge.sandbox.x;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A post as it stands on the network.
 *
 * @param text as typed, behind the mentions that the network put in front of a reply
 * @param shownFrom where the typed text begins, in code points
 * @param mentions handles, those in front included
 * @param links that stand in the text, shortened on the wire
 * @param history the ids of all wordings, oldest first, this one's last
 * @param superseded a later wording exists
 */
record Post(
        long id,
        Account author,
        String text,
        int shownFrom,
        Instant createdAt,
        long conversation,
        Optional<Long> repliedTo,
        Optional<Account> inReplyToUser,
        Optional<Long> quoted,
        Optional<Long> retweeted,
        List<String> media,
        List<String> mentions,
        List<Link> links,
        List<Long> history,
        boolean superseded) {

    /** A link and the short form under which it travels. */
    record Link(String shortened, String typed) {
        /** A bare domain gets a scheme, which nobody typed. */
        String expanded() {
            return typed.matches("(?i)https?://.*") ? typed : "http://" + typed;
        }

        String display() {
            return typed.replaceFirst("(?i)^(?:https?://)?(?:www\\.)?", "");
        }
    }

    boolean names(Account account) {
        return mentions.stream().anyMatch(account.username()::equalsIgnoreCase);
    }

    /** Whether the author typed the name, rather than the network putting it in front of a reply. */
    boolean namesExplicitly(Account account) {
        return Texts.mentions(typed()).stream().anyMatch(account.username()::equalsIgnoreCase);
    }

    String typed() {
        return text.substring(text.offsetByCodePoints(0, shownFrom));
    }

    Post outdated() {
        return new Post(
                id,
                author,
                text,
                shownFrom,
                createdAt,
                conversation,
                repliedTo,
                inReplyToUser,
                quoted,
                retweeted,
                media,
                mentions,
                links,
                history,
                true);
    }
}
