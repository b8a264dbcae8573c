package io.deskbridge.desk.mail;

import io.deskbridge.core.Attachment;
import io.deskbridge.mail.HtmlText;
import io.deskbridge.mail.MailHeaders;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A mail out of the hub's mailbox, read once.
 *
 * @param plain the parts that are plain text, in their order; empty when there is none
 * @param html the same in HTML
 * @param attachments what a person attached: no signatures, no pictures that belong to the HTML's layout
 * @param invitation whether it carries an invitation or the answer to one (RFC 6047)
 * @param receivedAt by the mail server's clock
 */
record IncomingMail(
        MailHeaders headers,
        Optional<String> plain,
        Optional<String> html,
        List<Attachment> attachments,
        boolean invitation,
        Instant receivedAt) {

    /**
     * The agent's own words; empty when all of the mail is quoted or unreadable. Plain text is read first, because answers
     * between quoted lines are marked best there; HTML where only it tells where an Outlook's quote or a signature begins.
     */
    String words() {
        Optional<String> typed = plain.filter(text -> !text.isBlank());
        if (typed.isEmpty() || html.filter(HtmlText::marksOldMail).isPresent()) {
            return html.map(HtmlText::of).map(AnswerText::of).orElse("");
        }
        String words = AnswerText.of(typed.get());
        return html.flatMap(HtmlText::signature)
                .map(signature -> AnswerText.without(words, signature))
                .orElse(words);
    }

    IncomingMail withoutWords() {
        return new IncomingMail(headers, Optional.empty(), Optional.empty(), List.of(), invitation, receivedAt);
    }
}
