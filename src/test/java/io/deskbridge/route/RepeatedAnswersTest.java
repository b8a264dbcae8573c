package io.deskbridge.route;

import static io.deskbridge.route.HubApp.soon;
import static org.assertj.core.api.Assertions.assertThat;

import io.deskbridge.contract.TestPostgres;
import io.deskbridge.core.Author;
import io.deskbridge.core.Failure;
import io.deskbridge.core.Kind;
import io.deskbridge.core.MessageBuilder;
import io.deskbridge.store.LedgerSettings;
import io.deskbridge.store.ReplyState;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same words again, and answers that say nothing but whom to call. */
class RepeatedAnswersTest {
    private static final String BLOCK = "Thank you for your message, we will look into it.";
    private static final String PUBLISHED = "✓ Published on Fake: “" + BLOCK + "”";
    private static final String AGAIN = "⚠ The same words stand in this conversation already, since ";

    @TempDir
    Path folder;

    private HubApp app(String repeated) {
        return HubApp.usual(folder)
                .with("deskbridge.repeated-answers", repeated)
                .with("deskbridge.repeated-answers-people", "3")
                .start();
    }

    /** A question of that person in a conversation of her own, and that answer. */
    private static void answer(HubApp app, String person, String text) {
        app.network.post(new MessageBuilder(
                        "shop", person + "-1", Kind.MENTION, person, Author.unknown(person), app.clock.instant())
                .text("question")
                .build());
        app.desk.comment(app.ticket(person), text);
    }

    @Test
    void the_same_words_in_the_same_conversation_go_out_with_one_warning() {
        try (HubApp app = app("warn")) {
            app.answered("t", BLOCK);
            soon(() -> assertThat(app.notes("t")).containsExactly(PUBLISHED));
            app.network.failNext("send", new Failure.Unavailable("connection refused"));
            app.desk.comment(app.ticket("t"), "@anna " + BLOCK.toUpperCase(java.util.Locale.ROOT));

            soon(() -> assertThat(app.notes("t")).hasSize(3));
            assertThat(app.notes("t").get(1))
                    .startsWith(AGAIN)
                    .contains("“@anna THANK YOU")
                    .endsWith("\nIt goes out all the same. People notice text blocks.");
            assertThat(app.published("t")).hasSize(2);
            app.desk.comment(app.ticket("t"), "/send\n" + BLOCK);
            soon(() -> assertThat(app.notes("t")).hasSize(4).last().isEqualTo(PUBLISHED));
        }
    }

    @Test
    void after_a_day_and_in_a_few_words_nothing_is_repeated() {
        try (HubApp app = app("warn")) {
            app.answered("t", BLOCK);
            soon(() -> assertThat(app.notes("t")).hasSize(1));
            app.clock.forward(Duration.ofHours(25));
            app.desk.comment(app.ticket("t"), BLOCK);
            soon(() -> assertThat(app.notes("t")).containsExactly(PUBLISHED, PUBLISHED));
            app.desk.comment(app.ticket("t"), "Thank you!");
            app.desk.comment(app.ticket("t"), "Thank you!");
            soon(() -> assertThat(app.notes("t")).hasSize(4));
            assertThat(app.notes("t")).noneMatch(note -> note.startsWith("⚠"));
        }
    }

    @Test
    void what_was_not_published_is_not_repeated() {
        try (HubApp app = app("hold")) {
            app.network.failNext("send", new Failure.Rejected("not now"));
            app.answered("t", BLOCK);
            soon(() -> assertThat(app.outcomes("t")).hasSize(1));
            app.desk.comment(app.ticket("t"), BLOCK);
            soon(() -> assertThat(app.published("t")).containsExactly(BLOCK));
        }
    }

    @Test
    void a_held_answer_is_refused_with_the_way_to_send_it_all_the_same() {
        try (HubApp app = app("hold")) {
            app.answered("t", BLOCK);
            soon(() -> assertThat(app.published("t")).hasSize(1));
            app.desk.comment(app.ticket("t"), BLOCK);

            soon(() -> assertThat(app.outcomes("t")).hasSize(2));
            assertThat(app.outcomes("t").get(1))
                    .startsWith("✗ Not published, and nobody has seen it: ")
                    .contains("Reason: the same words stand in this conversation already, since ")
                    .contains("; to send them all the same, begin the comment with a line that has only /send.")
                    .endsWith("This was to be published:\n" + BLOCK);
            assertThat(app.replies("t").get(1).state()).isEqualTo(ReplyState.REFUSED);
            assertThat(app.published("t")).hasSize(1);

            app.desk.comment(app.ticket("t"), "/send\n" + BLOCK);
            soon(() -> assertThat(app.published("t")).containsExactly(BLOCK, BLOCK));
        }
    }

