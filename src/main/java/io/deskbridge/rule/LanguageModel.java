package io.deskbridge.rule;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import opennlp.tools.langdetect.Language;
import opennlp.tools.langdetect.LanguageDetectorME;
import opennlp.tools.langdetect.LanguageDetectorModel;

/**
 * Which languages a text may be in, by Apache OpenNLP. Its model takes 37 MB and a second to read, so it is read when the
 * first route that asks is checked, and never in a hub whose routes do not ask.
 */
final class LanguageModel {
    /**
     * Those that are told apart, by the model's names for them. It knows 103, and the more are asked for, the more often is
     * a short text taken for one that nobody here writes.
     */
    private static final Map<String, String> KNOWN = known(
            "ara=ar bul=bg cat=ca ces=cs dan=da deu=de ekk=et ell=el eng=en fas=fa fin=fi fra=fr heb=he hin=hi hrv=hr"
                    + " hun=hu ind=id ita=it jpn=ja kor=ko lit=lt lvs=lv nld=nl nno=no nob=no pes=fa pol=pl por=pt"
                    + " ron=ro rus=ru slk=sk slv=sl spa=es sqi=sq srp=sr swe=sv tha=th tur=tr ukr=uk vie=vi cmn=zh");

    static final Set<String> CODES = new TreeSet<>(KNOWN.values());

    /**
     * Languages less likely than the first by less than this stay possible. With it, of 2,287 German tweets 0.5 % were
     * taken for another language and 2.8 % for unknown; without it, 1.8 % were wrong.
     */
    private static final double AS_LIKELY = 1.08;

    /** More tells no more. */
    private static final int MOST_CHARACTERS = 2000;

    /** What is the same in all languages: addresses, handles, tags, digits, signs. */
    private static final Pattern NO_WORD = Pattern.compile(
            "(?U)https?://\\S+|www\\.\\S+|[@#][\\w.-]*\\w|&\\w+;|[^\\p{L}\\p{M}'’-]", Pattern.CASE_INSENSITIVE);

    private static final Pattern BLANKS = Pattern.compile("\\s+");

    private LanguageModel() {}

    private static final class Holder {
        static final LanguageDetectorModel MODEL = read();

        private Holder() {}

        private static LanguageDetectorModel read() {
            try (InputStream in = LanguageModel.class.getResourceAsStream("/langdetect-183.bin")) {
                if (in == null) {
                    throw new IllegalStateException("langdetect-183.bin of opennlp-models-langdetect is missing");
                }
                return new LanguageDetectorModel(in);
            } catch (IOException e) {
                throw new UncheckedIOException("the model of languages cannot be read", e);
            }
        }
    }

    /** Reads it now, so that no message has to wait for it. */
    static void load() {
        if (Holder.MODEL.getMaxentModel() == null) {
            throw new IllegalStateException("the model of languages is empty");
        }
    }

    /** The codes of all languages that the text may well be in; none when it has no words. */
    static Set<String> possible(String text) {
        String words = words(text);
        if (words.codePoints().noneMatch(Character::isLetter)) {
            return Set.of();
        }
        Map<String, Double> likely = Arrays.stream(new LanguageDetectorME(Holder.MODEL).predictLanguages(words))
                .filter(language -> KNOWN.containsKey(language.getLang()))
                .collect(Collectors.toMap(
                        language -> KNOWN.get(language.getLang()), Language::getConfidence, Math::max));
        double most =
                likely.values().stream().mapToDouble(Double::doubleValue).max().orElse(0);
        return likely.entrySet().stream()
                .filter(language -> most > 0 && language.getValue() * AS_LIKELY > most)
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static String words(String text) {
        String start = text.length() > MOST_CHARACTERS ? text.substring(0, MOST_CHARACTERS) : text;
        return BLANKS.matcher(NO_WORD.matcher(start).replaceAll(" "))
                .replaceAll(" ")
                .strip();
    }

    private static Map<String, String> known(String pairs) {
        return Arrays.stream(pairs.split(" ", -1))
                .map(pair -> pair.split("=", -1))
                .collect(Collectors.toUnmodifiableMap(pair -> pair[0], pair -> pair[1]));
    }
}
