package io.deskbridge.channel.instagram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deskbridge.core.Batch;
import io.deskbridge.core.Cursor;
import io.deskbridge.core.Failure;
import io.deskbridge.core.Kind;
import io.deskbridge.core.Message;
import io.deskbridge.core.Reply;
import io.deskbridge.core.Source;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class InstagramSourcesTest {
    private static final String NOT_PERMITTED = "{'error':{'code':10,'message':'(#10) no permission'}}";

    private final InstagramFixture graph = new InstagramFixture();

    private Source<Message> comments() {
        return graph.open().sources().get(0);
    }

    private Source<Message> conversations() {
        return graph.open().sources().get(1);
    }

    @Test
    void the_list_of_media_brings_comments_and_their_replies_oldest_first_with_the_webhooks_ids() {
        graph.answers(
                "/178/media",
                """
                {'data':[{'id':'9','permalink':'https://www.instagram.com/p/abc/','comments':{'data':[
                  {'id':'56','text':'me too','username':'ben','from':{'id':'8','username':'ben'},
                   'timestamp':'2026-11-22T09:59:00+0000'},
                  {'id':'55','text':'how much?','from':{'id':'7','username':'anna'},'timestamp':'2026-11-20T09:00:00+0000',
                   'replies':{'data':[
                     {'id':'58','text':'three euros','username':'acme','timestamp':'2026-11-22T09:57:00+0000'}]}}]}}]}""");

        Batch<Message> batch = comments().poll(Cursor.START);

        assertThat(batch.items()).extracting(message -> message.id().value()).containsExactly("58", "56");
        assertThat(batch.items()).extracting(Message::ours).containsExactly(true, false);
        Message reply = batch.items().get(0);
        assertThat(reply.inReplyTo()).contains("55");
        assertThat(reply.conversation().thread()).isEqualTo("9");
        assertThat(reply.permalink()).isPresent();
        assertThat(batch.items().get(1).inReplyTo()).contains("9");
        assertThat(comments().poll(batch.next()).next()).isEqualTo(batch.next());
    }

    @Test
    void further_comments_are_read_as_long_as_they_are_new() {
        String page =
                "{'id':'%s','text':'x','username':'anna','timestamp':'%s'}],'paging':{'next':'https://graph.example/c?after=%s'}";
        graph.answers(
                        "/178/media",
                        "{'data':[{'id':'9','comments':{'data':["
                                + page.formatted("57", "2026-11-22T09:59:00+0000", "A") + "}}]}")
                .answers("/9/comments", "{'data':[" + page.formatted("56", "2026-11-21T09:00:00+0000", "B") + "}");

        assertThat(comments().poll(Cursor.START).items())
                .extracting(message -> message.id().value())
                .containsExactly("57");
        assertThat(graph.calls).hasSize(2);
        assertThat(graph.calls.get(1).uri().getQuery()).contains("after=A");
    }

    private Batch<Message> listed(Cursor since, String comments) {
        graph.answers("/178/media", "{'data':[{'id':'9','comments':{'data':[" + comments + "]}}]}");
        return comments().poll(since);
    }

    private static final String FIRST =
            "{'id':'55','text':'how much?','username':'anna','timestamp':'2026-11-22T09:59:00+0000'";

    private static final String SECOND =
            "{'id':'56','text':'me too','username':'ben','timestamp':'2026-11-22T09:59:30+0000'}";

    @Test
    void what_was_brought_does_not_come_again() {
        Batch<Message> first = listed(Cursor.START, FIRST + "}");
        Batch<Message> second = listed(first.next(), SECOND + "," + FIRST + "}");
        assertThat(second.items()).extracting(message -> message.id().value()).containsExactly("56");
        assertThat(listed(second.next(), SECOND + "," + FIRST + "}").items()).isEmpty();
    }

    @Test
    void a_comment_that_was_hidden_is_noted_once_even_when_it_is_an_old_one() {
        String later = "{'id':'57','text':'x','username':'ben','timestamp':'2026-11-22T12:00:00+0000'},";
        Cursor known = listed(Cursor.START, FIRST + "}").next();
        known = listed(known, later + FIRST + "}").next();
        graph.clock.advance(Duration.ofHours(3));

        Batch<Message> batch = listed(known, later + FIRST + ",'hidden':true}");

        assertThat(batch.items()).singleElement().satisfies(hidden -> {
            assertThat(hidden.id().value()).isEqualTo("55");
            assertThat(hidden.notice()).contains(Comment.HIDDEN);
            assertThat(hidden.revision().at()).isEqualTo(graph.clock.instant());
            assertThat(hidden.text()).isEqualTo("how much?");
        });
        assertThat(listed(batch.next(), later + FIRST + ",'hidden':true}").items())
                .isEmpty();
    }

    @Test
    void a_comment_that_is_not_there_any_more_is_noted_once_and_one_that_is_merely_not_listed_is_not() {
        Cursor known = listed(Cursor.START, SECOND + "," + FIRST + "}").next();
        graph.answers("/56", "{'id':'56','text':'me too','username':'ben'}");

        Batch<Message> batch = listed(known, "");

        assertThat(batch.items()).singleElement().satisfies(gone -> {
            assertThat(gone.id().value()).isEqualTo("55");
            assertThat(gone.deleted()).isTrue();
            assertThat(gone.notice()).contains(Vanished.REMOVED);
            assertThat(gone.conversation().thread()).isEqualTo("9");
        });
        int calls = graph.calls.size();
        assertThat(listed(batch.next(), "").items()).isEmpty();
        assertThat(graph.calls).hasSize(calls + 1);
    }

    @Test
    void a_comment_that_is_listed_nowhere_and_hidden_is_noted_as_hidden() {
        Cursor known = listed(Cursor.START, FIRST + "}").next();
        graph.answers("/55", FIRST + ",'hidden':true}");
        assertThat(listed(known, "").items()).singleElement().satisfies(hidden -> assertThat(hidden.notice())
                .contains(Comment.HIDDEN));
    }

    @Test
    void when_a_medium_is_gone_so_are_its_comments() {
        Cursor known = listed(Cursor.START, FIRST + "}").next();
        graph.answers("/178/media", "{'data':[{'id':'10'}]}");
        assertThat(comments().poll(known).items()).extracting(Message::deleted).containsExactly(true);
    }

    @Test
    void what_was_not_listed_far_enough_back_is_not_taken_for_gone() {
        Cursor known = listed(Cursor.START, FIRST + "}").next();
        graph.answers(
                "/178/media",
                "{'data':[{'id':'9','comments':{'data':[" + SECOND
                        + "],'paging':{'next':'https://graph.example/c?after=A'}}}]}");
        graph.answers("/9/comments", "{'data':[],'paging':{'next':'https://graph.example/c?after=B'}}");
        assertThat(comments().poll(known).items())
                .extracting(message -> message.id().value())
                .containsExactly("56");
        assertThat(graph.calls).noneMatch(call -> call.uri().getPath().endsWith("/55"));
    }

    @Test
    void a_list_without_news_keeps_the_cursor() {
        graph.answers("/178/media", "{'data':[]}").answers("/me/conversations", "{'data':[]}");
        var since = new Cursor("1795341600000");
        for (Source<Message> source : graph.open().sources()) {
            Batch<Message> batch = source.poll(since);
            assertThat(batch.items()).isEmpty();
            assertThat(batch.next()).isEqualTo(since);
        }
    }

    @Test
    void the_list_of_conversations_brings_what_the_webhook_missed_oldest_first_and_with_names() {
        graph.answers(
                "/me/conversations",
                """
                {'data':[{'id':'t_1','updated_time':'2026-11-22T09:59:00+0000',
                  'participants':{'data':[{'id':'178','username':'acme'},{'id':'7','username':'anna'}]},
                  'messages':{'data':[
                    {'id':'m_3','from':{'id':'7'},'message':'','created_time':'2026-11-22T09:59:00+0000'},
                    {'id':'m_2','from':{'id':'178'},'message':'yes?','created_time':'2026-11-22T09:58:00+0000'},
                    {'id':'m_1','from':{'id':'7'},'message':'hello','created_time':'2026-11-22T09:57:00+0000',
                     'story':{'reply_to':{'link':'https://cdn.example/s','id':'3'}}},
                    {'id':'m_0','from':{'id':'7'},'message':'old','created_time':'2026-11-20T09:57:00+0000'}]}}]}""");

        Batch<Message> batch = conversations().poll(Cursor.START);

        assertThat(batch.items()).extracting(message -> message.id().value()).containsExactly("m_1", "m_2", "m_3");
        assertThat(batch.items()).extracting(Message::ours).containsExactly(false, true, false);
        assertThat(batch.items().get(0).author().handle()).isEqualTo("anna");
        assertThat(batch.items().get(0).attachments()).hasSize(1);
        assertThat(batch.items().get(2).unread()).isPresent();
        assertThat(conversations().poll(batch.next()).next()).isEqualTo(batch.next());
    }

    @Test
    void a_permission_that_conversations_need_pauses_them_alone_and_no_comments() {
        graph.answers("/me/conversations", NOT_PERMITTED).answers("/178/media", "{'data':[]}");
        assertThatThrownBy(() -> conversations().poll(Cursor.START)).isInstanceOf(Failure.Rejected.class);
        assertThat(comments().poll(Cursor.START).items()).isEmpty();

        graph.answers("/178/media", NOT_PERMITTED);
        assertThatThrownBy(() -> comments().poll(Cursor.START)).isInstanceOf(Failure.Unauthorized.class);
    }

    @Test
    void a_look_up_without_the_permission_leaves_it_to_the_agent_to_look() {
        graph.answers("/me/conversations", NOT_PERMITTED);
        var direct = graph.reply(graph.asked(Kind.DIRECT, "m_1", "7"), "yes");
        var privately = graph.reply(graph.asked(Kind.COMMENT, "55", "9"), "/private\nyes");
        for (Reply reply : List.of(direct, privately)) {
            assertThatThrownBy(() -> graph.open().find(reply, graph.key()))
                    .isInstanceOf(Failure.Rejected.class)
                    .hasMessageContaining("does not show whether the answer arrived");
        }
    }
}
