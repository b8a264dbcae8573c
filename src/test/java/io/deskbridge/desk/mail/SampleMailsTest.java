package io.deskbridge.desk.mail;

import static org.assertj.core.api.Assertions.assertThat;

import io.deskbridge.contract.Shared;
import io.deskbridge.core.Comment;
import jakarta.mail.internet.MimeMessage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Mails that real servers and a real Request Tracker wrote, where they are at hand. */
class SampleMailsTest {
    private final CommentReader comments =
            Mails.comments("support@lab.test", "hub@lab.test", "support@lab.test", "agent@lab.test");

    private static MimeMessage sample(String path) throws Exception {
        Path file = Shared.path("lab/" + path);
        return Mails.parsed(Files.readAllBytes(file));
    }

    private Optional<Comment> comment(MimeMessage mail) throws Exception {
        return comments.comment(MailReader.read(mail, new PartReference(1, 1), Mails.RECEIVED));
    }

    @Test
    void request_trackers_automatic_mail_never_comes_out() throws Exception {
        MimeMessage mail = sample("rt5/samples/20-rt-autoreply.eml");
        mail.setSubject(mail.getSubject() + " [DB-" + Mails.TOKEN + "]");

        assertThat(comment(mail)).isEmpty();
    }

    @Test
    void request_trackers_answer_is_found_by_our_token_in_its_subject() throws Exception {
        MimeMessage mail = sample("rt5/samples/21-rt-answer.eml");
        mail.setSubject(mail.getSubject() + " [DB-" + Mails.TOKEN + "]");

        Comment answer = comment(mail).orElseThrow();

        assertThat(answer.ticket().id()).isEqualTo(Mails.TOKEN);
        assertThat(answer.text()).isEqualTo("Sorry! It ships today.");
        assertThat(answer.agent().name()).isEqualTo("agent");
    }

    @Test
    void request_trackers_answer_without_our_token_belongs_to_no_ticket() throws Exception {
        assertThat(comment(sample("rt5/samples/21-rt-answer.eml"))).isEmpty();
    }

    @Test
    void an_agents_answer_by_way_of_real_servers_is_cut_to_its_words() throws Exception {
        MimeMessage mail = sample("mail/samples/reply.eml");
        mail.setHeader("To", "hub+" + Mails.TOKEN + "@lab.test");

        Comment answer = comment(mail).orElseThrow();

        assertThat(answer.text()).isEqualTo("Sorry! It ships today.");
        assertThat(answer.agent().name()).isEqualTo("Agent");
    }

    @Test
    void each_sample_is_understood_and_none_throws() throws Exception {
        for (String path : List.of(
                "mail/samples/reply.eml",
                "mail/samples/ticket.eml",
                "rt5/samples/20-rt-autoreply.eml",
                "rt5/samples/21-rt-answer.eml")) {
            assertThat(MailReader.read(sample(path), new PartReference(1, 1), Mails.RECEIVED)
                            .words())
                    .as(path)
                    .isNotBlank();
        }
    }
}
