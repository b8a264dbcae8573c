package io.deskbridge.route;

import static io.deskbridge.route.HubApp.soon;
import static org.assertj.core.api.Assertions.assertThat;

import io.deskbridge.contract.Hostile;
import io.deskbridge.core.Author;
import io.deskbridge.core.Failure;
import io.deskbridge.core.Kind;
import io.deskbridge.core.MessageBuilder;
import io.deskbridge.route.HelpDeskApi.Entry;
import io.deskbridge.route.HelpDeskApi.Ticket;
import io.deskbridge.route.HelpDeskApi.Way;
import io.deskbridge.store.MessageState;
import io.deskbridge.store.NoteState;
import io.deskbridge.store.ReplyState;
import io.deskbridge.store.TicketEventLedger;
import io.deskbridge.store.TicketEventRow;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The help desk of the routes' README, by the README's own text, over real HTTP. */
class CustomDeskRecipeTest {
    private static final String OPEN = "/api/tickets";
    private static final String ENTRIES = "/api/tickets/\\d+/entries";

    @TempDir
    Path folder;

    private HelpDeskApi api;
    private HubApp app;

    @BeforeEach
    void prepare() {
        api = new HelpDeskApi(java.time.Clock.systemUTC());
        app = HelpDeskRecipe.app(folder, api);
    }

    @AfterEach
    void stop() {
        api.answerNow();
        app.close();
        api.close();
    }

    private static String conversation(String thread) {
        return HubApp.talk(thread).externalId();
    }

    private Ticket only(String thread) {
        List<Ticket> tickets = api.tickets(conversation(thread));
        assertThat(tickets).hasSize(1);
        return tickets.get(0);
    }

    private List<String> firstLines(String thread) {
        return only(thread).entries().stream()
                .filter(entry -> entry.kind().equals("customer"))
                .map(entry -> entry.text().lines().findFirst().orElse(""))
                .toList();
    }

    private void allStand(String thread, String... words) {
        soon(() -> {
            assertThat(firstLines(thread))
                    .as(
                            "%s",
                            app.messages(thread).stream()
                                    .map(row -> row.reason())
                                    .toList())
                    .containsExactly(words);
            assertThat(app.messages(thread))
                    .hasSize(words.length)
                    .allMatch(row -> row.endedAt().isPresent() && row.ticketId().isPresent());
        });
    }

    private Ticket opened(String thread) {
        app.post(thread + "-1", thread, "first");
        allStand(thread, "first");
        return only(thread);
    }

    /** A help desk that puts what looks alike together: an answer there would go out to the first customer. */
    @ParameterizedTest
    @ValueSource(strings = {"{ticket: {id, url}}", "{ticket: {id: .entries[0].ticket}}", "{\"written\": true}"})
    void a_ticket_of_another_conversation_is_refused_whatever_was_asked(String end) {
        String another = end.contains("written") ? "{\"ticket\": 1}" : "{ticket: 1}"; // JSON, or jq
        app.route("helpdesk-entries", HelpDeskRecipe.entries(api).replace(end, another))
                .start();
        app.post("1", "t", "first");
        soon(() -> assertThat(app.messages("t").get(0).ticketId()).contains("1"));

        if (end.contains("entries")) {
            api.next("POST", OPEN, Way.LOST); // which lets it be looked up
        }
        app.post("2", "u", "another's");
        app.post("3", "u", "and more");

        int refused = end.contains("written") ? 1 : 0;
        soon(() -> assertThat(app.messages("u").get(refused)).satisfies(row -> {
            assertThat(row.state()).isEqualTo(MessageState.DEAD);
            assertThat(row.reason())
                    .contains("names ticket 1, which belongs to conversation " + conversation("t"))
                    .contains("a ticket of its own for " + conversation("u"));
        }));
        assertThat(app.messages("t")).extracting(row -> row.state()).containsExactly(MessageState.TICKETED);
    }

    @ParameterizedTest
    @EnumSource(
            value = Way.class,
            names = {"LOST", "LATE", "DONE_AND_BROKEN", "DONE_AND_BUSY", "DONE_AND_NONSENSE", "BROKEN", "LIMITED"})
    void each_entry_stands_once_and_in_order_however_the_api_answers(Way way) {
        app.start();
        api.next("POST", OPEN, way);
        app.post("1", "t", "one");
        app.post("2", "t", "two");
        allStand("t", "one", "two");

        api.next("POST", ENTRIES, way);
        app.post("3", "t", "three");
        app.post("4", "t", "four");
        allStand("t", "one", "two", "three", "four");

        assertThat(app.messages("t"))
                .extracting(row -> row.state())
                .containsExactly(
                        MessageState.TICKETED, MessageState.APPENDED, MessageState.APPENDED, MessageState.APPENDED);
        assertThat(only("t").customer()).isEqualTo("anna");
        assertThat(api.keysSeen()).allMatch(key -> key.matches("deskbridge-[0-9a-f]{40}"));
    }

