package io.deskbridge.hub;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.ConstructorBinding;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What becomes of a reply that its network does not take as it is.
 *
 * @param tooLong {@code refuse}, or {@code thread}: where the network allows it, it is sent as several numbered posts
 * @param media {@code refuse}, or {@code convert}: a photograph or screenshot with too many bytes is made smaller, or {@code
 *     link}: that, and what does not fit all the same goes out as a link to this hub
 * @param linkAddress under which people reach this hub, without a slash at its end; needed for links alone
 * @param linkKept how long such a file can be had
 */
@ConfigurationProperties("deskbridge.replies")
public record ReplySettings(
        @DefaultValue("refuse") String tooLong,
        @DefaultValue("refuse") String media,
        @DefaultValue("") String linkAddress,
        @DefaultValue("90d") Duration linkKept) {
    private static final String REFUSE = "refuse";
    private static final String THREAD = "thread";
    private static final String CONVERT = "convert";
    private static final String LINK = "link";
    private static final List<String> THIS_MACHINE = List.of("localhost", "127.0.0.1");

    @ConstructorBinding
    public ReplySettings {
        linkAddress = linkAddress.strip().replaceAll("/+$", "");
        var mistakes = new ArrayList<String>();
        oneOf("too-long", tooLong, List.of(REFUSE, THREAD), mistakes);
        oneOf("media", media, List.of(REFUSE, CONVERT, LINK), mistakes);
        if (!linkAddress.isEmpty() && !isAddress(linkAddress)) {
            mistakes.add("deskbridge.replies.link-address is \"" + linkAddress
                    + "\"; write the address under which people reach this hub, such as https://hub.example.com");
        }
        if (media.equals(LINK) && linkAddress.isEmpty()) {
            mistakes.add("deskbridge.replies.media is \"link\" and deskbridge.replies.link-address is missing; write"
                    + " the address under which people reach this hub, such as https://hub.example.com");
        }
        if (linkKept.compareTo(Duration.ofHours(1)) < 0) {
            mistakes.add("deskbridge.replies.link-kept is " + linkKept + "; write 1h or more, such as 90d");
        }
        if (!mistakes.isEmpty()) {
            throw new ConfigurationMistakes(mistakes);
        }
    }

    /** Without links. */
    public ReplySettings(String tooLong, String media) {
        this(tooLong, media, "", Duration.ofDays(90));
    }

    private static void oneOf(String key, String value, List<String> right, List<String> mistakes) {
        if (!right.contains(value)) {
            mistakes.add("deskbridge.replies." + key + " is \"" + value + "\"; write " + String.join(" or ", right));
        }
    }

    /** What leads people to a file must not be read on the way there. */
    private static boolean isAddress(String text) {
        try {
            var address = new URI(text);
            return address.getHost() != null
                    && address.getRawQuery() == null
                    && address.getRawFragment() == null
                    && address.getUserInfo() == null
                    && ("https".equals(address.getScheme())
                            || "http".equals(address.getScheme()) && THIS_MACHINE.contains(address.getHost()));
        } catch (URISyntaxException e) {
            return false;
        }
    }

    boolean convertsMedia() {
        return media.equals(CONVERT) || linksMedia();
    }

    boolean linksMedia() {
        return media.equals(LINK);
    }

    boolean asThreads() {
        return tooLong.equals(THREAD);
    }
}
