package io.deskbridge.channel.messenger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskbridge.core.Agent;
import io.deskbridge.core.Attachment;
import io.deskbridge.core.Author;
import io.deskbridge.core.Batch;
import io.deskbridge.core.Cursor;
import io.deskbridge.core.Failure;
import io.deskbridge.core.Kind;
import io.deskbridge.core.Media;
import io.deskbridge.core.Message;
import io.deskbridge.core.MessageBuilder;
import io.deskbridge.core.Reply;
import io.deskbridge.core.SendKey;
import io.deskbridge.core.Sent;
import io.deskbridge.core.Source;
import io.deskbridge.http.Json;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class MessengerChannelTest {
    private final MessengerFixture graph = new MessengerFixture();

    private Message asked() {
        return new MessageBuilder("acme-messenger", "m_1", Kind.DIRECT, "7", Author.unknown("7"), graph.clock.instant())
                .text("where is it?")
                .build();
    }

    private Reply reply(String text, Attachment... files) {
        return new Reply(
                asked(),
                new Agent("mia", "Mia"),
                text,
                List.of(files),
                (file, max) -> new Media("a.pdf", "application/pdf", new byte[] {1}));
    }

    private SendKey key() {
        return new SendKey(4, graph.clock.instant());
    }

    private JsonNode sentBody() {
        return Json.tryRead(graph.calls.get(graph.calls.size() - 1).body()).orElseThrow();
    }

    @Test
    void an_answer_carries_our_key_and_is_free_within_a_day() {
        graph.answers("/101/messages", "{'recipient_id':'7','message_id':'m_8'}");
        Sent sent = graph.open().send(reply("tomorrow"), key());
        assertThat(sent.id()).isEqualTo("m_8");
        assertThat(sentBody().at("/recipient/id").asText()).isEqualTo("7");
        assertThat(sentBody().path("messaging_type").asText()).isEqualTo("RESPONSE");
        assertThat(sentBody().at("/message/text").asText()).isEqualTo("tomorrow");
        assertThat(SendKey.parse(sentBody().at("/message/metadata").asText())).contains(key());
    }

    @Test
    void after_a_day_a_person_may_answer_for_seven_days_where_meta_granted_it() {
        graph.answers("/101/messages", "{'message_id':'m_8'}");
        var channel = graph.open("human-agent", "true");
        Reply late = reply("sorry for the delay");
        graph.clock.advance(Duration.ofHours(25));

        channel.send(late, key());

        assertThat(sentBody().path("tag").asText()).isEqualTo("HUMAN_AGENT");
        assertThat(channel.contract().replyWindow()).contains(Duration.ofDays(7));
        assertThat(graph.open().contract().replyWindow()).contains(Duration.ofHours(24));
    }

    @Test
    void a_window_that_is_over_and_a_person_who_cannot_be_reached_are_told_and_pause_nothing() {
        graph.answers("/101/messages", "{'error':{'code':10,'error_subcode':2018278,'message':'outside'}}");
        assertThatThrownBy(() -> graph.open().send(reply("late"), key()))
                .isInstanceOf(Failure.Rejected.class)
                .hasMessageContaining("wrote too long ago");
        graph.answers("/101/messages", "{'error':{'code':551,'message':'not available'}}");
        assertThatThrownBy(() -> graph.open().send(reply("late"), key())).isInstanceOf(Failure.Rejected.class);
    }

    @Test
    void a_file_goes_alone_and_first_where_nobody_sees_it() {
        graph.answers("/101/message_attachments", "{'attachment_id':'55'}")
                .answers("/101/messages", "{'message_id':'m_8'}");
        graph.open().send(reply("", Attachment.of(Attachment.Type.FILE, "f")), key());
        assertThat(graph.calls).hasSize(2);
        assertThat(sentBody().at("/message/attachment/payload/attachment_id").asText())
                .isEqualTo("55");
        assertThatThrownBy(() -> graph.open().send(reply("words", Attachment.of(Attachment.Type.FILE, "f")), key()))
                .isInstanceOf(Failure.Rejected.class);
        assertThat(graph.calls).hasSize(2);
    }

    @Test
    void a_lost_answer_is_found_by_its_words_since_it_was_reserved() {
        graph.answers(
                "/101/conversations",
                """
                {'data':[{'messages':{'data':[
                  {'id':'m_9','from':{'id':'101'},'message':'tomorrow','created_time':'2026-11-22T10:00:03+0000'},
                  {'id':'m_7','from':{'id':'7'},'message':'tomorrow','created_time':'2026-11-22T10:00:02+0000'},
                  {'id':'m_5','from':{'id':'101'},'message':'tomorrow','created_time':'2026-11-22T09:00:00+0000'}]}}]}""");
        assertThat(graph.open().find(reply("tomorrow"), key())).map(Sent::id).contains("m_9");
        assertThat(graph.open().find(reply("today"), key())).isEmpty();
        graph.clock.advance(Duration.ofMinutes(1));
        assertThat(graph.open().find(reply("tomorrow"), key())).isEmpty();
    }

    @Test
    void where_the_conversation_is_not_shown_far_enough_back_a_person_decides() {
        String one = "{'id':'m_9','from':{'id':'7'},'message':'and?','created_time':'2026-11-22T10:00:03+0000'},";
        String messages = one.repeat(20).replaceAll(",$", "");
        graph.answers("/101/conversations", "{'data':[{'messages':{'data':[" + messages + "]}}]}");
        assertThatThrownBy(() -> graph.open().find(reply("tomorrow"), key()))
                .isInstanceOf(Failure.Rejected.class)
                .hasMessageContaining("please look");
        graph.answers("/101/conversations", "{'data':[]}");
        assertThatThrownBy(() -> graph.open().find(reply("tomorrow"), key())).isInstanceOf(Failure.Rejected.class);
    }

    @Test
    void the_list_of_conversations_brings_what_the_webhook_missed_oldest_first_and_with_names() {
        graph.answers(
                "/101/conversations",
                """
                {'data':[{'id':'t_1','updated_time':'2026-11-22T09:59:00+0000',
                  'participants':{'data':[{'id':'7','name':'Anna'},{'id':'101','name':'Acme'}]},
                  'messages':{'data':[
                    {'id':'m_3','from':{'id':'7'},'message':'','created_time':'2026-11-22T09:59:00+0000'},
                    {'id':'m_2','from':{'id':'101'},'message':'yes?','created_time':'2026-11-22T09:58:00+0000'},
                    {'id':'m_1','from':{'id':'7'},'message':'hello','created_time':'2026-11-22T09:57:00+0000'},
                    {'id':'m_0','from':{'id':'7'},'message':'old','created_time':'2026-11-20T09:57:00+0000'}]}}]}""");
        Source<Message> source = graph.open().sources().get(0);

        Batch<Message> batch = source.poll(Cursor.START);

        assertThat(batch.items()).extracting(message -> message.id().value()).containsExactly("m_1", "m_2", "m_3");
        assertThat(batch.items()).extracting(Message::ours).containsExactly(false, true, false);
        assertThat(batch.items().get(0).author().name()).isEqualTo("Anna");
        assertThat(batch.items().get(2).unread()).isPresent();
        assertThat(source.poll(batch.next()).next()).isEqualTo(batch.next());
    }

    @Test
    void a_list_without_news_keeps_the_cursor() {
        graph.answers("/101/conversations", "{'data':[]}");
        var since = new Cursor("1795341600000");
        Batch<Message> batch = graph.open().sources().get(0).poll(since);
        assertThat(batch.items()).isEmpty();
        assertThat(batch.next()).isEqualTo(since);
    }

    @Test
    void the_check_notices_another_pages_token() {
        graph.answers("/101", "{'id':'101','name':'Acme'}");
        graph.open().check();
        graph.answers("/101", "{'id':'102'}");
        assertThatThrownBy(() -> graph.open().check()).isInstanceOf(Failure.Unauthorized.class);
    }
}
