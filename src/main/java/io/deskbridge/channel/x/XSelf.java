package io.deskbridge.channel.x;

import io.deskbridge.core.Words;
import java.net.URI;

/**
 * Our account, as far as reading messages needs to know it.
 *
 * @param channel the configured name
 * @param id on X
 * @param handle without {@code @}
 * @param carriedMentionsSummon see {@link XSettings}
 */
record XSelf(String channel, String id, String handle, boolean carriedMentionsSummon) {
    boolean is(String userId) {
        return id.equals(userId);
    }

    /**
     * Why X would refuse our answer: since February 2026 it takes a program's reply only to posts whose author mentions
     * the program's account or quotes it (docs.x.com, changelog).
     */
    Words notSummoned(URI permalink) {
        return new Words(
                "X takes answers through its API only to posts that mention @" + handle
                        + " or quote one of its posts; this one does neither. Answer it in X itself: " + permalink,
                "X nimmt Antworten über seine Schnittstelle nur auf Beiträge an, die @" + handle
                        + " erwähnen oder einen Beitrag des Kontos zitieren; dieser tut beides nicht. Bitte direkt"
                        + " in X antworten: " + permalink);
    }
}
