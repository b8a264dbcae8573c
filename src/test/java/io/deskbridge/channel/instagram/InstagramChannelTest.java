package io.deskbridge.channel.instagram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskbridge.core.Attachment;
import io.deskbridge.core.ChannelContract;
import io.deskbridge.core.ChannelContract.MediaRule;
import io.deskbridge.core.Failure;
import io.deskbridge.core.HttpCall;
import io.deskbridge.core.Kind;
import io.deskbridge.core.MessageBuilder;
import io.deskbridge.core.SendKey;
import io.deskbridge.core.Sent;
import io.deskbridge.http.Json;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class InstagramChannelTest {
    private final InstagramFixture graph = new InstagramFixture();

    private MessageBuilder comment() {
        return graph.asked(Kind.COMMENT, "55", "9").inReplyTo("9");
    }

    private MessageBuilder direct() {
        return graph.asked(Kind.DIRECT, "m_1", "7");
    }

    private HttpCall last() {
        return graph.calls.get(graph.calls.size() - 1);
    }

    private JsonNode sentBody() {
        return Json.tryRead(last().body()).orElseThrow();
    }

    @Test
    void an_answer_goes_under_the_very_comment() {
        graph.answers("/55/replies", "{'id':'60'}");
        assertThat(graph.open()
                        .send(graph.reply(comment(), "three euros"), graph.key())
                        .id())
                .isEqualTo("60");
        assertThat(sentBody().path("message").asText()).isEqualTo("three euros");
        assertThat(last().uri().getPath()).isEqualTo("/v25.0/55/replies");
    }

    @Test
    void a_mention_is_answered_where_it_stands() {
        graph.answers("/178/mentions", "{'id':'61'}");
        graph.open().send(graph.reply(graph.asked(Kind.MENTION, "77", "12"), "hello"), graph.key());
        assertThat(sentBody().path("media_id").asText()).isEqualTo("12");
        assertThat(sentBody().path("comment_id").asText()).isEqualTo("77");
        graph.open().send(graph.reply(graph.asked(Kind.MENTION, "12", "12"), "hello"), graph.key());
        assertThat(sentBody().has("comment_id")).isFalse();
    }

    @Test
    void an_owner_who_lets_nobody_comment_pauses_nothing() {
        graph.answers("/178/mentions", "{'error':{'code':10,'message':'not allowed'}}");
        assertThatThrownBy(() ->
                        graph.open().send(graph.reply(graph.asked(Kind.MENTION, "77", "12"), "hello"), graph.key()))
                .isInstanceOf(Failure.Rejected.class)
                .hasMessageContaining("there");
    }

    @Test
    void what_a_comment_cannot_hold_is_refused_before_anybody_sees_it() {
        var channel = graph.open();
        assertThatThrownBy(() -> channel.send(
                        graph.reply(comment(), "see", Attachment.of(Attachment.Type.IMAGE, "a")), graph.key()))
                .isInstanceOf(Failure.Rejected.class);
        assertThatThrownBy(() -> channel.send(graph.reply(comment(), "#tag ".repeat(31)), graph.key()))
                .hasMessageContaining("31");
        assertThat(graph.calls).isEmpty();
    }

    @Test
    void a_lost_answer_is_found_among_the_replies_by_its_words_since_it_was_reserved() {
        graph.answers(
                "/55/replies",
                """
                {'data':[
                  {'id':'63','text':'three euros','username':'acme','timestamp':'2026-11-22T10:00:04+0000'},
                  {'id':'62','text':'three euros ','username':'acme','timestamp':'2026-11-22T10:00:03+0000'},
                  {'id':'61','text':'three euros','username':'anna','timestamp':'2026-11-22T10:00:02+0000'},
                  {'id':'58','text':'three euros','username':'acme','timestamp':'2026-11-22T09:00:00+0000'}]}""");
        assertThat(graph.open().find(graph.reply(comment(), "three euros"), graph.key()))
                .map(Sent::id)
                .contains("62");
        assertThat(graph.open().find(graph.reply(comment(), "four euros"), graph.key()))
                .isEmpty();
        // an answer to a reply stands beside it
        assertThat(graph.open()
                        .find(
                                graph.reply(graph.asked(Kind.COMMENT, "57", "9").inReplyTo("55"), "three euros"),
                                graph.key()))
                .isPresent();
    }

    @Test
    void elsewhere_an_answer_that_is_not_shown_is_left_to_a_person() {
        graph.answers(
                "/178",
                """
                {'mentioned_media':{'comments':{'data':[{'id':'77','text':'ask @acme','username':'ben','replies':{'data':[
                  {'id':'80','text':'hello','username':'acme','timestamp':'2026-11-22T10:00:01+0000'}]}}]}}}""");
        var channel = graph.open();
        assertThat(channel.find(graph.reply(graph.asked(Kind.MENTION, "77", "12"), "hello"), graph.key()))
                .map(Sent::id)
                .contains("80");
        assertThatThrownBy(() -> channel.find(graph.reply(graph.asked(Kind.MENTION, "77", "12"), "other"), graph.key()))
                .isInstanceOf(Failure.Rejected.class)
                .hasMessageContaining("please look");
    }

    @Test
    void a_private_answer_carries_our_key_and_is_free_within_a_day() {
        graph.answers("/me/messages", "{'recipient_id':'7','message_id':'m_8'}");
        assertThat(graph.open()
                        .send(graph.reply(direct(), "tomorrow"), graph.key())
                        .id())
                .isEqualTo("m_8");
        assertThat(sentBody().at("/recipient/id").asText()).isEqualTo("7");
        assertThat(sentBody().path("messaging_type").asText()).isEqualTo("RESPONSE");
        assertThat(SendKey.parse(sentBody().at("/message/metadata").asText())).contains(graph.key());
    }

    @Test
    void the_window_binds_private_answers_alone_and_is_longer_where_meta_granted_it() {
        graph.answers("/me/messages", "{'message_id':'m_8'}");
        ChannelContract day = graph.open().contract();
        assertThat(day.windowFor(Kind.DIRECT)).contains(Duration.ofHours(24));
        assertThat(day.windowFor(Kind.COMMENT)).isEmpty();
        var granted = graph.open("human-agent", "true");
        assertThat(granted.contract().windowFor(Kind.DIRECT)).contains(Duration.ofDays(7));
        var late = graph.reply(direct(), "sorry");
        graph.clock.advance(Duration.ofHours(25));
        granted.send(late, graph.key());
        assertThat(sentBody().path("tag").asText()).isEqualTo("HUMAN_AGENT");
    }

    @Test
    void private_words_are_counted_in_bytes() {
        ChannelContract.TextRule rule =
                graph.open().contract().textFor(Kind.DIRECT).orElseThrow();
        assertThat(rule.max()).isEqualTo(1000);
        assertThat(rule.count().applyAsInt("Grüße 👍")).isEqualTo(12);
        assertThat(graph.open().contract().textFor(Kind.COMMENT).orElseThrow().max())
                .isEqualTo(2200);
    }

    @Test
    void a_window_that_is_over_and_a_person_who_cannot_be_reached_are_told_and_pause_nothing() {
        graph.answers("/me/messages", "{'error':{'code':10,'error_subcode':2534022,'message':'outside'}}");
        assertThatThrownBy(() -> graph.open().send(graph.reply(direct(), "late"), graph.key()))
                .isInstanceOf(Failure.Rejected.class)
                .hasMessageContaining("wrote too long ago");
        graph.answers("/me/messages", "{'error':{'code':551,'message':'not available'}}");
        assertThatThrownBy(() -> graph.open().send(graph.reply(direct(), "late"), graph.key()))
                .isInstanceOf(Failure.Rejected.class);
        graph.answers("/me/messages", "{'error':{'code':10,'message':'permission'}}");
        assertThatThrownBy(() -> graph.open().send(graph.reply(direct(), "late"), graph.key()))
                .isInstanceOf(Failure.Rejected.class)
                .hasMessageContaining("private messages (10)");
    }

    @Test
    void a_write_whose_answer_names_no_id_is_uncertain() {
        graph.answers("/55/replies", "{}").answers("/me/messages", "{}");
        assertThatThrownBy(() -> graph.open().send(graph.reply(comment(), "x"), graph.key()))
                .isInstanceOf(Failure.Uncertain.class);
        assertThatThrownBy(() -> graph.open().send(graph.reply(direct(), "x"), graph.key()))
                .isInstanceOf(Failure.Uncertain.class);
    }

    @Test
    void files_hang_on_private_messages_alone_and_pictures_have_a_smaller_limit_than_films() {
        ChannelContract contract = graph.open().contract();
        for (Kind kind : List.of(Kind.COMMENT, Kind.MENTION)) {
            assertThat(contract.mostFiles(kind, "see")).isZero();
            assertThat(contract.mostFiles(kind, "/private\nsee")).isZero();
        }
        assertThat(contract.mostFiles(Kind.DIRECT, "see")).isEqualTo(1);
        MediaRule rule = contract.mediaFor(Kind.DIRECT, "see");
        assertThat(rule.maxBytes("image/gif")).isEqualTo(8 * 1024 * 1024);
        assertThat(rule.maxBytes("video/mp4")).isEqualTo(25 * 1024 * 1024);
        assertThat(rule.takes("image/webp")).isFalse();
    }

    @Test
    void a_file_goes_alone_and_first_where_nobody_sees_it() {
        graph.answers("/me/message_attachments", "{'attachment_id':'55'}")
                .answers("/me/messages", "{'message_id':'m_8'}");
        var file = Attachment.of(Attachment.Type.IMAGE, "f");
        graph.open().send(graph.reply(direct(), "", file), graph.key());
        assertThat(graph.calls).hasSize(2);
        assertThat(sentBody().at("/message/attachment/payload/attachment_id").asText())
                .isEqualTo("55");
        assertThatThrownBy(() -> graph.open().send(graph.reply(direct(), "words", file), graph.key()))
                .isInstanceOf(Failure.Rejected.class);
        assertThat(graph.calls).hasSize(2);
    }

    @Test
    void a_lost_private_answer_is_found_by_its_words_since_it_was_reserved() {
        graph.answers(
                "/me/conversations",
                """
                {'data':[{'messages':{'data':[
                  {'id':'m_9','from':{'id':'178'},'message':'tomorrow','created_time':'2026-11-22T10:00:03+0000'},
                  {'id':'m_7','from':{'id':'7'},'message':'tomorrow','created_time':'2026-11-22T10:00:02+0000'},
                  {'id':'m_5','from':{'id':'178'},'message':'tomorrow','created_time':'2026-11-22T09:00:00+0000'}]}}]}""");
        assertThat(graph.open().find(graph.reply(direct(), "tomorrow"), graph.key()))
                .map(Sent::id)
                .contains("m_9");
        assertThat(graph.open().find(graph.reply(direct(), "today"), graph.key()))
                .isEmpty();
        graph.clock.advance(Duration.ofMinutes(1));
        assertThat(graph.open().find(graph.reply(direct(), "tomorrow"), graph.key()))
                .isEmpty();
    }

    @Test
    void where_the_conversation_is_not_shown_far_enough_back_a_person_decides() {
        String one = "{'id':'m_9','from':{'id':'7'},'message':'and?','created_time':'2026-11-22T10:00:03+0000'},";
        String messages = one.repeat(20).replaceAll(",$", "");
        graph.answers("/me/conversations", "{'data':[{'messages':{'data':[" + messages + "]}}]}");
        assertThatThrownBy(() -> graph.open().find(graph.reply(direct(), "tomorrow"), graph.key()))
                .isInstanceOf(Failure.Rejected.class)
                .hasMessageContaining("please look");
        graph.answers("/me/conversations", "{'data':[]}");
        assertThatThrownBy(() -> graph.open().find(graph.reply(direct(), "tomorrow"), graph.key()))
                .isInstanceOf(Failure.Rejected.class);
    }

    @Test
    void the_check_notices_another_account_and_another_name() {
        graph.answers("/178", "{'id':'178','username':'acme'}");
        graph.open().check();
        graph.answers("/178", "{'id':'178','username':'acme.official'}");
        assertThatThrownBy(() -> graph.open().check()).hasMessageContaining("correct username");
        graph.answers("/178", "{'id':'179','username':'acme'}");
        assertThatThrownBy(() -> graph.open().check()).isInstanceOf(Failure.Unauthorized.class);
        graph.answers("/me", "{'user_id':'178','username':'acme'}");
        graph.open("login", "instagram").check();
    }
}