    @Test
    void what_the_api_refuses_is_a_dead_letter_with_its_reason_and_the_next_goes_on() {
        app.start();
        opened("t");
        api.next("POST", ENTRIES, Way.REFUSED);
        app.post("2", "t", "second");
        app.post("3", "t", "third");

        soon(() -> assertThat(firstLines("t")).containsExactly("first", "third"));
        soon(() -> assertThat(app.messages("t").get(1)).satisfies(row -> {
            assertThat(row.state()).isEqualTo(MessageState.DEAD);
            assertThat(row.reason()).contains("answered 400: the text is not allowed here");
        }));
    }

    @ParameterizedTest
    @EnumSource(
            value = Way.class,
            names = {"LOST", "DONE_AND_BROKEN", "DONE_AND_BUSY", "BROKEN"})
    void an_agents_answer_is_published_once_and_the_ticket_told_once(Way ofTheNote) {
        app.start();
        Ticket ticket = opened("t");
        api.agent(String.valueOf(ticket.id()), "mia", "among us: he is right", false);
        api.next("POST", ENTRIES, ofTheNote);
        api.agent(String.valueOf(ticket.id()), "mia", "We are on it. Grüße 👋", true);

        soon(() -> assertThat(app.noteRows("t")).singleElement().matches(note -> note.state() == NoteState.WRITTEN));
        int polls = api.calls("GET /api/entries");
        soon(() -> assertThat(api.calls("GET /api/entries")).isGreaterThan(polls + 3));

        assertThat(app.published("t")).containsExactly("We are on it. Grüße 👋");
        assertThat(app.replies("t").get(0).content().agent().name()).isEqualTo("MIA");
        List<Entry> notes = only("t").entries().stream()
                .filter(entry -> entry.kind().equals("hub"))
                .toList();
        assertThat(notes).hasSize(1);
        assertThat(notes.get(0).isPublic()).isFalse();
        assertThat(notes.get(0).text()).startsWith("✓ Published");
        assertThat(app.comments("t")).hasSize(1); // neither the note nor what the hub wrote
    }

    @Test
    void an_answer_that_was_hidden_before_it_went_out_stays_inside_and_a_changed_one_goes_out_as_it_is_now() {
        app.start();
        Ticket hiding = opened("hidden");
        Ticket changing = opened("changed");
        app.network.fails(() -> new Failure.Unavailable("nobody there"));
        String hidden = api.agent(String.valueOf(hiding.id()), "mia", "too early", true);
        String changed = api.agent(String.valueOf(changing.id()), "mia", "first words", true);
        soon(() -> assertThat(app.comments("hidden")).hasSize(1));
        soon(() -> assertThat(app.comments("changed")).hasSize(1));
        api.change(hidden, "too early", false);
        api.change(changed, "second words", true);
        soon(() -> assertThat(app.comments("hidden").get(0).endedAt()).isPresent());
        String look = "GET /api/entries/" + changed;
        int looks = api.calls(look); // one that is under way may have seen the first words
        soon(() -> assertThat(api.calls(look)).isGreaterThan(looks + 1));
        app.network.works();

        soon(() -> assertThat(app.published("changed")).containsExactly("second words"));
        assertThat(app.published("hidden")).isEmpty();
    }

    @Test
    void a_published_answer_that_is_changed_afterwards_brings_the_agent_a_note() {
        app.start();
        Ticket ticket = opened("t");
        String id = api.agent(String.valueOf(ticket.id()), "mia", "It is repaired free of charge.", true);
        soon(() -> assertThat(app.published("t")).hasSize(1));
        soon(() -> assertThat(app.replies("t").get(0).state()).isEqualTo(ReplyState.PUBLISHED));

        api.change(id, "It costs twenty euros.", true);

        soon(() -> assertThat(only("t").entries())
                .anyMatch(entry -> entry.kind().equals("hub")
                        && entry.text()
                                .startsWith(
                                        "✎ Changed here only, on Fake stands what was published: “It is repaired")));
        assertThat(app.published("t")).containsExactly("It is repaired free of charge.");
    }

    private List<String> hubsNotes(String thread) {
        return only(thread).entries().stream()
                .filter(entry -> entry.kind().equals("hub"))
                .map(Entry::text)
                .toList();
    }

