package io.deskbridge.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.deskbridge.contract.Shared;
import io.deskbridge.core.Author;
import io.deskbridge.core.Kind;
import io.deskbridge.core.MessageBuilder;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people write is in one of many languages, short, and full of what is no language. */
class LanguagesTest {
    private static Optional<String> why(String condition, String value, String text) {
        var message = new MessageBuilder("shop", "1", Kind.MENTION, "t", Author.unknown("1"), Instant.EPOCH)
                .text(text)
                .build();
        return Conditions.read(Map.of(condition, value)).unmet(new Facts(message, Instant.EPOCH, () -> false));
    }

    private static String told(String text) {
        List<String> possible = List.copyOf(LanguageModel.possible(text));
        return possible.size() == 1 ? possible.get(0) : "unknown";
    }

    private static long of(List<String[]> texts, String language) {
        return texts.stream().filter(line -> told(line[1]).equals(language)).count();
    }

    @Test
    void short_texts_are_recognised_or_unknown_and_never_taken_for_another_language() throws IOException {
        List<String[]> texts = Files.readAllLines(Path.of("src/test/java/io/deskbridge/rule/languages.tsv")).stream()
                .map(line -> line.split("\t", 2))
                .toList();

        assertThat(texts.stream().filter(line -> !List.of(line[0], "unknown").contains(told(line[1]))))
                .extracting(line -> line[0] + ": " + line[1] + " was taken for " + told(line[1]))
                .isEmpty();
        assertThat(texts.stream().filter(line -> told(line[1]).equals(line[0])))
                .as("of %s", texts.size())
                .hasSizeGreaterThan(130);
    }

    @Test
    void of_real_german_tweets_nearly_all_are_recognised_and_hardly_any_is_taken_for_another_language()
            throws IOException {
        List<String[]> tweets =
                Files.readAllLines(Shared.path("data/germeval2017-db/germeval2017_dev_test.tsv")).stream()
                        .map(line -> line.split("\t", -1))
                        .filter(line -> line.length > 3 && line[2].equals("twitter.com"))
                        .map(line -> new String[] {"de", line[3]})
                        .toList();

        assertThat(tweets).hasSizeGreaterThan(2000);
        assertThat(of(tweets, "de") * 1000 / tweets.size()).as("of 1000").isGreaterThan(960);
        assertThat(of(tweets, "unknown") * 1000 / tweets.size()).as("of 1000").isBetween(20L, 35L);
    }

