package io.deskbridge.mail;

import io.deskbridge.core.Failure;
import jakarta.mail.MessagingException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;

/** Tells what an SMTP server's refusal means (RFC 5321, 4.2: 4xx may pass later, 5xx never; RFC 4954 for logins). */
public final class SmtpFailures {
    private static final List<Integer> LOGIN = List.of(530, 534, 535, 538);
    private static final Pattern CODE = Pattern.compile("^\\s*([245]\\d\\d)\\b");

    private SmtpFailures() {}

    public static Failure sending(String server, boolean handedOver, MessagingException e) {
        List<Integer> codes = codes(e);
        String what = "SMTP " + server + " refused the mail: " + brief(e);
        if (codes.stream().anyMatch(LOGIN::contains)) {
            return new Failure.Unauthorized(what);
        }
        if (codes.stream().anyMatch(code -> code >= 500)) {
            return new Failure.Rejected(what);
        }
        if (codes.stream().anyMatch(code -> code >= 400)) {
            return new Failure.Unavailable(what, e);
        }
        if (handedOver) {
            return new Failure.Uncertain("SMTP " + server + " took the mail and gave no answer: " + brief(e), e);
        }
        return new Failure.Unavailable("SMTP " + server + " broke off before it took the mail: " + brief(e), e);
    }

    /** A login can be refused for the moment (454), too. */
    public static Failure login(String server, String user, MessagingException e) {
        var code = CODE.matcher(String.valueOf(e.getMessage()));
        if (code.find() && code.group(1).startsWith("4")) {
            return new Failure.Unavailable("SMTP " + server + " takes no login at the moment: " + code.group(1), e);
        }
        return new Failure.Unauthorized("SMTP " + server + " refuses the login of " + user
                + (code.reset().find() ? " with " + code.group(1) : "") + "; check smtp.user and smtp.password");
    }

    /** The first line of what went wrong; servers answer with whole paragraphs. */
    public static String brief(Exception e) {
        String text = String.valueOf(e.getMessage()).strip().replaceAll("[\\r\\n]+\\s*", " ");
        String cause = e.getCause() == null
                        || text.contains(String.valueOf(e.getCause().getMessage()))
                ? ""
                : " (" + e.getCause().getMessage() + ")";
        return (text.length() > 300 ? text.substring(0, 300) : text) + cause;
    }

    /** The reply codes in the whole chain: a refused recipient hides behind a general exception. */
    private static List<Integer> codes(MessagingException e) {
        var codes = new ArrayList<Integer>();
        Exception next = e;
        for (int depth = 0; next instanceof MessagingException one && depth < 20; depth++) {
            if (one instanceof SMTPAddressFailedException address) {
                codes.add(address.getReturnCode());
            } else if (one instanceof SMTPSendFailedException send) {
                codes.add(send.getReturnCode());
            }
            next = one.getNextException();
        }
        return codes;
    }
}
