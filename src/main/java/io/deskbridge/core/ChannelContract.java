package io.deskbridge.core;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToIntFunction;

/**
 * What a channel takes. The check before sending, the documentation, the console, the sandbox and the tests all read
 * this one value.
 *
 * @param network as people call it: "X", "Bluesky"
 * @param publicText what a public reply may be long; empty when the channel takes none
 * @param directText what a private reply may be long; empty when the channel takes none
 * @param media what may hang on a reply
 * @param replyWindow how long after the customer's message a reply is taken; empty when for ever
 * @param publicRepeat what can be done about a public reply whose outcome is not known
 * @param directRepeat likewise about a private one; a network may give the one a key and not the other
 * @param settle how long the network may still be working on a request that we gave up; a look-up before that proves
 *     nothing
 */
public record ChannelContract(
        String network,
        Optional<TextRule> publicText,
        Optional<TextRule> directText,
        MediaRule media,
        Optional<Duration> replyWindow,
        Repeat publicRepeat,
        Repeat directRepeat,
        Duration settle) {

    /** The rule for a reply to a message of that kind; empty when the channel takes none. */
    public Optional<TextRule> textFor(Kind kind) {
        return kind == Kind.DIRECT ? directText : publicText;
    }

    /** What can be done about a reply to a message of that kind when its outcome is not known. */
    public Repeat repeatFor(Kind kind) {
        return kind == Kind.DIRECT ? directRepeat : publicRepeat;
    }

    /**
     * How long a text may be.
     *
     * @param max in the network's own units
     * @param unit what is counted, for an agent: "weighted characters", "graphemes"
     * @param count counts a text as the network does
     */
    public record TextRule(int max, Words unit, ToIntFunction<String> count) {}

    /**
     * What may hang on a reply.
     *
     * @param maxCount 0 when nothing may
     * @param maxBytes of each
     * @param mimeTypes as the bytes say
     */
    public record MediaRule(int maxCount, long maxBytes, Set<String> mimeTypes) {
        public static final MediaRule NONE = new MediaRule(0, 0, Set.of());
    }

    /** What can be done about a reply whose outcome is not known. */
    public enum Repeat {
        /** Sending it again under the same key does nothing a second time. */
        HARMLESS,
        /** {@link Channel#find} tells whether it stands there. */
        LOOK_UP,
        /** Neither; a person decides. */
        NONE
    }
}
