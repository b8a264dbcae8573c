package io.deskbridge.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.deskbridge.contract.Hostile;
import io.deskbridge.core.Author;
import io.deskbridge.core.Kind;
import io.deskbridge.core.MessageBuilder;
import io.deskbridge.core.RouteOption;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each condition as a table of what meets it and what does not. */
class ConditionsTest {
    private static final Instant MONDAY_NOON = Instant.parse("2026-11-23T11:00:00Z");
    private static final Author ANNA = author("17", "anna.bsky.social", "Anna", OptionalLong.of(1000), false);

    private static Author author(String id, String handle, String name, OptionalLong followers, boolean verified) {
        return new Author(id, handle, name, Optional.empty(), Optional.empty(), followers, verified);
    }

    private static Facts facts(Kind kind, Author author, String text) {
        return new Facts(
                new MessageBuilder("shop", "1", kind, "t", author, MONDAY_NOON)
                        .text(text)
                        .build(),
                MONDAY_NOON,
                () -> false);
    }

    private static Facts says(String text) {
        return facts(Kind.MENTION, ANNA, text);
    }

    private static Facts by(Author author) {
        return facts(Kind.MENTION, author, "hello");
    }

    private static boolean meets(Facts facts, String condition, String value) {
        return Conditions.read(Map.of(condition, value)).unmet(facts).isEmpty();
    }

    private static Optional<String> why(Facts facts, String condition, String value) {
        return Conditions.read(Map.of(condition, value)).unmet(facts);
    }

