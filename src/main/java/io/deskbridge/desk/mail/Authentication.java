package io.deskbridge.desk.mail;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** What one Authentication-Results header (RFC 8601) says against a mail's sender. */
final class Authentication {
    private static final Pattern COMMENT = Pattern.compile("\\([^()]*\\)");
    private static final Pattern METHOD =
            Pattern.compile("^\\s*(dmarc|spf|dkim)\\s*(?:/\\s*\\d+\\s*)?=\\s*([\\w-]+)(.*)$");
    private static final Pattern DOMAIN = Pattern.compile(
            "\\b(?:header\\.d|header\\.i|smtp\\.mailfrom|smtp\\.helo)\\s*=\\s*\"?(?:[^\\s@;\"]*@)?([\\w.-]+)");

    /** Nobody looked, or could look just now; SPF and DKIM are then asked. */
    private static final List<String> UNDECIDED = List.of("none", "temperror");

    private static final List<String> PASSED = List.of("pass", "bestguesspass");
    private static final List<String> FAILED = List.of("fail", "hardfail", "softfail", "permerror");

    private Authentication() {}

    /**
     * Why the mail is not taken for one of that domain; empty when nothing speaks against it. DMARC decides where it was
     * looked at. Without it, SPF or DKIM must not have failed nor passed for strangers only: anybody can let his own domain
     * pass.
     */
    static Optional<String> forged(String header, String domain) {
        boolean aligned = false;
        Optional<String> strange = Optional.empty();
        Optional<String> failed = Optional.empty();
        String results = COMMENT.matcher(header.toLowerCase(Locale.ROOT)).replaceAll(" ");
        boolean decided = false;
        for (String result : results.split(";")) {
            var method = METHOD.matcher(result.replaceAll("\\s+", " "));
            if (!method.matches()) {
                continue;
            }
            String found = method.group(1) + "=" + method.group(2);
            boolean passed = PASSED.contains(method.group(2));
            if (method.group(1).equals("dmarc")) {
                if (!passed && !UNDECIDED.contains(method.group(2))) {
                    return Optional.of("the mail server found " + found);
                }
                decided |= passed;
            } else if (passed) {
                boolean ours = ofDomain(method.group(3), domain, method.group(1).equals("spf"));
                aligned |= ours;
                strange = ours ? strange : Optional.of("the mail server found " + found + " for another domain only");
            } else if (FAILED.contains(method.group(2))) {
                failed = Optional.of("the mail server found " + found);
            }
        }
        if (decided || aligned) {
            return Optional.empty();
        }
        return failed.isPresent() ? failed : strange;
    }

    /** The domain itself, one below it or one above it. Some servers name none with SPF. */
    private static boolean ofDomain(String properties, String domain, boolean unnamed) {
        var named = DOMAIN.matcher(properties);
        if (!named.find()) {
            return unnamed;
        }
        do {
            String one = named.group(1);
            boolean above = one.contains(".") && domain.endsWith("." + one);
            if (one.equals(domain) || one.endsWith("." + domain) || above) {
                return true;
            }
        } while (named.find());
        return false;
    }
}
