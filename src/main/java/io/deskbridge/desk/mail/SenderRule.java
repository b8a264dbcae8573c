package io.deskbridge.desk.mail;

import jakarta.mail.internet.InternetAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

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

    private static final Pattern DMARC = Pattern.compile("\\bdmarc\\s*=\\s*(\\w+)");
    private static final Pattern OTHERS = Pattern.compile("\\b(spf|dkim)\\s*=\\s*(\\w+)");

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
                .flatMap(result -> forged(result.toLowerCase(Locale.ROOT)).stream())
                .findFirst();
    }

    /** DMARC decides where it was looked at: it passes a forwarded mail whose SPF fails but whose DKIM holds. */
    private static Optional<String> forged(String result) {
        var dmarc = DMARC.matcher(result);
        if (dmarc.find() && !dmarc.group(1).equals("none")) {
            return dmarc.group(1).equals("fail") ? Optional.of("the mail server found dmarc=fail") : Optional.empty();
        }
        boolean pass = false;
        Optional<String> failed = Optional.empty();
        var each = OTHERS.matcher(result);
        while (each.find()) {
            pass |= each.group(1).equals("dkim") && each.group(2).equals("pass");
            if (each.group(2).equals("fail")) {
                failed = Optional.of("the mail server found " + each.group(1) + "=fail");
            }
        }
        return pass ? Optional.empty() : failed;
    }

    private static String domain(String address) {
        return address.substring(address.lastIndexOf('@') + 1);
    }
}
