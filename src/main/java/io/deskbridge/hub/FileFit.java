package io.deskbridge.hub;

import io.deskbridge.core.Attachment;
import io.deskbridge.core.ChannelContract.MediaRule;
import io.deskbridge.core.Failure;
import io.deskbridge.core.Media;
import io.deskbridge.core.Words;
import io.deskbridge.media.Smaller;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * What becomes of an agent's file that the network does not take: a photograph or screenshot with too many bytes is made
 * smaller where the settings say so; anything else is refused in a sentence, or becomes one of the {@link LinkedFiles}. What a
 * file is, is told by its bytes; the desk's word is only asked whether it is worth fetching.
 */
@Component
class FileFit {
    private static final Set<String> PICTURES = Set.of("image/jpeg", "image/png");
    private static final BigDecimal MEGA = BigDecimal.valueOf(1_000_000);
    private static final BigDecimal KILO = BigDecimal.valueOf(1_000);

    private final boolean converts;
    private final long mostBytes;

    FileFit(ReplySettings replies, HubSettings settings) {
        this.converts = replies.convertsMedia();
        this.mostBytes = settings.maxAttachmentBytes();
    }

    /** Why a file will not fit whatever it is, by what the desk says of it; empty when only its bytes can tell. */
    Optional<Words> mistake(MediaRule rule, Attachment file, String network) {
        long max = rule.maxBytes();
        long bytes = file.bytes().orElse(0);
        boolean mayShrink = converts
                && bytes <= mostBytes
                && file.mimeType()
                        .map(type -> PICTURES.contains(type.toLowerCase(Locale.ROOT)))
                        .orElse(true);
        return bytes <= max || mayShrink
                ? Optional.empty()
                : Optional.of(tooLarge(file.name().orElse(""), bytes, max, network));
    }

    /** How many bytes are fetched of a file of which the network takes so many: enough to make it smaller. */
    long fetched(long maxBytes) {
        return Math.max(maxBytes, mostBytes);
    }

    /**
     * The file as the network takes it.
     *
     * @param maxBytes what is asked for, which may be less or more than what the network takes of such a file
     * @throws Failure.Rejected when it cannot be
     */
    Media fit(Media file, MediaRule rule, long maxBytes, String network) {
        if (!rule.takes(file.mimeType())) {
            throw new Failure.Rejected(otherType(file, rule, network));
        }
        long max = Math.min(maxBytes, rule.maxBytes(file.mimeType()));
        if (file.bytes().length <= max) {
            return file;
        }
        Optional<Media> smaller = converts ? Smaller.of(file, max) : Optional.empty();
        return smaller.orElseThrow(
                () -> new Failure.Rejected(tooLarge(file.name(), file.bytes().length, max, network)));
    }

    private static Words otherType(Media file, MediaRule rule, String network) {
        String taken = String.join(", ", rule.mimeTypes().stream().sorted().toList());
        return new Words(
                network + " does not take the attachment " + file.name() + " (" + file.mimeType() + "); it takes "
                        + taken,
                network + " nimmt den Anhang " + file.name() + " (" + file.mimeType() + ") nicht; angenommen werden "
                        + taken);
    }

    private static Words tooLarge(String name, long bytes, long max, String network) {
        return new Words(
                "the attachment " + name + " has " + size(bytes, RoundingMode.UP, Locale.ENGLISH) + " and " + network
                        + " takes at most " + size(max, RoundingMode.DOWN, Locale.ENGLISH) + "; attach a smaller one",
                "der Anhang " + name + " hat " + size(bytes, RoundingMode.UP, Locale.GERMAN) + ", " + network
                        + " nimmt höchstens " + size(max, RoundingMode.DOWN, Locale.GERMAN)
                        + "; bitte einen kleineren anhängen");
    }

    /** The file's is rounded up and the limit's down, so that the sentence never says that the one is within the other. */
    private static String size(long bytes, RoundingMode rounding, Locale language) {
        var all = BigDecimal.valueOf(bytes);
        boolean mega = all.compareTo(MEGA) >= 0;
        String number = all.divide(mega ? MEGA : KILO, mega ? 1 : 0, rounding)
                .stripTrailingZeros()
                .toPlainString();
        return (language == Locale.GERMAN ? number.replace('.', ',') : number) + (mega ? " MB" : " kB");
    }
}