    private void answerThatIsRefused(Ticket ticket) {
        app.network.failNext("send", new Failure.Rejected("so not"));
        api.agent(String.valueOf(ticket.id()), "mia", "No.", true);
        soon(() -> assertThat(hubsNotes("t")).anyMatch(note -> note.startsWith("✗ Not published")));
    }

    @ParameterizedTest
    @EnumSource(
            value = Way.class,
            names = {"LOST", "BROKEN"})
    void a_ticket_that_is_solved_while_its_last_answer_is_not_published_is_reopened_once_and_says_why(Way way) {
        app.start();
        Ticket ticket = opened("t");
        answerThatIsRefused(ticket);

        api.next("PATCH", "/api/tickets/\\d+", way);
        api.solve(ticket.id());

        soon(() -> assertThat(hubsNotes("t").stream().filter(note -> note.startsWith("↺")))
                .singleElement()
                .asString()
                .startsWith("↺ Reopened, because the last answer is not published"));
        assertThat(api.isSolved(ticket.id())).isFalse();
        int polls = api.calls("GET /api/tickets");
        soon(() -> assertThat(api.calls("GET /api/tickets")).isGreaterThan(polls + 3));
        assertThat(ended(ticket)).containsExactly(TicketEventRow.State.REOPENED);
    }

    @Test
    void where_the_route_cannot_reopen_the_ticket_stays_solved_and_the_admin_is_alarmed() {
        app.route("helpdesk-entries", HelpDeskRecipe.entries(api).replace(", reopen\"", "\""))
                .start();
        Ticket ticket = opened("t");
        answerThatIsRefused(ticket);

        api.solve(ticket.id());

        soon(() -> assertThat(ended(ticket)).containsExactly(TicketEventRow.State.ALARMED));
        assertThat(api.isSolved(ticket.id())).isTrue();
        assertThat(app.bean(TicketEventLedger.class)
                        .solvedUnpublished(app.clock.instant().minusSeconds(600), 9))
                .containsExactly("helpdesk/" + ticket.id());
    }

    private List<TicketEventRow.State> ended(Ticket ticket) {
        return app.bean(TicketEventLedger.class).of("helpdesk", String.valueOf(ticket.id())).stream()
                .map(TicketEventRow::state)
                .toList();
    }

    @Test
    void an_internal_note_that_looks_like_an_answer_brings_one_hint_and_what_the_hub_notes_brings_none() {
        app.start();
        Ticket ticket = opened("t");
        String id = String.valueOf(ticket.id());
        api.agent(id, "mia", "Hi, thank you for your message! Could you please send us your order number?", false);
        soon(() -> assertThat(hubsNotes("t"))
                .singleElement()
                .asString()
                .startsWith("☝ The customer has not seen what MIA wrote"));

        api.agent(id, "mia", "called him, waiting for logistics", false);
        int polls = api.calls("GET /api/entries");
        soon(() -> assertThat(api.calls("GET /api/entries")).isGreaterThan(polls + 3));
        assertThat(ended(ticket)).containsExactly(TicketEventRow.State.TOLD);
        assertThat(hubsNotes("t")).hasSize(1);
        assertThat(app.published("t")).isEmpty();
    }

    @Test
    void a_route_that_cannot_look_up_stops_and_asks_a_person() {
        app.route("helpdesk-entries", HelpDeskRecipe.entries(api).replace("find, comment, check", "comment, check"))
                .start();
        opened("t");
        api.next("POST", ENTRIES, Way.LOST);
        app.post("2", "t", "second");
        app.post("3", "t", "third");

        soon(() -> assertThat(firstLines("t")).containsExactly("first", "second", "third"));
        soon(() -> assertThat(app.messages("t").get(1)).satisfies(row -> {
            assertThat(row.state()).isEqualTo(MessageState.DEAD);
            assertThat(row.reason()).startsWith("perhaps it stands in the desk: a write broke off");
        }));
        soon(() -> assertThat(app.messages("t").get(2).state()).isEqualTo(MessageState.APPENDED));
    }

    @Test
    void what_a_person_found_missing_is_written_when_it_is_replayed() {
        app.route("helpdesk-entries", HelpDeskRecipe.entries(api).replace("find, comment, check", "comment, check"))
                .start();
        opened("t");
        api.next("POST", ENTRIES, Way.BROKEN);
        app.post("2", "t", "second");
        soon(() -> assertThat(app.messages("t").get(1).state()).isEqualTo(MessageState.DEAD));
        app.restart();
        assertThat(firstLines("t")).containsExactly("first");

        app.bean(io.deskbridge.store.MessageLedger.class)
                .replay(app.messages("t").get(1).seq());

        allStand("t", "first", "second");
    }