    private void toManyPeople(HubApp app) {
        for (String person : new String[] {"ann", "bob"}) {
            answer(app, person, "Hi " + person + ", " + BLOCK);
            soon(() -> assertThat(app.notes(person)).singleElement().asString().startsWith("✓"));
        }
        answer(app, "cem", "Hi Cem, " + BLOCK);
        soon(() -> assertThat(app.notes("cem")).hasSize(2));
        assertThat(app.notes("cem").get(0)).startsWith("⚠ The same words went to 2 other people within a day: “Hi Cem");
        assertThat(app.published("cem")).hasSize(1);
    }

    @Test
    void the_same_words_to_many_people_are_warned_of() {
        try (HubApp app = app("warn")) {
            toManyPeople(app);
        }
    }

    @Test
    void on_postgresql_it_is_the_same() {
        LedgerSettings postgres = TestPostgres.empty();
        try (HubApp app = HubApp.usual(folder)
                .on(postgres)
                .with("deskbridge.repeated-answers-people", "3")
                .start()) {
            toManyPeople(app);
            app.desk.comment(app.ticket("cem"), BLOCK + " Hi!");
            app.desk.comment(app.ticket("cem"), "Please call us at 0800 1234567");
            app.desk.comment(app.ticket("cem"), "Please call us at 0800 1234567");
            soon(() -> assertThat(app.notes("cem")).hasSize(7));
            assertThat(app.notes("cem").stream().filter(note -> note.startsWith("⚠ This answer only sends")))
                    .hasSize(1);
            assertThat(app.notes("cem").stream().filter(note -> note.startsWith(AGAIN)))
                    .hasSize(1);
        }
    }

    @Test
    void one_person_in_several_conversations_is_one() {
        try (HubApp app = app("warn")) {
            for (String thread : new String[] {"a", "b", "c", "d"}) {
                app.answered(thread, BLOCK);
                soon(() -> assertThat(app.notes(thread)).containsExactly(PUBLISHED));
            }
        }
    }

    @Test
    void who_does_not_want_it_hears_nothing() {
        try (HubApp app = app("off")) {
            app.answered("t", BLOCK);
            app.desk.comment(app.ticket("t"), BLOCK);
            soon(() -> assertThat(app.notes("t")).containsExactly(PUBLISHED, PUBLISHED));
        }
    }

    @Test
    void an_answer_that_only_sends_people_to_the_hotline_is_flagged_once_in_a_conversation() {
        try (HubApp app = app("off")) {
            app.answered("t", "Please call us at 0800 1234567.");
            app.desk.comment(app.ticket("t"), "Bitte rufen Sie uns an.");
            soon(() -> assertThat(app.notes("t")).hasSize(3));
            assertThat(app.notes("t").get(0))
                    .startsWith("⚠ This answer only sends the customer to the telephone or to e-mail: “Please call us");
            assertThat(app.notes("t").subList(1, 3)).allMatch(note -> note.startsWith("✓"));
            app.answered("other", "Please call us at 0800 1234567.");
            soon(() -> assertThat(app.notes("other")).hasSize(2));
        }
    }

    @Test
    void a_german_team_is_warned_in_german() {
        try (HubApp app = HubApp.usual(folder)
                .with("deskbridge.hub.language", "de")
                .with("deskbridge.repeated-answers", "hold")
                .start()) {
            app.answered("t", "Bitte rufen Sie unsere Hotline an: 0800 1234567");
            app.desk.comment(app.ticket("t"), "Bitte rufen Sie unsere Hotline an: 0800 1234567");
            soon(() -> assertThat(app.notes("t")).hasSize(3));
            assertThat(app.notes("t").get(0)).startsWith("⚠ Diese Antwort verweist nur auf Telefon oder E-Mail: ");
            assertThat(app.notes("t").get(2))
                    .contains("Grund: dieselben Worte stehen in diesem Gespräch schon, seit ")
                    .contains(
                            "; um sie trotzdem zu senden, beginnen Sie den Kommentar mit einer Zeile, in der nur /send"
                                    + " steht.");
        }
    }
}
