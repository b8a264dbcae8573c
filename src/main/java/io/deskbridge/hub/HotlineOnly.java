package io.deskbridge.hub;

import io.deskbridge.core.Author;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Whether an answer does nothing but send people to the telephone or to e-mail. It does when it names such a way, and next
 * to nothing is left once the way, courtesy and small words are taken out of it.
 */
final class HotlineOnly {
    /** More is no mere pointer, whatever the words are. */
    private static final int MOST_WORDS = 50;
    /** A word that is in no list may be the name of a department. */
    private static final int SUBSTANCE = 2;

    private static final Pattern PHONE = Pattern.compile("(?<![\\p{L}\\d])(?:\\+|0)\\d[\\d\\s()/.\\-]{4,}\\d");
    private static final Pattern ADDRESS = Pattern.compile("[\\w.+-]+@[\\w-]+(?:\\.[\\w-]+)+");
    private static final Pattern LINK = Pattern.compile("(?:https?://|www\\.)\\S+");
    private static final Pattern MENTION = Pattern.compile("@[\\p{L}\\p{N}_.\\-]+");

    private static final Pattern WAY = Pattern.compile(
            """
            \\b(hotline|helpline|service ?line|telefon\\w*|telephone|by phone|phone us|phone our|per mail|per e-?mail|\
            call (us|our|the|me)\\b|give us a (call|ring)|ring us|dial|e-?mail (us|our|to)|an e-?mail|by e-?mail|\
            via e-?mail|ruf(en|t|e)?\\b.{0,40}\\ban\\b|anruf\\w*|anzurufen|eine? mail|eine? e-?mail|kontaktformular|\
            contact form|wend\\w* (sie |euch |dich )?(sich )?.{0,40}\\bkundenservice|\
            (contact|reach|get in touch with|speak to|talk to) (our |the )?customer (service|support|care))""",
            Pattern.UNICODE_CHARACTER_CLASS);

    /** Words of this kind say nothing of the matter; of the longer ones a beginning is enough. */
    private static final Set<String> SMALL = words(
            """
            a an and any are as at be been before best but by can could day did do does don for from get give good had has
            have he hear hello hey hi how i if in into is it its just kind let ll may me mo more most my no not of on or our
            out so soon sure than that the their them then there they this time to too under up us via was we were what when
            where which who will with would yes you your re am pm mon tue wed thu fri sat sun monday tuesday wednesday
            thursday friday saturday sunday dear cheers oh all always also about office hours open opening free toll clock
            ab aber alle als auch auf aus bei bis da damit dann das dass dem den der des dich die dies diese diesem
            diesen dieser dieses dir doch du durch ein eine einem einen einer eines er es euch euer eure eurem euren für
            gern gerne guten haben hallo hat hier hiermit ich ihm ihn ihnen ihr ihre ihrem ihren ihrer im ist ja
            jederzeit kann können könnt kannst leid lieb liebe lieber man mal mich mir mit moin montag dienstag mittwoch
            donnerstag freitag samstag sonntag morgens nach nicht noch nur ob oder per sa sehr sein servus sich sie sind
            sodass tut um uhr und uns unser unsere unserem unseren unserer unter vom von vor weiter weiterhin wenn werden wie wir
            wird zu zum zur über täglich tag tage abends schade gerade leider direkt di mi
            """);

    private static final List<String> STEMS = List.copyOf(
            words(
                    """
            please call phone telephon ring dial contact reach touch mail e-mail email hotline helpline line number custom service
            support care team staff colleague department help assist happy glad sorry unfortunate thank regard apolog
            inconvenience trouble matter issue problem concern question request inquir quer feedback message write send drop
            speak talk direct personal individual detail information further available look clarif form
            bitte ruf anruf anzuruf telefon erreich kontakt meld wend schreib send schick mailadress nummer durchwahl kunden
            servic mitarbeit kolleg abteilung helf hilf weiterhelf unterstütz entschuldig bedauer dank grüß gruß gern
            freund anliegen frage sache problem anfrage nachricht hinweis unannehmlichkeit ärger klär persönlich individuell
            kostenlos kostenfrei gebühren formular zentral
            """));

    private HotlineOnly() {}

    /**
     * @param text without signature
     * @param person whom it answers; the name is no substance
     */
    static boolean is(String text, Author person) {
        String said = text.toLowerCase(Locale.ROOT);
        boolean names = PHONE.matcher(said).find()
                || ADDRESS.matcher(said).find()
                || WAY.matcher(said).find();
        String rest = said;
        for (Pattern way : List.of(ADDRESS, LINK, MENTION, PHONE)) {
            rest = way.matcher(rest).replaceAll(" ");
        }
        List<String> words = split(rest);
        Set<String> addressed = new HashSet<>(split(person.name()));
        addressed.addAll(split(person.handle()));
        long substance = words.stream()
                .filter(word -> !SMALL.contains(word) && !addressed.contains(word))
                .filter(word -> STEMS.stream().noneMatch(word::startsWith))
                .count();
        return names && words.size() <= MOST_WORDS && substance < SUBSTANCE;
    }

    /** Numbers alone are times of day here. */
    private static List<String> split(String text) {
        return Arrays.stream(text.toLowerCase(Locale.ROOT).split("[^\\p{L}]+"))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    private static Set<String> words(String list) {
        return new HashSet<>(Arrays.asList(list.strip().split("\\s+")));
    }
}
