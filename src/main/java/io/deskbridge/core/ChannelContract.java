package io.deskbridge.core;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
 * @param publicMedia what may hang on a public reply
 * @param directMedia what may hang on a private reply
 * @param replyWindow how long after the customer's newest message a reply is taken; empty when for ever
 * @param publicRepeat what can be done about a public reply whose outcome is not known
 * @param directRepeat likewise about a private one; a network may give the one a key and not the other
 * @param settle how long the network may still be working on a request that we gave up; a look-up before that proves
 *     nothing. With {@link Repeat#TOLD_LATER} how long its word is waited for before a person decides
 * @param commands what an agent may ask for in a comment's first line; empty when nothing
 * @param windowed to which kinds of message a reply is bound to the window; all where a network makes no difference
 * @param threaded to which kinds of message a reply may be several posts: in public each below our own one before it, in
 *     private one after the other. Only where readers see them as one answer in its order; none unless a channel says so
 * @param apart how several files, or words and a file, are sent as messages of their own; empty when they are not
 * @param linkPrice what a link in a public reply costs; empty when nothing
 */
public record ChannelContract(
        String network,
        Optional<TextRule> publicText,
        Optional<TextRule> directText,
        MediaRule publicMedia,
        MediaRule directMedia,
        Optional<Duration> replyWindow,
        Repeat publicRepeat,
        Repeat directRepeat,
        Duration settle,
        List<ReplyCommand> commands,
        Set<Kind> windowed,
        Set<Kind> threaded,
        Optional<FilesApart> apart,
        Optional<LinkPrice> linkPrice) {
    public ChannelContract {
        commands = List.copyOf(commands);
        windowed = Set.copyOf(windowed);
        threaded = Set.copyOf(threaded);
    }

    /** A channel that takes a reply as one post, the same files in public and in private, and links for nothing. */
    public ChannelContract(
            String network,
            Optional<TextRule> publicText,
            Optional<TextRule> directText,
            MediaRule media,
            Optional<Duration> replyWindow,
            Repeat publicRepeat,
            Repeat directRepeat,
            Duration settle,
            List<ReplyCommand> commands,
            Set<Kind> windowed) {
        this(
                network,
                publicText,
                directText,
                media,
                media,
                replyWindow,
                publicRepeat,
                directRepeat,
                settle,
                commands,
                windowed,
                Set.of(),
                Optional.empty(),
                Optional.empty());
    }

    /** A channel whose window, if it has one, is the same for all kinds of message. */
    public ChannelContract(
            String network,
            Optional<TextRule> publicText,
            Optional<TextRule> directText,
            MediaRule media,
            Optional<Duration> replyWindow,
            Repeat publicRepeat,
            Repeat directRepeat,
            Duration settle,
            List<ReplyCommand> commands) {
        this(
                network,
                publicText,
                directText,
                media,
                replyWindow,
                publicRepeat,
                directRepeat,
                settle,
                commands,
                Set.of(Kind.values()));
    }

    /** A channel without commands. */
    public ChannelContract(
            String network,
            Optional<TextRule> publicText,
            Optional<TextRule> directText,
            MediaRule media,
            Optional<Duration> replyWindow,
            Repeat publicRepeat,
            Repeat directRepeat,
            Duration settle) {
        this(network, publicText, directText, media, replyWindow, publicRepeat, directRepeat, settle, List.of());
    }

    /** The same channel, which takes a reply to those kinds of message as several posts, too. */
    public ChannelContract inThreads(Set<Kind> kinds) {
        return with(directMedia, kinds, apart, linkPrice);
    }

    /** The same channel, which takes one file a message, and several messages for one reply. */
    public ChannelContract filesApart(FilesApart rule) {
        return with(directMedia, threaded, Optional.of(rule), linkPrice);
    }

    /** The same channel, whose private replies take other files than its public ones. */
    public ChannelContract inPrivate(MediaRule files) {
        return with(files, threaded, apart, linkPrice);
    }

    /** The same channel, at which links cost something. */
    public ChannelContract chargingLinks(LinkPrice price) {
        return with(directMedia, threaded, apart, Optional.of(price));
    }

    private ChannelContract with(
            MediaRule inPrivate, Set<Kind> inThreads, Optional<FilesApart> filesApart, Optional<LinkPrice> price) {
        return new ChannelContract(
                network,
                publicText,
                directText,
                publicMedia,
                inPrivate,
                replyWindow,
                publicRepeat,
                directRepeat,
                settle,
                commands,
                windowed,
                inThreads,
                filesApart,
                price);
    }

    /** The rule for a reply to a message of that kind; empty when the channel takes none. */
    public Optional<TextRule> textFor(Kind kind) {
        return kind == Kind.DIRECT ? directText : publicText;
    }

    /** How a reply to a message of that kind is sent as several messages for its files; empty when it is not. */
    public Optional<FilesApart> apartFor(Kind kind) {
        return apart.filter(rule -> rule.kinds().contains(kind));
    }

    /** What may hang on a reply to a message of that kind that asks for nothing special. */
    public MediaRule mediaFor(Kind kind) {
        return kind == Kind.DIRECT ? directMedia : publicMedia;
    }

    /** What may hang on a reply to a message of that kind with that text, whose first line may ask for something special. */
    public MediaRule mediaFor(Kind kind, String text) {
        return command(text).flatMap(ReplyCommand::media).orElse(mediaFor(kind));
    }

    /** How many files a reply to a message of that kind may have, in one message or in several. */
    public int mostFiles(Kind kind) {
        return apartFor(kind).map(FilesApart::most).orElse(mediaFor(kind).maxCount());
    }

    /** As the other one, of a reply with that text. What asks for something special is one message. */
    public int mostFiles(Kind kind, String text) {
        return command(text).isPresent() ? mediaFor(kind, text).maxCount() : mostFiles(kind);
    }

    private Optional<ReplyCommand> command(String text) {
        return CommandLine.of(text).flatMap(line -> commands.stream()
                .filter(command -> command.word().equals(line.word()))
                .findFirst());
    }

    /** How long a reply to a message of that kind is taken; empty when for ever. */
    public Optional<Duration> windowFor(Kind kind) {
        return replyWindow.filter(window -> windowed.contains(kind));
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
     * @param mimeTypes as the bytes say; empty when any
     * @param smaller how many bytes of a type, where not so many are taken of each
     */
    public record MediaRule(int maxCount, long maxBytes, Set<String> mimeTypes, Map<String, Long> smaller) {
        public static final MediaRule NONE = new MediaRule(0, 0, Set.of());

        public MediaRule {
            mimeTypes = Set.copyOf(mimeTypes);
            smaller = Map.copyOf(smaller);
        }

        /** As many bytes of each type. */
        public MediaRule(int maxCount, long maxBytes, Set<String> mimeTypes) {
            this(maxCount, maxBytes, mimeTypes, Map.of());
        }

        /** Whether a file of that type is taken. */
        public boolean takes(String mimeType) {
            return mimeTypes.isEmpty() || mimeTypes.contains(mimeType);
        }

        /** How many bytes a file of that type may have. */
        public long maxBytes(String mimeType) {
            return Math.min(maxBytes, smaller.getOrDefault(mimeType, maxBytes));
        }
    }

    /**
     * Each file is a message of its own.
     *
     * @param kinds to which kinds of message a reply may be several for that
     * @param most files of one reply. More than one only where {@link Channel#find} tells messages apart that are files
     *     without words, or is never asked
     * @param words how many characters may stand with a file, counted as UTF-16 does; 0 when none
     * @param worded types of files that words may stand with
     */
    public record FilesApart(Set<Kind> kinds, int most, int words, Set<String> worded) {
        public FilesApart {
            kinds = Set.copyOf(kinds);
            worded = Set.copyOf(worded);
        }

        /** Whether these words may stand with that file, by what is known of it; what nobody knows may not. */
        public boolean together(String text, Attachment file) {
            return text.isBlank()
                    || text.strip().length() <= words
                            && file.mimeType()
                                    .filter(type -> worded.contains(type.toLowerCase(Locale.ROOT)))
                                    .isPresent();
        }
    }

    /** What can be done about a reply whose outcome is not known. */
    public enum Repeat {
        /** Sending it again under the same key does nothing a second time. */
        HARMLESS,
        /** {@link Channel#find} tells whether it stands there. */
        LOOK_UP,
        /**
         * Neither, but the network tells by itself what became of it, under the key it was sent with ({@link
         * DeliveryStatus}). Silence proves nothing: it is never sent again, and after a time a person decides.
         */
        TOLD_LATER,
        /** Neither; a person decides. */
        NONE
    }
}