    private static String mistake(String condition, String value) {
        return Conditions.OPTIONS.stream()
                .filter(option -> option.name().equals(condition))
                .findFirst()
                .orElseThrow()
                .mistake()
                .apply(value)
                .orElse("none");
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void kinds_are_told_apart(Kind kind) {
        assertThat(meets(facts(kind, ANNA, ""), "kinds", "Mention, direct"))
                .isEqualTo(kind == Kind.MENTION || kind == Kind.DIRECT);
    }

    @Test
    void a_wrong_kind_says_which_ones_were_wanted() {
        assertThat(why(facts(Kind.COMMENT, ANNA, ""), "kinds", "direct,mention"))
                .contains("kind comment is not mention, direct");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            textBlock =
                    """
            # rule              | text                              | met
            order               | Where is my order?                | true
            order               | ORDER!!!                          | true
            order               | the border, the Ordner, orders    | false
            order               | #order @order https://x.y/order   | true
            order               | ''                                | false
            Rechnung            | Stromrechnung                     | false
            *rechnung           | meine Stromrechnung.              | true
            *rechnung           | Rechnung                          | true
            *rechnung           | Rechnungsstelle                   | false
            rechnung*           | die Rechnungsstelle               | true
            rechnung*           | Stromrechnung                     | false
            *rechnung*          | Stromrechnungsstelle              | true
            Kündigung           | KUENDIGUNG                        | true
            kuendigung          | Kündigung                         | true
            Kündigung           | Kündigung                         | true
            Kündigung           | Kundigung                         | false
            Änderung            | AENDERUNG                         | true
            Störung             | stoerung                          | true
            straße              | STRASSE                           | true
            Strasse             | Straße                            | true
            cafe                | Café                              | true
            café                | cafe                              | true
            storno              | ｓｔｏｒｎｏ bitte                       | true
            storno              | 𝘀𝘁𝗼𝗿𝗻𝗼                            | true
            storno              | stor­no                           | true
            bad service         | such BAD, service                 | true
            bad service         | service bad                       | false
            bad service         | bad bad service                   | true
            offene *rechnung    | eine offene Gasrechnung           | true
            e-mail              | e mail                            | true
            e-mail              | email                             | false
            😡                  | so bad😡😡                        | true
            ❤️                  | ❤                                 | true
            заказ               | где мой ЗАКАЗ?                    | true
            4711                | order 4711                        | true
            4711                | order 47110                       | false
            'order, refund'     | my refund                         | true
            'order, refund'     | my money                          | false
            """)
    void one_of_the_words_stands_in_the_text(String rule, String text, boolean met) {
        assertThat(meets(says(text), "words-any", rule)).isEqualTo(met);
        assertThat(meets(says(text), "words-none", rule)).isEqualTo(!met);
    }

    @Test
    void a_comma_inside_quotes_belongs_to_the_phrase() {
        assertThat(meets(says("hello world"), "words-any", "\"hello, world\"")).isTrue();
        assertThat(meets(says("hello"), "words-any", "\"hello, world\"")).isFalse();
        assertThat(meets(says("hallo Welt"), "words-any", "„hallo Welt“, moin")).isTrue();
    }

    @Test
    void all_words_are_needed_in_any_order() {
        assertThat(why(says("the refund of my order"), "words-all", "order, refund"))
                .isEmpty();
        assertThat(why(says("my order"), "words-all", "order, refund")).contains("the text has no refund");
    }

    @Test
    void reasons_name_the_rule_and_nothing_of_the_text() {
        assertThat(why(says("${secret}"), "words-any", "order, \"bad service\""))
                .contains("the text has none of order, bad service");
        assertThat(why(says("the lottery"), "words-none", "win, lottery")).contains("the text has lottery");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            textBlock =
                    """
            ''          | the value is blank; name at least one
            'a,,b'      | there is nothing between two commas, or before or after one, in: a,,b
            'a,'        | there is nothing between two commas, or before or after one, in: a,
            '"a'        | a quotation mark is not closed in: "a
            '***'       | "***": a star stands at the beginning or at the end of a word, as in *rechnung, rechnung* or *rechnung*
            'a*b'       | "a*b": a star stands at the beginning or at the end of a word, as in *rechnung, rechnung* or *rechnung*
            'a * b'     | "a * b": a star stands at the beginning or at the end of a word, as in *rechnung, rechnung* or *rechnung*
            '!!'        | "!!" has no letter, digit or emoji; only those are compared
            """)
    void a_wrong_word_says_what_would_be_right(String value, String sentence) {
        assertThat(mistake("words-any", value)).isEqualTo(sentence);
    }

    @ParameterizedTest
    @CsvSource({"1-2, 1 2", "'1, 5', 1 5", "3, 3", "1–3, 1 2 3", "'1 - 2,4', 1 2 4"})
    void stars_are_numbers_and_ranges_of_them(String value, String met) {
        for (int stars = 1; stars <= 5; stars++) {
            assertThat(why(rated(stars), "stars", value).isEmpty())
                    .as("%s stars", stars)
                    .isEqualTo(met.contains(String.valueOf(stars)));
        }
    }

    @Test
    void what_has_no_stars_meets_no_number_of_them() {
        assertThat(why(says("five stars ★★★★★"), "stars", "1-5")).contains("it gives no stars");
        assertThat(why(rated(4), "stars", "1-2")).contains("4 of 5 stars is not 1-2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "6", "1-6", "4-2", "0-2", "one", "below 3", "1.5", "12"})
    void other_numbers_of_stars_say_what_would_be_right(String value) {
        assertThat(mistake("stars", value))
                .isEqualTo("\"" + value + "\" is no number of stars; there are 1 to 5: write for example 1-2, or 5");
    }

    private static Facts rated(int stars) {
        return new Facts(
                new MessageBuilder("shop", "1", Kind.REVIEW, "t", ANNA, MONDAY_NOON)
                        .stars(stars)
                        .build(),
                MONDAY_NOON,
                () -> false);
    }

    @Test
    void verified_is_true_or_false() {
        Author press = author("1", "press", "Press", OptionalLong.empty(), true);
        assertThat(why(by(press), "verified", "true")).isEmpty();
        assertThat(why(by(press), "verified", "false")).contains("the author is verified");
        assertThat(why(by(ANNA), "verified", "true")).contains("the author is not verified");
        assertThat(why(by(ANNA), "verified", "False")).isEmpty();
        assertThat(mistake("verified", "yes")).isEqualTo("\"yes\" is neither true nor false; there is: false, true");
        assertThat(mistake("verified", "ture")).isEqualTo("\"ture\" is neither true nor false; did you mean \"true\"?");
    }

    @Test
    void followers_must_be_more_than_the_number_and_known() {
        assertThat(why(by(ANNA), "followers-above", "999")).isEmpty();
        assertThat(why(by(ANNA), "followers-above", "1000")).contains("1000 followers are not more than 1000");
        assertThat(why(by(Author.unknown("1")), "followers-above", "0"))
                .contains("the network does not tell how many followers the author has");
        assertThat(mistake("followers-above", "10.000"))
                .isEqualTo("\"10.000\" is no number of followers; write digits alone, such as 10000");
    }

    @ParameterizedTest
    @CsvSource({
        "@anna.bsky.social, true",
        "Anna.Bsky.Social, true",
        "17, true",
        "'@otto, 17', true",
        "Anna, false",
        "anna, false",
        "bsky.social, false"
    })
    void an_author_is_known_by_handle_or_id_and_never_by_name(String authors, boolean met) {
        assertThat(meets(by(ANNA), "authors", authors)).isEqualTo(met);
        assertThat(meets(by(ANNA), "not-authors", authors)).isEqualTo(!met);
    }

    @Test
    void a_handle_has_letters_and_no_blanks() {
        assertThat(mistake("not-authors", "@anna @otto"))
                .isEqualTo("\"@anna @otto\" is no handle or id; write for example @anna, and commas between several");
        assertThat(mistake("authors", "@")).startsWith("\"@\" is no handle or id");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            # Berlin is an hour ahead of UTC in winter, two in summer
            2026-11-23T08:00:00Z | Mo-Fr 9:00-17:00 Europe/Berlin             | true
            2026-11-23T07:59:59Z | Mo-Fr 9:00-17:00 Europe/Berlin             | false
            2026-11-23T15:59:59Z | Mo-Fr 9:00-17:00 Europe/Berlin             | true
            2026-11-23T16:00:00Z | Mo-Fr 9:00-17:00 Europe/Berlin             | false
            2026-07-20T07:00:00Z | Mo-Fr 9:00-17:00 Europe/Berlin             | true
            2026-07-20T15:00:00Z | Mo-Fr 9-17 Europe/Berlin                   | false
            2026-11-25T11:00:00Z | Mo-Fr 9-17 Europe/Berlin                   | true
            2026-11-22T11:00:00Z | Mo-Fr 9-17 Europe/Berlin                   | false
            2026-11-22T11:00:00Z | Mo-Fr 9-17; So 10-14 Europe/Berlin         | true
            2026-11-22T11:00:00Z | Sonntag 10-14 Europe/Berlin                | true
            2026-11-22T11:00:00Z | Sat-Sun 10-14 Europe/Berlin                | true
            2026-11-22T11:00:00Z | Sa, So 10-14 Europe/Berlin                 | true
            2026-11-22T11:00:00Z | Sa-Mo 10-14 Europe/Berlin                  | true
            2026-11-24T11:00:00Z | Sa-Mo 10-14 Europe/Berlin                  | false
            2026-11-24T11:00:00Z | Dienstag 9:00-11:45, 12:30-17 Europe/Berlin | false
            2026-11-24T11:30:00Z | Tue 9:00-11:45, 12:30-17 Europe/Berlin     | true
            2026-11-24T23:59:00Z | Di 20-24 UTC                               | true
            2026-11-23T14:00:00Z | Mo 9-17 America/New_York                   | true
            2026-11-23T13:59:00Z | Mo 9-17 America/New_York                   | false
            """)
    void hours_go_by_the_clocks_of_the_place(Instant received, String hours, boolean met) {
        Facts facts = new Facts(says("hello").message(), received, () -> false);
        assertThat(meets(facts, "office-hours", hours)).isEqualTo(met);
        assertThat(meets(facts, "outside-hours", hours)).isEqualTo(!met);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            Mo-Fr 9-17                 | "Mo-Fr 9-17" does not end with a place whose clocks count; write for example "Mo-Fr 9:00-17:00; Sa 10:00-14:00 Europe/Berlin"
            Mo-Fr 9-17 Europe/Berlni   | "Europe/Berlni" is no place of the time zone database; did you mean "Europe/Berlin"?
            Mo-Fr 9-17 CET             | "CET" is no place of the time zone database; write for example Europe/Berlin, or UTC
            Mo-Fx 9-17 Europe/Berlin   | "Fx" is no day; did you mean
            Mo-Mi-Fr 9-17 UTC          | "Mo-Mi-Fr" is neither a day nor two with a dash; write for example Mo-Fr
            Mo 17-9 UTC                | "17-9" ends before it begins; hours over midnight are two, such as "Fr 22:00-24:00; Sa 0:00-6:00"
            Mo 9-25 UTC                | "9-25" is no time of a day; a day ends at 24:00
            Mo 9:00-16:75 UTC          | "9:00-16:75" is no time of a day; a day ends at 24:00
            Mo 9 UTC                   | "9" is no time; write for example
            9-17 UTC                   | "9-17" is not days and times; write for example
            """)
    void wrong_hours_say_what_would_be_right(String value, String sentence) {
        assertThat(mistake("office-hours", value)).startsWith(sentence);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void the_first_of_a_conversation_is_the_one_without_a_ticket(boolean hasTicket) {
        Facts facts = new Facts(says("hello").message(), MONDAY_NOON, () -> hasTicket);
        assertThat(meets(facts, "first-of-conversation", "true")).isEqualTo(!hasTicket);
        assertThat(meets(facts, "first-of-conversation", "false")).isEqualTo(hasTicket);
    }

    @Test
    void all_conditions_of_a_step_must_be_met() {
        Conditions both = Conditions.read(Map.of("kinds", "mention", "words-any", "order"));
        assertThat(both.unmet(says("my order"))).isEmpty();
        assertThat(both.unmet(says("hello"))).contains("the text has none of order");
        assertThat(both.unmet(facts(Kind.DIRECT, ANNA, "my order"))).contains("kind direct is not mention");
    }

    private static final AuthorList ZEBRA = new AuthorList("list.txt", Set.of("@Zebra")).held();

    /** A value for each condition; none of {@link Hostile#TEXTS} meets it, or all do. */
    private static final Map<String, String> ASKED = Map.ofEntries(
            Map.entry("kinds", "mention"),
            Map.entry("words-any", "zebra, *zebra*"),
            Map.entry("words-all", "zebra, giraffe"),
            Map.entry("words-none", "zebra"),
            Map.entry("languages", "ja"),
            Map.entry("not-languages", "en"),
            Map.entry("stars", "1-5"),
            Map.entry("verified", "true"),
            Map.entry("followers-above", "5"),
            Map.entry("authors", "zebra"),
            Map.entry("not-authors", "zebra"),
            Map.entry("authors-file", ZEBRA.address()),
            Map.entry("not-authors-file", ZEBRA.address()),
            Map.entry("office-hours", "Su 3-4 UTC"),
            Map.entry("outside-hours", "Mo 0-24 UTC"),
            Map.entry("first-of-conversation", "false"));

    private static List<String> conditions() {
        return Conditions.OPTIONS.stream().map(RouteOption::name).toList();
    }

    @ParameterizedTest
    @MethodSource("conditions")
    void nothing_that_people_write_changes_how_a_condition_decides_or_stands_in_its_reason(String condition) {
        String value = ASKED.get(condition);
        boolean met = condition.startsWith("words-none")
                || condition.equals("not-authors")
                || condition.equals("not-authors-file");
        for (String words : Hostile.TEXTS) {
            Author evil = author(words, words, words, OptionalLong.of(5), false);
            Optional<String> why = why(facts(Kind.DIRECT, evil, words), condition, String.valueOf(value));
            if (!condition.equals("not-languages")) { // which some of them do meet
                assertThat(why.isEmpty()).as("%s: %s", why, words).isEqualTo(met);
            }
            assertThat(why.orElse("")).doesNotContain(words);
        }
    }

    @Test
    void what_people_write_is_compared_and_never_evaluated() {
        for (String words : Arrays.asList(
                "${body}",
                "${header.CamelHttpUri}",
                "CamelFileName: /etc/passwd",
                "{{password}}",
                "#{1+1}",
                "${bean:x?method=y}",
                "- route:\n    id: evil",
                "kinds: mention\nwords-any: '*'",
                "<b onclick=x>order</b>",
                "*",
                ".*",
                "\\E.*\\Q",
                "\"")) {
            Author evil = author(words, words, words, OptionalLong.of(5), false);
            Facts facts = facts(Kind.DIRECT, evil, words);
            assertThat(meets(facts, "words-any", "zebra, *zebra*")).isFalse();
            assertThat(meets(facts, "words-none", "zebra")).isTrue();
            assertThat(meets(facts, "authors", "zebra")).isFalse();
            assertThat(meets(facts, "kinds", "mention")).isFalse();
            assertThat(why(facts, "authors", "zebra"))
                    .hasValueSatisfying(reason -> assertThat(reason).doesNotContain(words));
        }
        assertThat(meets(says("<b onclick=x>order</b>"), "words-any", "order")).isTrue();
    }
}
