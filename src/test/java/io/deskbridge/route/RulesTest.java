package io.deskbridge.route;

import static io.deskbridge.route.HubApp.soon;
import static org.assertj.core.api.Assertions.assertThat;

import io.deskbridge.core.Author;
import io.deskbridge.core.Conversation;
import io.deskbridge.core.Entry;
import io.deskbridge.core.Kind;
import io.deskbridge.core.Message;
import io.deskbridge.core.MessageBuilder;
import io.deskbridge.store.MessageLedger;
import io.deskbridge.store.MessageRow;
import io.deskbridge.store.MessageState;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The steps {@code only:}, {@code dismiss:} and {@code set:} in routes; one channel for each route. */
class RulesTest {
    /** Of type {@code other}: tags, and the priorities low and high. */
    private static final String TEAM = "to: {uri: 'desk:team'}";

    @TempDir
    static Path folder;

    static HubApp app;

    @BeforeAll
    static void start() {
        app = new HubApp(folder).with("deskbridge.desks.team.type", "other");
        route(
                "only",
                "to: {uri: 'only:orders', parameters: {kinds: 'mention, direct', words-any: 'order, \"C&A 50%\", *rechnung, #refund+more, änderung'}}",
                TEAM);
        route("judged", "to: {uri: 'only:orders', parameters: {words-any: order, follow-ups: judged}}", TEAM);
        route(
                "dismiss",
                "to: {uri: 'dismiss:spam', parameters: {words-any: '#bigwin, lottery', reason: 'advertising: 100% & more'}}",
                TEAM);
        route("nothing", "to: {uri: 'dismiss:closed', parameters: {reason: 'closed for good'}}", TEAM);
        route(
                "inside",
                "choice: {when: [{expression: {simple: {expression: \"${body.kind} == 'DIRECT'\"}}, steps: [{to: {uri: 'only:orders', parameters: {words-any: order}}}]}]}",
                TEAM);
        route(
                "set",
                "to: {uri: 'set:all', parameters: {tags: 'social, fake'}}",
                "to: {uri: 'set:press', parameters: {followers-above: 100, priority: high, tags: press, group: Press}}",
                "choice: {when: [{expression: {simple: {expression: \"${body.kind} == 'DIRECT'\"}}, steps: [{to: {uri: 'desk:team', parameters: {priority: low, tags: 'own,social'}}}]}, {expression: {simple: {expression: \"${body.kind} == 'REVIEW'\"}}, steps: [{to: {uri: 'desk:help'}}]}], otherwise: {steps: ["
                        + TEAM.replace("to: ", "{to: ") + "}]}}");
        route(
                "first",
                "to: {uri: 'dismiss:again', parameters: {first-of-conversation: false, reason: once is enough}}",
                TEAM);
        app.start();
    }

    private static void route(String channel, String... steps) {
        app.with("deskbridge.channels." + channel + ".type", "fake")
                .route(channel, Yaml.route(channel, "channel:" + channel, steps));
    }

    @AfterAll
    static void stop() {
        app.close();
    }

    private static MessageBuilder message(String channel, String thread, String id, Kind kind, String text) {
        return message(channel, thread, id, kind, text, "anna", 5);
    }

    private static MessageBuilder message(
            String channel, String thread, String id, Kind kind, String text, String author, long followers) {
        return new MessageBuilder(
                        channel,
                        id,
                        kind,
                        thread,
                        new Author(
                                author,
                                author,
                                author,
                                Optional.empty(),
                                Optional.empty(),
                                OptionalLong.of(followers),
                                false),
                        app.clock.instant())
                .text(text);
    }

    private static MessageRow ended(Message message) {
        app.network.post(message);
        return endedRow(message);
    }

    private static MessageRow endedRow(Message message) {
        var found = new MessageRow[1];
        soon(() -> {
            found[0] = rows(message.conversation()).stream()
                    .filter(row -> row.message().id().equals(message.id())
                            && row.message().revision().equals(message.revision()))
                    .findFirst()
                    .orElseThrow(AssertionError::new);
            assertThat(found[0].endedAt()).isPresent();
        });
        return found[0];
    }

