package io.deskbridge.desk.mail;

import io.deskbridge.mail.MailHeaders;
import io.deskbridge.mail.OneLine;
import jakarta.mail.internet.InternetAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Whose answers may be published: senders that are allowed by address or domain, unless the receiving server found that
 * the mail is not from them (RFC 8601). A forged result can only refuse a mail, so each of them is heard.
 */
final class SenderRule {
    /** Where anybody has an address, the domain says nothing. */
    private static final Set<String> EVERYBODYS = Set.of(
            "aol.com",
            "freenet.de",
            "gmail.com",
            "gmx.at",
            "gmx.ch",
            "gmx.de",
            "gmx.net",
            "googlemail.com",
            "hotmail.com",
            "hotmail.de",
            "icloud.com",
            "live.com",
            "live.de",
            "mail.com",
            "mail.de",
            "me.com",
            "outlook.com",
            "outlook.de",
            "posteo.de",
            "proton.me",
            "protonmail.com",
            "t-online.de",
            "web.de",
            "yahoo.com",
            "yahoo.de");

    private final Set<String> allowed;

    private SenderRule(Set<String> allowed) {
        this.allowed = allowed;
    }

    static SenderRule of(MailSettings settings) {
        var allowed = new HashSet<String>();
        settings.allowedSenders().stream()
                .filter(one -> !one.isBlank())
                .map(one -> one.toLowerCase(Locale.ROOT))
                .forEach(allowed::add);
        if (allowed.isEmpty()) {
            String team = settings.team().toLowerCase(Locale.ROOT);
            allowed.add(team);
            String domain = domain(team);
            if (!EVERYBODYS.contains(domain)) {
                allowed.add(domain);
            }
        }
        return new SenderRule(allowed);
    }

    /** Why this mail's words may not be published; empty when they may. */
    Optional<String> refusal(MailHeaders headers) {
        List<InternetAddress> from = headers.addresses("From");
        if (from.size() != 1) {
            return Optional.of("it has " + from.size() + " senders");
        }
        String sender = Optional.ofNullable(from.get(0).getAddress()).orElse("").toLowerCase(Locale.ROOT);
        if (!allowed.contains(sender) && !allowed.contains(domain(sender))) {
            return Optional.of(OneLine.of(sender, 200) + " is not among allowed-senders");
        }
        return headers.all("Authentication-Results").stream()
                .flatMap(result -> Authentication.forged(result, domain(sender)).stream())
                .findFirst();
    }

    private static String domain(String address) {
        return address.substring(address.lastIndexOf('@') + 1);
    }
}
