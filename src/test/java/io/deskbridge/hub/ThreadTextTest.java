package io.deskbridge.hub;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.icu.text.BreakIterator;
import com.ibm.icu.util.ULocale;
import com.twitter.twittertext.TwitterTextParser;
import io.deskbridge.core.ChannelContract.TextRule;
import io.deskbridge.core.Words;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ThreadTextTest {
    private static final String FAMILY = "👨‍👩‍👧‍👦";

    /** As networks count. */
    enum Counting {
        WEIGHTED(280, text -> TwitterTextParser.parseTweet(text).weightedLength),
        GRAPHEMES(300, ThreadTextTest::graphemes),
        BYTES(1000, text -> text.getBytes(StandardCharsets.UTF_8).length),
        FEW(40, String::length);

        private final TextRule rule;

        Counting(int max, ToIntFunction<String> count) {
            rule = rule(max, count);
        }
    }

    private static TextRule rule(int max, ToIntFunction<String> count) {
        return new TextRule(max, new Words("characters", "Zeichen"), count);
    }

    private static List<String> split(int max, String text) {
        return ThreadText.split(text, "", rule(max, String::length));
    }

    private static int graphemes(String text) {
        var characters = BreakIterator.getCharacterInstance(ULocale.ROOT);
        characters.setText(text);
        int count = 0;
        while (characters.next() != BreakIterator.DONE) {
            count++;
        }
        return count;
    }

    @Test
    void what_fits_is_not_split() {
        assertThat(split(10, "0123456789")).isEmpty();
        assertThat(split(10, "  0123456789 \n")).isEmpty();
    }

    @Test
    void it_is_split_between_words_and_numbered_within_the_length() {
        assertThat(split(20, "Your parcel is on its way right now"))
                .containsExactly("Your parcel is (1/3)", "on its way (2/3)", "right now (3/3)");
    }

    @Test
    void a_sentences_end_is_the_better_cut_and_a_paragraphs_the_best() {
        assertThat(split(40, "It is on its way. It comes tomorrow before noon."))
                .containsExactly("It is on its way. (1/2)", "It comes tomorrow before noon. (2/2)");
        assertThat(split(60, "It is on its way, in truth.\n\nTomorrow. Before noon, at your own door."))
                .containsExactly("It is on its way, in truth. (1/2)", "Tomorrow. Before noon, at your own door. (2/2)");
    }

    @Test
    void a_sentence_that_ends_too_early_is_no_better_cut() {
        assertThat(split(40, "Yes. The parcel is already on its way to your house"))
                .containsExactly("Yes. The parcel is already on its (1/2)", "way to your house (2/2)");
    }

    @Test
    void what_is_shortened_ends_no_sentence() {
        assertThat(split(38, "Das Paket liegt bei Dr. Müller, wie Sie es wünschten"))
                .containsExactly("Das Paket liegt bei Dr. Müller, (1/2)", "wie Sie es wünschten (2/2)");
        assertThat(split(44, "Wir liefern am Montag, dem 3. Mai zwischen acht Uhr"))
                .containsExactly("Wir liefern am Montag, dem 3. Mai (1/2)", "zwischen acht Uhr (2/2)");
    }

    @Test
    void words_keep_together_what_has_no_space_between() {
        String link = "https://acme.example/help?order=4711&lang=de-DE";
        assertThat(split(66, "Please see there for all that you need: " + link + " and call us"))
                .containsExactly("Please see there for all that you need: (1/2)", link + " and call us (2/2)");
        assertThat(split(32, "Der Kundenservice-Bereich von 10 €, @acme_hilfe"))
                .containsExactly("Der Kundenservice-Bereich (1/2)", "von 10 €, @acme_hilfe (2/2)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0123456789012345678901234567890123456789",
                "https://acme.example/a-b-c/d-e-f/g-h-i/j-k-l/m-n-o",
                "short words and then https://acme.example/0123456789/0123456789/0123456789"
            })
    void what_has_one_endless_word_cannot_be_split(String text) {
        assertThat(split(30, text)).isEmpty();
    }

    @Test
    void what_takes_more_than_ten_parts_is_not_split() {
        String word = "word ";
        assertThat(split(20, word.repeat(20))).hasSize(7);
        assertThat(split(20, word.repeat(40))).isEmpty();
        assertThat(split(20, word.repeat(20_000))).isEmpty();
    }

    @Test
    void the_signature_stands_once_behind_the_last_number_and_is_never_cut() {
        assertThat(ThreadText.split("Your parcel is on its way to you ^AK", "^AK", rule(26, String::length)))
                .containsExactly("Your parcel is on (1/2)", "its way to you (2/2) ^AK");
        assertThat(ThreadText.split(
                        "Your parcel is on its way\nAnna from Acme", "Anna from Acme", rule(30, String::length)))
                .containsExactly("Your parcel is on its (1/2)", "way (2/2)\nAnna from Acme");
    }

    @Test
    void no_part_begins_with_what_would_ask_the_channel_for_something() {
        assertThat(split(40, "Please write to us with this,\n/private as the first line"))
                .noneMatch(part -> part.startsWith("/"))
                .hasSize(2);
    }

    @Test
    void languages_without_spaces_are_cut_where_their_lines_may_break() {
        String text = "ご連絡ありがとうございます。お荷物は明日の午前中にお届けする予定です。詳細はこちらへ。";
        List<String> parts = ThreadText.split(text, "", Counting.FEW.rule);
        assertThat(parts).hasSize(2);
        assertThat(parts.get(0)).endsWith("。 (1/2)");
        assertThat(String.join("", words(parts))).isEqualTo(text);
        for (String whole : List.of("#" + "大切".repeat(12), "https://acme.example/" + "案内".repeat(5))) {
            assertThat(ThreadText.split("お".repeat(12) + " " + whole + " " + text, "", Counting.FEW.rule))
                    .anyMatch(part -> part.contains(whole));
        }
    }

    /** Without their numbers. */
    private static List<String> words(List<String> parts) {
        var words = new ArrayList<String>();
        for (String part : parts) {
            String number = " (" + (words.size() + 1) + "/" + parts.size() + ")";
            int at = part.lastIndexOf(number);
            assertThat(at).as(part).isPositive();
            words.add(part.substring(0, at) + part.substring(at + number.length()));
        }
        return words;
    }

    @ParameterizedTest
    @EnumSource(Counting.class)
    void whatever_it_holds_each_part_fits_and_nothing_but_white_space_at_the_cuts_is_lost(Counting counting) {
        var random = new Random(5);
        int threads = 0;
        for (int run = 0; run < 120; run++) {
            String text = text(random, counting.rule.max());
            String sign = List.of("", "^AK", "Anna von Acme", FAMILY).get(random.nextInt(4));
            String signed = sign.isEmpty() ? text : text + (random.nextBoolean() ? " " : "\n") + sign;
            List<String> parts = ThreadText.split(signed, sign, counting.rule);
            if (parts.isEmpty()) {
                continue;
            }
            threads++;
            assertThat(parts).as(signed).hasSizeBetween(2, ThreadText.MOST);
            for (int i = 0; i < parts.size(); i++) {
                assertThat(counting.rule.count().applyAsInt(parts.get(i))).isLessThanOrEqualTo(counting.rule.max());
                String number = " (" + (i + 1) + "/" + parts.size() + ")";
                assertThat(parts.get(i).endsWith(number)).isEqualTo(i < parts.size() - 1 || sign.isEmpty());
            }
            assertThat(parts.get(parts.size() - 1)).endsWith(sign);
            // no word is cut: what stands between white space there stands between white space here
            assertThat(pieces(String.join(" ", words(parts)))).isEqualTo(pieces(signed));
        }
        assertThat(threads).isGreaterThan(40);
    }

    private static List<String> pieces(String text) {
        return Arrays.asList(text.strip().split("\\s+"));
    }

    /** Words, links, names, tags and pictures of people, as nobody writes them. */
    private static String text(Random random, int max) {
        List<String> pool = List.of(
                "Ihr",
                "Paket",
                "kommt.",
                "Rechtsschutzversicherung,",
                "z. B.",
                "Größe",
                "10 €",
                "wirklich?",
                "Yes!",
                "@anna_weiß",
                "@acme.bsky.social",
                "#Danke",
                FAMILY,
                "👩🏽‍💻👍🏿",
                "🇩🇪🇫🇷",
                "é̂",
                "https://acme.example/a-b?c=d&e=%20f#g",
                "acme.example/hilfe",
                "„so“",
                "(1/2)",
                "–",
                "Ende…");
        List<String> between = List.of(" ", " ", " ", "  ", "\n", "\n\n", " \n", "\r\n");
        var text = new StringBuilder("Guten Tag");
        int length = max + random.nextInt(max * 5);
        while (text.length() < length) {
            text.append(between.get(random.nextInt(between.size()))).append(pool.get(random.nextInt(pool.size())));
        }
        return text.toString();
    }

    @Test
    void a_mark_that_changes_the_character_before_it_stays_with_it() {
        var all = new ArrayList<String>();
        Stream.of("\u0301", "\u20e3", "\ufe0f")
                .forEach(mark -> all.addAll(split(20, "word word " + mark + "word word word")));
        assertThat(all)
                .isNotEmpty()
                .noneMatch(part -> Character.getType(part.codePointAt(0)) == Character.NON_SPACING_MARK);
    }
}