    @Test
    void of_real_english_tweets_hardly_any_is_taken_for_german() throws IOException {
        List<String[]> tweets = Shared.lines("data/twcs-sample/twcs_sample.csv").stream()
                .filter(line -> line.matches("\\d+,\\d+,True,[^,]+,[^\"].*,\\d*,\\d*"))
                .map(line -> new String[] {"en", line.replaceFirst("(?:[^,]*,){4}", "")})
                .toList();

        assertThat(tweets).hasSizeGreaterThan(1000);
        assertThat(of(tweets, "en") * 1000 / tweets.size()).as("of 1000").isGreaterThan(830);
        assertThat(of(tweets, "de") * 1000 / tweets.size()).as("of 1000").isLessThan(4);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            de | Wo bleibt mein Paket? https://acme.test/where-is-my-order-and-what-is-the-matter #customerservice
            de | @the_order_people @where.is.my Wo bleibt mein Paket? #badservice #never #again 😡😡
            de | Wo bleibt mein Paket &amp; wann kommt es? 4711 4712 4713
            en | Where is my order? #Lieferung #nichtgeliefert www.wo-ist-mein-paket.de/und/warum/kommt/es/nicht
            """)
    void addresses_handles_tags_and_signs_say_nothing_of_the_language(String language, String text) {
        assertThat(told(text)).isEqualTo(language);
    }

    @Test
    void a_text_in_one_of_the_languages_meets_languages_and_says_otherwise_what_it_is() {
        assertThat(why("languages", "EN, de", "Wo bleibt denn meine Bestellung?"))
                .isEmpty();
        assertThat(why("languages", "en, fr", "Wo bleibt denn meine Bestellung?"))
                .contains("the text is in de and not in en, fr");
    }

    @Test
    void a_text_in_none_of_the_languages_meets_not_languages() {
        assertThat(why("not-languages", "en, fr", "Wo bleibt denn meine Bestellung?"))
                .isEmpty();
        assertThat(why("not-languages", "en, de", "Wo bleibt denn meine Bestellung?"))
                .contains("the text is in de");
    }

    @ParameterizedTest
    @CsvSource({"ok", "''", "😡😡", "@acme #fail https://acme.test", "4711", "hahaha"})
    void an_unclear_text_meets_neither_unless_unknown_is_named(String text) {
        assertThat(why("languages", "de, en", text)).contains("it is unknown which language the text is in");
        assertThat(why("languages", "de, unknown", text)).isEmpty();
        assertThat(why("not-languages", "ru, ja", text.equals("ok") ? "" : text))
                .isPresent();
    }

    @Test
    void a_text_that_may_be_in_two_languages_meets_the_condition_that_names_both() {
        String text = "Hvorfor er appen blevet så langsom?";
        assertThat(LanguageModel.possible(text)).containsExactlyInAnyOrder("da", "no");

        assertThat(why("languages", "da", text)).contains("it is unknown which language the text is in");
        assertThat(why("languages", "no, da", text)).isEmpty();
        assertThat(why("not-languages", "da", text)).contains("it is unknown which language the text is in");
        assertThat(why("not-languages", "de", text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            languages     | German      | "German" is no language that can be told; write its code, "de"
            languages     | Türkisch    | "Türkisch" is no language that can be told; write its code, "tr"
            languages     | unknwon     | "unknwon" is no language that can be told; did you mean "unknown"?
            languages     | xx          | "xx" is no language that can be told; there is: ar, bg, ca, cs,
            not-languages | de, unknown | "unknown" is no language here: a text whose language is unknown never meets not-languages
            """)
    void a_wrong_language_says_what_would_be_right(String condition, String value, String sentence) {
        assertThat(Conditions.OPTIONS.stream()
                        .filter(option -> option.name().equals(condition))
                        .flatMap(option -> option.mistake().apply(value).stream()))
                .singleElement()
                .asString()
                .startsWith(sentence);
    }

    @Test
    void a_long_text_is_judged_by_its_beginning_and_soon() {
        String text = "Wo bleibt denn meine Bestellung? ".repeat(100) + "a@".repeat(500_000);
        assertThat(told(text)).isEqualTo("de");
    }

    @Test
    void the_model_is_read_only_when_a_condition_asks_for_it() throws Exception {
        try (var fresh = new Fresh()) {
            Class<?> conditions = fresh.loadClass(Conditions.class.getName());
            var read = conditions.getMethod("read", Map.class);
            read.invoke(null, Map.of("words-any", "order"));
            assertThat(fresh.hasLoaded("io.deskbridge.rule.LanguageModel$Holder"))
                    .isFalse();
            assertThat(fresh.hasLoaded("opennlp.tools.langdetect.LanguageDetectorModel"))
                    .isFalse();

            read.invoke(null, Map.of("languages", "de"));
            assertThat(fresh.hasLoaded("io.deskbridge.rule.LanguageModel$Holder"))
                    .isTrue();
        }
    }

    /** Loads all anew, so that what other tests loaded does not count. */
    private static final class Fresh extends URLClassLoader {
        Fresh() {
            super(
                    Arrays.stream(System.getProperty("java.class.path").split(":", -1))
                            .map(Fresh::url)
                            .toArray(URL[]::new),
                    ClassLoader.getPlatformClassLoader());
        }

        boolean hasLoaded(String name) {
            return findLoadedClass(name) != null;
        }

        private static URL url(String path) {
            try {
                return Path.of(path).toUri().toURL();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
