package io.deskbridge.mail;

import jakarta.mail.Header;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The headers of a mail, read once and forgivingly: what is broken in them is skipped, never thrown.
 *
 * @param values by name in any case, in the order in which they stand, unfolded but not decoded
 */
public record MailHeaders(Map<String, List<String>> values) {
    private static final Pattern ID = Pattern.compile("<[^<>\\s]+>");
    private static final Pattern ADDRESS = Pattern.compile("[^\\s<>,;:\"()]+@[^\\s<>,;:\"()]+");

    /** Of a mail or of a part with its headers. */
    public static MailHeaders of(MimeMessage mail) throws MessagingException {
        var values = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
        for (Header header : Collections.list(mail.getAllHeaders())) {
            values.computeIfAbsent(header.getName().strip(), name -> new ArrayList<>())
                    .add(MimeUtility.unfold(
                            Optional.ofNullable(header.getValue()).orElse("")));
        }
        return new MailHeaders(values);
    }

    public List<String> all(String name) {
        return values.getOrDefault(name, List.of());
    }

    public Optional<String> first(String name) {
        return all(name).stream().findFirst().map(String::strip);
    }

    /** The value without parameters and in lower case, as most control headers are to be compared. */
    public String word(String name) {
        return words(name).stream().findFirst().orElse("");
    }

    /** Of a header that should stand there once and may stand there more often. */
    public List<String> words(String name) {
        return all(name).stream()
                .map(value -> value.split(";", 2)[0].strip().toLowerCase(Locale.ROOT))
                .toList();
    }

    /** Empty when the mail has none. */
    public String messageId() {
        return ids("Message-ID").stream().findFirst().orElse("");
    }

    /** The Message-IDs in it, in their order. */
    public List<String> ids(String name) {
        return all(name).stream()
                .flatMap(value -> ID.matcher(value).results())
                .map(match -> match.group())
                .toList();
    }

    public String subject() {
        return decoded(first("Subject").orElse(""));
    }

    public List<InternetAddress> addresses(String name) {
        var found = new ArrayList<InternetAddress>();
        for (String value : all(name)) {
            found.addAll(addressesIn(value));
        }
        return found;
    }

    private static List<InternetAddress> addressesIn(String value) {
        try {
            var found = new ArrayList<InternetAddress>();
            for (InternetAddress address : InternetAddress.parseHeader(raw8bit(value), false)) {
                if (address.isGroup()) {
                    InternetAddress[] members = address.getGroup(false);
                    found.addAll(members == null ? List.of() : List.of(members));
                } else {
                    found.add(address);
                }
            }
            return found;
        } catch (AddressException e) {
            return ADDRESS.matcher(value)
                    .results()
                    .map(match -> plain(match.group()))
                    .toList();
        }
    }

    private static InternetAddress plain(String address) {
        var plain = new InternetAddress();
        plain.setAddress(address);
        return plain;
    }

    private static String decoded(String value) {
        try {
            return MimeUtility.decodeText(raw8bit(value));
        } catch (UnsupportedEncodingException e) {
            return value;
        }
    }

    /** Headers that hold bare UTF-8 (RFC 6532) arrive with each byte as a character. */
    private static String raw8bit(String value) {
        boolean bytes = value.chars().anyMatch(c -> c > 127) && value.chars().allMatch(c -> c < 256);
        if (!bytes) {
            return value;
        }
        String utf8 = new String(value.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        return utf8.indexOf('\uFFFD') < 0 ? utf8 : value;
    }
}
