package io.deskbridge.sandbox.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskbridge.contract.SandboxServer;
import jakarta.mail.Message;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.util.Map;
import java.util.Properties;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.core.env.Environment;

class SandboxMailboxTest {
    static SandboxServer sandbox;

    @BeforeAll
    static void start() {
        sandbox = new SandboxServer();
    }

    @AfterAll
    static void stop() throws Exception {
        sandbox.close();
    }

    private static void send(String to, String subject, String replyTo) throws Exception {
        var settings = new Properties();
        settings.put("mail.smtp.host", "127.0.0.1");
        settings.put("mail.smtp.port", port("smtp-port"));
        var mail = new MimeMessage(Session.getInstance(settings));
        mail.setFrom(new InternetAddress("hub@sandbox.example", "Anna (@anna) via X"));
        mail.setReplyTo(InternetAddress.parse(replyTo));
        mail.setRecipients(Message.RecipientType.TO, InternetAddress.parse(to));
        mail.setSubject(subject, "UTF-8");
        mail.setText("Where is my parcel? Grüße", "UTF-8");
        Transport.send(mail);
    }

    private static String port(String name) {
        return sandbox.bean(Environment.class).getRequiredProperty("deskbridge.sandbox.mailbox." + name);
    }

    private static JsonNode mail(String box, String subject) {
        return StreamSupport.stream(
                        sandbox.call("GET", "/sandbox/mailbox/mails?box=" + box, "", null)
                                .spliterator(),
                        false)
                .filter(mail -> mail.path("subject").asText().equals(subject))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no mail '" + subject + "' in " + box));
    }

    @Test
    void an_agents_answer_goes_to_the_reply_address_with_the_mail_quoted() throws Exception {
        send("team@sandbox.example", "Parcel", "hub+abc@sandbox.example");
        JsonNode ticket = mail("team", "Parcel");

        sandbox.call(
                "POST",
                "/sandbox/mailbox/mails/" + ticket.path("id").asText() + "/replies",
                "",
                Map.of("text", "On its way", "agent", "Mia"));

        JsonNode answer = mail("hub", "Re: Parcel");
        assertThat(answer.path("to").asText()).isEqualTo("hub+abc@sandbox.example");
        assertThat(answer.path("from").asText()).isEqualTo("Mia <mia@sandbox.example>");
        assertThat(answer.path("inReplyTo").asText())
                .isEqualTo(ticket.path("messageId").asText());
        assertThat(answer.path("thread").asText())
                .isEqualTo(ticket.path("messageId").asText());
        assertThat(answer.path("text").asText()).startsWith("On its way").contains("> Where is my parcel? Grüße");
    }

    @Test
    void a_forward_stays_in_the_teams_mailbox() throws Exception {
        send("team@sandbox.example", "Secret", "hub+abc@sandbox.example");

        sandbox.call(
                "POST",
                "/sandbox/mailbox/mails/" + mail("team", "Secret").path("id").asText() + "/forwards",
                "",
                Map.of("text", "difficult customer"));

        assertThat(mail("team", "Fwd: Secret").path("text").asText()).startsWith("difficult customer");
        assertThatThrownBy(() -> mail("hub", "Fwd: Secret")).isInstanceOf(AssertionError.class);
    }

    @Test
    void each_plus_address_of_the_hub_reaches_its_one_mailbox() throws Exception {
        send("hub+one@sandbox.example", "plus one", "hub@sandbox.example");
        send("hub+two@sandbox.example", "plus two", "hub@sandbox.example");

        assertThat(mail("hub", "plus one").path("to").asText()).isEqualTo("hub+one@sandbox.example");
        assertThat(mail("hub", "plus two").path("to").asText()).isEqualTo("hub+two@sandbox.example");
        assertThat(port("imap-port")).isNotEqualTo(port("smtp-port"));
    }

    @Test
    void who_knows_some_mails_is_told_those_that_came_after() throws Exception {
        send("team@sandbox.example", "known", "hub+abc@sandbox.example");
        send("team@sandbox.example", "fresh", "hub+abc@sandbox.example");

        JsonNode mails = sandbox.call(
                "GET",
                "/sandbox/mailbox/mails?after="
                        + mail("team", "known").path("id").asText(),
                "",
                null);

        assertThat(mails.findValuesAsText("subject")).containsExactly("fresh");
    }
}