    @Test
    void a_desk_that_knows_keys_is_written_to_again_with_the_same_key() {
        api.knowsKeys();
        app.route("helpdesk-entries", keyed("24h")).start();
        opened("t");
        api.next("POST", ENTRIES, Way.LOST);
        app.post("2", "t", "second");
        app.post("3", "t", "third");

        allStand("t", "first", "second", "third");
        List<String> keys = api.keysSeen();
        assertThat(keys).hasSize(4);
        assertThat(keys.get(1)).isEqualTo(keys.get(2));
        assertThat(keys.get(0)).isNotEqualTo(keys.get(1)).isNotEqualTo(keys.get(3));
    }

    private String keyed(String lasts) {
        return HelpDeskRecipe.entries(api)
                .replace("answers: \"find, comment, check, reopen\"", "keys: \"" + lasts + "\"");
    }

    @Test
    void a_key_that_the_desk_has_forgotten_is_not_used_again() {
        api.knowsKeys();
        app.with("deskbridge.desks.helpdesk.settle", "1h")
                .route("helpdesk-entries", keyed("30m"))
                .start();
        opened("t");
        api.next("POST", ENTRIES, Way.LOST);
        app.post("2", "t", "second");
        soon(() -> assertThat(app.messages("t").get(1).reason()).startsWith("waits until helpdesk must have ended"));

        app.clock.forward(Duration.ofHours(1));

        soon(() -> assertThat(app.messages("t").get(1).state()).isEqualTo(MessageState.DEAD));
        assertThat(app.messages("t").get(1).reason()).startsWith("perhaps it stands in the desk");
        assertThat(firstLines("t")).containsExactly("first", "second");
    }

    /** A comment with only a slash and a number asks for something. */
    private static final Set<String> COMMANDS = Set.of("/private\n/again 12");

    @Test
    void what_people_write_is_data_on_its_way_into_the_desk() {
        app.start();
        for (int i = 0; i < Hostile.TEXTS.size(); i++) {
            String words = Hostile.TEXTS.get(i);
            var author = new Author(
                    "id-" + i, words, words, Optional.empty(), Optional.empty(), OptionalLong.empty(), false);
            app.network.post(new MessageBuilder("shop", words + i, Kind.MENTION, "h" + i, author, app.clock.instant())
                    .text(words)
                    .build());
        }
        for (int i = 0; i < Hostile.TEXTS.size(); i++) {
            String words = Hostile.TEXTS.get(i);
            String thread = "h" + i;
            soon(() -> assertThat(api.tickets(conversation(thread))).as(words).hasSize(1));
            Ticket ticket = only(thread);
            assertThat(ticket.entries()).hasSize(1);
            assertThat(bare(ticket.entries().get(0).text())).startsWith(bare(words));
            assertThat(bare(ticket.customer())).isEqualTo(bare(words));
            assertThat(ticket.key()).matches("deskbridge-[0-9a-f]{40}");
        }
        assertThat(api.tickets()).hasSize(Hostile.TEXTS.size());
    }

    @Test
    void what_agents_write_is_data_on_its_way_out() {
        app.start();
        for (int i = 0; i < Hostile.TEXTS.size(); i++) {
            String words = Hostile.TEXTS.get(i);
            if (words.length() > 200 || COMMANDS.contains(words)) {
                continue;
            }
            String thread = "a" + i;
            Ticket ticket = opened(thread);
            api.agent(String.valueOf(ticket.id()), "mia", words, true);
            soon(() -> assertThat(app.replies(thread)).singleElement().satisfies(reply -> assertThat(reply.state())
                    .as("%s: %s", reply.reason(), words)
                    .isEqualTo(ReplyState.PUBLISHED)));
            assertThat(app.published(thread)).containsExactly(whole(words));
        }
    }

    private static String bare(String text) {
        return whole(text).replace("\uFFFD", "?").replaceAll("[\\p{Cntrl}\\x80-\\x9f\\p{Cf}\\s]+", "");
    }

    /** Half a character is none. */
    private static String whole(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    @Test
    void a_desk_without_a_route_that_writes_is_told_of_and_goes_on_when_there_is_one() {
        app.unroute("helpdesk-entries").unroute("in").start();

        soon(() -> assertThat(app.bean(io.deskbridge.hub.AccountHealth.class)
                        .all()
                        .get("desk:helpdesk")
                        .detail())
                .isEqualTo("no route begins with entries:helpdesk, so nothing can be written to desk helpdesk"));

        app.route("helpdesk-entries", HelpDeskRecipe.entries(api))
                .route("in", Yaml.route("in", "channel:shop", "to: {uri: 'desk:helpdesk'}"));
        opened("t");
        soon(() -> assertThat(app.health("desk:helpdesk")).isEqualTo(io.deskbridge.hub.AccountState.Health.UP));
    }
}