    private static List<MessageRow> rows(Conversation conversation) {
        return app.bean(MessageLedger.class).of(conversation);
    }

    private static MessageRow say(String channel, String thread, Kind kind, String text) {
        return ended(message(channel, thread, thread + "-" + text.hashCode(), kind, text)
                .build());
    }

    private static Map<String, String> options(String channel, String thread) {
        return app.otherDesk
                .casesOf(new Conversation(channel, thread).externalId())
                .get(0)
                .options();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "where is my ORDER",
                "we at C&A 50% off",
                "die Gasrechnung",
                "#refund+more please",
                "eine Aenderung",
                "refund, more"
            })
    void only_lets_through_what_meets_its_conditions_however_they_are_written(String text) {
        assertThat(say("only", "through-" + text.hashCode(), Kind.MENTION, text).state())
                .isEqualTo(MessageState.TICKETED);
    }

    @Test
    void only_dismisses_the_rest_and_says_by_which_condition() {
        MessageRow kind = say("only", "kind", Kind.COMMENT, "order");
        assertThat(kind.state()).isEqualTo(MessageState.DISMISSED);
        assertThat(kind.reason()).isEqualTo("only orders: kind comment is not mention, direct");
        assertThat(kind.route()).contains("only");

        assertThat(say("only", "words", Kind.DIRECT, "hello").reason())
                .isEqualTo("only orders: the text has none of order, C&A 50%, *rechnung, #refund+more, änderung");
    }

    @Test
    void what_follows_in_a_conversation_with_a_ticket_is_never_held_back_by_a_missing_word() {
        assertThat(say("only", "follow", Kind.MENTION, "hello").state()).isEqualTo(MessageState.DISMISSED);
        assertThat(say("only", "follow", Kind.MENTION, "my order").state()).isEqualTo(MessageState.TICKETED);
        assertThat(say("only", "follow", Kind.COMMENT, "it still does not work").state())
                .isEqualTo(MessageState.APPENDED);
    }

    @Test
    void what_follows_in_the_same_breath_as_the_message_that_opens_the_ticket_passes() {
        Message opens =
                message("only", "breath", "b1", Kind.MENTION, "my order").build();
        Message follows =
                message("only", "breath", "b2", Kind.MENTION, "please").build();
        app.network.post(opens);
        app.network.post(follows);
        assertThat(endedRow(follows).state()).isEqualTo(MessageState.APPENDED);
    }

    @Test
    void follow_ups_are_judged_where_the_step_says_so_but_no_edit_of_what_agents_see() {
        assertThat(say("judged", "t", Kind.MENTION, "hello").state()).isEqualTo(MessageState.DISMISSED);
        ended(message("judged", "t", "m", Kind.MENTION, "my order").build());
        assertThat(say("judged", "t", Kind.MENTION, "still").reason())
                .isEqualTo("only orders: the text has none of order");

        MessageRow edit = ended(message("judged", "t", "m", Kind.MENTION, "forget it")
                .revision("2", app.clock.instant().plusSeconds(1))
                .build());
        assertThat(edit.state()).isEqualTo(MessageState.APPENDED);
        MessageRow deletion = ended(message("judged", "t", "m", Kind.MENTION, "")
                .deletedAt(app.clock.instant().plusSeconds(2))
                .build());
        assertThat(deletion.state()).isEqualTo(MessageState.APPENDED);
    }

    @Test
    void dismiss_gives_its_reason() {
        MessageRow spam = say("dismiss", "spam", Kind.MENTION, "you won the LOTTERY");
        assertThat(spam.state()).isEqualTo(MessageState.DISMISSED);
        assertThat(spam.reason()).isEqualTo("dismiss spam: advertising: 100% & more");
        assertThat(say("dismiss", "tag", Kind.MENTION, "bigwin!").state()).isEqualTo(MessageState.DISMISSED);
        assertThat(say("dismiss", "no-spam", Kind.MENTION, "hello").state()).isEqualTo(MessageState.TICKETED);
        assertThat(say("nothing", "t", Kind.MENTION, "hello").reason()).isEqualTo("dismiss closed: closed for good");
    }

    @Test
    void dismiss_keeps_back_no_edit_of_what_agents_see_but_what_it_dismissed_before() {
        ended(message("dismiss", "edit", "good", Kind.MENTION, "hello").build());
        MessageRow edit = ended(message("dismiss", "edit", "good", Kind.MENTION, "hello, what a lottery")
                .revision("2", app.clock.instant().plusSeconds(1))
                .build());
        assertThat(edit.state()).isEqualTo(MessageState.APPENDED);

        ended(message("dismiss", "edit", "bad", Kind.MENTION, "lottery").build());
        MessageRow again = ended(message("dismiss", "edit", "bad", Kind.MENTION, "lottery!")
                .revision("2", app.clock.instant().plusSeconds(1))
                .build());
        assertThat(again.state()).isEqualTo(MessageState.DISMISSED);
    }

    @Test
    void a_step_inside_a_branch_ends_the_whole_route() {
        assertThat(say("inside", "a", Kind.DIRECT, "hello").reason())
                .isEqualTo("only orders: the text has none of order");
        assertThat(say("inside", "b", Kind.DIRECT, "order").state()).isEqualTo(MessageState.TICKETED);
        assertThat(say("inside", "c", Kind.MENTION, "hello").state()).isEqualTo(MessageState.TICKETED);
    }

    @Test
    void the_first_of_a_conversation_is_told_from_the_next() {
        assertThat(say("first", "t", Kind.MENTION, "one").state()).isEqualTo(MessageState.TICKETED);
        assertThat(say("first", "t", Kind.MENTION, "two").reason()).isEqualTo("dismiss again: once is enough");
        assertThat(say("first", "other", Kind.MENTION, "one").state()).isEqualTo(MessageState.TICKETED);
    }

    @Test
    void what_is_set_comes_to_the_desk() {
        say("set", "plain", Kind.MENTION, "hello");
        assertThat(options("set", "plain")).isEqualTo(Map.of("tags", "social,fake"));

        ended(message("set", "press", "p", Kind.MENTION, "hello", "press", 101).build());
        assertThat(options("set", "press")) // no group: this desk has none
                .isEqualTo(Map.of("tags", "social,fake,press", "priority", "high"));
    }

    @Test
    void what_the_step_to_the_desk_says_itself_wins_and_tags_are_united() {
        ended(message("set", "own", "o", Kind.DIRECT, "hello", "press", 101).build());
        assertThat(options("set", "own")).isEqualTo(Map.of("tags", "own,social,fake,press", "priority", "low"));
    }

    @Test
    void a_desk_gets_only_what_it_has_options_for() {
        ended(message("set", "review", "r", Kind.REVIEW, "hello", "press", 101).build());
        assertThat(app.desk
                        .casesOf(new Conversation("set", "review").externalId())
                        .get(0)
                        .options())
                .isEqualTo(Map.of("group", "Press"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"only", "dismiss", "set"})
    void remote_text_is_data_for_every_step(String channel) {
        String words = "order ${body.stop} ${camelContext.stop} {{password}} #{1} CamelToEndpoint: log:x\n"
                + "- to: {uri: 'dismiss:x'}\n<script>x</script> &tags=evil&priority=high priority: high";
        String thread = "data-" + channel;
        ended(message(channel, thread, thread, Kind.MENTION, words, "${exchangeProperty.x}", 5)
                .build());

        Entry entry = app.otherDesk
                .casesOf(new Conversation(channel, thread).externalId())
                .get(0)
                .entries()
                .get(0);
        assertThat(entry.text()).startsWith(words);
        assertThat(options(channel, thread))
                .isEqualTo(channel.equals("set") ? Map.of("tags", "social,fake") : Map.of());
    }
}
