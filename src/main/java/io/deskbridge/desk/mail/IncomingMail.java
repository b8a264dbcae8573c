package io.deskbridge.desk.mail;

import io.deskbridge.core.Attachment;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A mail out of the hub's mailbox, read once.
 *
 * @param plain the parts that are plain text, in their order; empty when there is none
 * @param html the same in HTML
 * @param attachments what a person attached: no signatures, no pictures that belong to the HTML's layout
 * @param receivedAt by the mail server's clock
 */
record IncomingMail(
        MailHeaders headers,
        Optional<String> plain,
        Optional<String> html,
        List<Attachment> attachments,
        Instant receivedAt) {

    /** The agent's own words; empty when all of the mail is quoted or unreadable. */
    String words() {
        return plain.filter(text -> !text.isBlank())
                .map(AnswerText::of)
                .or(() -> html.map(HtmlText::of).map(AnswerText::of))
                .orElse("");
    }
}
