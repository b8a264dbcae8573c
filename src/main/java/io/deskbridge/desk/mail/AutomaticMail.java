package io.deskbridge.desk.mail;

import io.deskbridge.mail.MailHeaders;
import io.deskbridge.mail.OneLine;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Tells mails that no person wrote (RFC 3834, RFC 3464, and what servers do beside them). {@code Precedence: bulk} alone
 * says nothing: desks put it on their agents' answers, and Request Tracker is one of them. Neither does
 * {@code X-Auto-Response-Suppress}, which asks others not to answer by machine: Exchange puts it on what people write.
 */
final class AutomaticMail {
    private static final List<String> AUTOREPLY_HEADERS = List.of(
            "X-Autoreply",
            "X-Auto-Reply",
            "X-Autorespond",
            "X-Auto-Response",
            "X-AutoReply-From",
            "X-Mail-Autoreply",
            "X-FC-MachineGenerated",
            "X-Failed-Recipients");

    /** What a list hands out is for its members (RFC 2919, RFC 2369). Desks put {@code List-Unsubscribe} on answers. */
    private static final List<String> LIST_HEADERS = List.of("List-Id", "List-Post");

    /** Of mails that were kept and not sent: by Outlook and by Thunderbird. */
    private static final List<String> DRAFT_HEADERS = List.of("X-Unsent", "X-Mozilla-Draft-Info");

    private static final List<String> PRECEDENCES = List.of("auto_reply", "auto-reply", "junk", "list");

    private static final Pattern MACHINES = Pattern.compile("^(mailer-daemon|postmaster|no-?reply-bounces?)@.*");

    /** The last hint only: a person may write such a subject, but seldom begins with it. */
    private static final Pattern SUBJECT = Pattern.compile(
            "^(automatische (antwort|abwesenheitsnotiz)|abwesenheits(notiz|meldung|assistent)|automatic reply"
                    + "|out[- ]of[- ](the )?office|auto(matic)?[- ]?reply|auto[- ]response"
                    + "|undeliver(able|ed)|unzustellbar|delivery status notification|mail delivery failed"
                    + "|returned mail|gelesen:|read:)",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    private AutomaticMail() {}

    /** What shows that nobody wrote it; empty when somebody seems to have. */
    static Optional<String> sign(MailHeaders headers) {
        Optional<String> submitted = headers.words("Auto-Submitted").stream()
                .filter(word -> !word.isEmpty() && !word.equals("no"))
                .findFirst();
        if (submitted.isPresent()) {
            return Optional.of("Auto-Submitted: " + OneLine.of(submitted.get(), 40));
        }
        if (isReport(headers)) {
            return Optional.of("it is a delivery report");
        }
        if (headers.first("Return-Path").filter("<>"::equals).isPresent()) {
            return Optional.of("its return path is empty");
        }
        for (String name : AUTOREPLY_HEADERS) {
            if (headers.first(name)
                    .filter(value -> !value.equalsIgnoreCase("no"))
                    .isPresent()) {
                return Optional.of(name);
            }
        }
        Optional<String> precedence = headers.words("Precedence").stream()
                .filter(PRECEDENCES::contains)
                .findFirst();
        if (precedence.isPresent()) {
            return Optional.of("Precedence: " + precedence.get());
        }
        if (LIST_HEADERS.stream().anyMatch(name -> headers.first(name).isPresent())) {
            return Optional.of("a mailing list handed it out");
        }
        if (DRAFT_HEADERS.stream().anyMatch(name -> headers.first(name).isPresent())) {
            return Optional.of("it is a draft that was not sent");
        }
        boolean machine = headers.addresses("From").stream().anyMatch(from -> MACHINES.matcher(
                        String.valueOf(from.getAddress()).toLowerCase(Locale.ROOT))
                .matches());
        if (machine) {
            return Optional.of("a mail system wrote it");
        }
        return SUBJECT.matcher(headers.subject().strip()).find()
                ? Optional.of("its subject is one of automatic mails")
                : Optional.empty();
    }

    static boolean isReport(MailHeaders headers) {
        return headers.word("Content-Type").equals("multipart/report");
    }
}
