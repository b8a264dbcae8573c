package io.deskbridge.hub;

import io.deskbridge.core.Author;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Whether an internal note looks like an answer to the customer that was written in the wrong place. Signs for and against
 * are counted, in English and German; a warning that comes for nothing is soon overlooked, so the signs of internal talk
 * weigh more.
 *
 * @param score the sum of the signs
 * @param signs that were found, as an admin reads them
 */
record AnswerLikeness(int score, List<String> signs) {
    private static final int ENOUGH = 5;
    /** Whoever speaks with the customer anyway, and is as polite, needs fewer words that say so. */
    private static final int SPEAKS_WITH_CUSTOMER = 1;

    private static final Set<String> POLITE = Set.of("thanks for writing", "apology", "closing formula");

    private static final int WORDS = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS;

    /** A sign counts once, however often it is found. */
    private record Sign(String name, int weight, Pattern pattern) {
        static Sign of(String name, int weight, String pattern) {
            return new Sign(name, weight, Pattern.compile(pattern, WORDS | Pattern.MULTILINE));
        }
    }

    private static final List<Sign> SIGNS = List.of(
            Sign.of(
                    "salutation",
                    2,
                    "\\A\\s*(hi|hello|hey|dear|good (morning|afternoon|evening)|hallo|guten (tag|morgen|abend)|moin|servus"
                            + "|grüß (gott|dich|sie)|liebe[rs]?|sehr geehrte[rs]?)\\b"),
            Sign.of(
                    "thanks for writing",
                    3,
                    "\\b((thank you|thanks)( (so|very) much| a lot)? for (reaching|getting|contacting|writing|letting|your"
                            + " (kind |great |honest |quick )?(message|patience|feedback|reply|order|comment|post|question|interest"
                            + "|understanding|loyalty|review|trust|purchase|photos?|report|words|call|e?-?mail))"
                            + "|(vielen dank|herzlichen dank|danke( schön)?)( dir| ihnen)? für (ihr|dein|eur|die|das)(e[nrm]?)?"
                            + " (\\p{L}+e[sn]? )?(nachricht|geduld|rückmeldung|antwort|bestellung|anfrage|verständnis|feedback|lob"
                            + "|kritik|hinweis|interesse|frage|bewertung|kommentar|post|treue|info|e?-?mail|beitrag|fotos?|worte))"),
            Sign.of(
                    "apology",
                    2,
                    "\\b((we|i)('re| are|'m| am)? (so |very |really |terribly )?(sorry|apologi[sz]e)|our apologies|sorry (for"
                            + "|about|to hear|that you)|(tut|tun) (uns|mir) (sehr |wirklich |furchtbar )?leid"
                            + "|entschuldig(e|en sie|t) (bitte|die|den|das)|bitte entschuldig"
                            + "|(wir|ich) (bitten|bitte) (sie |dich )?(vielmals )?um (entschuldigung|verzeihung))"),
            Sign.of(
                    "closing formula",
                    2,
                    "(\\b((best|kind|warm|many) (regards|wishes)|sincerely|all the best|(mit )?freundliche[nr]? gr(üß|uß|uss|ues)\\p{L}*"
                            + "|(viele|liebe|beste|schöne|herzliche) grüße)\\b"
                            + "|(^|[.!?])\\s*(regards|cheers|mfg|lg|vg)\\b)"),
            Sign.of(
                    "a wish at the end",
                    1,
                    "\\b(have a (nice|great|good|lovely) (day|weekend|evening)|schönen (tag|abend)|schönes wochenende)\\b"),
            Sign.of("initials", 2, "(\\^\\p{Lu}{2}|\\s[/~]\\p{Lu}{2})\\s*\\z"),
            Sign.of(
                    "you",
                    1,
                    "\\b(you|your|yours|you're|you'll|you've|du|dir|dich|dein(e[nmrs]?)?|euch|eure[nmrs]?)\\b"),
            new Sign("Sie", 2, Pattern.compile("(?<![.!?:]\\s|[.!?:]\\s\\s|\\n|\\A)\\b(Sie|Ihnen|Ihre[nmrs]?|Ihr)\\b")),
            Sign.of(
                    "asks the customer for something",
                    2,
                    "\\b((please|kindly) (dm|try|restart|bring|get in touch|contact us|(send|message|write|let|give|tell|share)"
                            + " (us|your))|(could|can|would|may) (you|we|i) (please |kindly )?"
                            + "((send|dm|give|tell|share|let) (us|your)|have your|ask you)"
                            + "|(bitte|gerne) (senden|schicken|schreiben|geben|teilen|melden|prüfen|versuchen|nennen|kontaktieren)"
                            + " sie|(schick|schreib|sende?|gib|nenn|melde?|sag)e? (uns|dich)\\s*(bitte|mal|doch|kurz)"
                            + "|(können|könnten|würden) sie|(kannst|könntest|magst) du uns )"),
            Sign.of(
                    "promises something",
                    2,
                    "\\b((we|i)('ll| will|'re going to| are going to) (get|look|send|check|refund|replace|let|make|take|sort"
                            + "|pass|be|come|keep)|you (will|should|can|'ll) (get|receive|have|see|find|now|expect|also|return|reach)"
                            + "|you'll (get|receive|have|see|find)|your (order|parcel|package|refund|replacement|money|account|card)"
                            + " (is|was|has|will|should|arrives)"
                            + "|(wir|ich) (werden?|melden? (uns|mich) ([\\p{L}]+ ){0,2}bei (ihnen|dir|euch)|kümmern? (uns|mich)|schauen? (uns|mir) das|senden? (ihnen|dir)"
                            + "|schicken? (ihnen|dir)|prüfen? das)"
                            + "|(sie|du) (erhalten|bekommen|bekommst|erhältst|können|kannst)"
                            + "|(ihre?|deine?) (bestellung|paket|sendung|erstattung|konto|karte|ersatz\\p{L}*|geld) (ist|wurde|wird"
                            + "|kommt|sollte))"),
            Sign.of(
                    "the other is glad or sorry to hear",
                    2,
                    "\\b(glad (to hear|you)|happy to (help|hear)|great to hear|we hope|(freut|freuen) (uns|mich)|wir hoffen"
                            + "|gern geschehen|sehr gerne|you're welcome|no worries)\\b"),
            Sign.of(
                    "speaks of the customer",
                    -5,
                    "\\b((the|this|our|that|same|angry) (customer|client|user|guest|buyer|author|requester)|customer (says|wants|is"
                            + "|was|has|called|will|wrote|asks|complains|since|claims|does|did|didn't|doesn't|insists)"
                            + "|cust\\b|cx\\b|(der|die|dem|den|des|diese[rmn]?|unser(e[rmn]?)?) (kund(e|in|en|innen)|nutzer(in)?"
                            + "|anrufer(in)?|gast)|^\\s*(kund(e|in)|kd\\.?|customer|client|user)\\b|kd\\.)"),
            Sign.of(
                    "he or she",
                    -3,
                    "\\b(he|she|him|his|her|hers|they|them|er|ihm|ihn|sie (hat|ist|will|möchte|sagt|meint|war|ruft|schreibt"
                            + "|wohnt|kommt|behauptet|wurde|wollte|bekommt|braucht))\\b"),
            Sign.of(
                    "what was done",
                    -4,
                    "^\\s*([-*•]\\s*)?((have |has |just )?(called|phoned|asked|sent|forwarded|checked|refunded|assigned|closed"
                            + "|merged|spoke|talked|emailed|mailed|tried|left|told|informed|escalated|waiting|wait|reviewed|verified"
                            + "|confirmed|replied|answered|updated|moved|blocked|credited|cancelled|canceled|reordered|done|resolved)"
                            + "|(hab|habe|haben|wurde|bereits|gerade|soeben|telefoniert|angerufen|gesprochen|geprüft|erledigt"
                            + "|weitergeleitet|storniert|erstattet|erstattung|rückruf|warte|warten|nachgefragt|eskaliert|gutschrift"
                            + "|rücksprache|anruf|info|vermerk))\\b"),
            Sign.of(
                    "internal words",
                    -4,
                    "\\b(fyi|internal(ly)?|intern(e[rsn]?)?|note to self|todo|to-do|wiedervorlage|wv|z\\.? ?k\\.?|zur (info|kenntnis)"
                            + "|escalat\\w*|eskal\\w*|2nd level|second level|3rd level|tier ?[123]|logistics|warehouse|backend|dev team"
                            + "|engineering|legal|compliance|duplicate|dup|macro|template|sla|crm|sap|erp|voicemail|mailbox|supervisor"
                            + "|team ?lead|manager|approv(al|e|ed)|goodwill budget|freigabe|freigeben|vorgesetzte[rn]?|lager|buchhaltung"
                            + "|rechtsabteilung|fachabteilung|teamleit\\w*|dublette|rücksprache|kulanz|textbaustein|troll|spam|vip"
                            + "|ticket #?\\d+|see #?\\d+|siehe #?\\d+|siehe ticket|kolleg(e|in|en|innen)|colleagues?)\\b"),
            Sign.of(
                    "a draft",
                    -5,
                    "\\b(drafts?|entw(u|ü)rfe?|suggest(ed|ion)|proposal|vorschlag|antwortvorschlag|is this ok|ok so\\?|passt das so"
                            + "|so ok\\?|can (i|we) (send|post|publish) this|kann (ich|das) so (raus|senden|posten))"),
            Sign.of(
                    "asks a colleague",
                    -4,
                    "\\b((can|could|would) (you|someone|somebody|anyone|anybody) (please )?(check|look|take|approve|call|handle"
                            + "|review|have a look|confirm|verify|jump|pick|help|reply|answer|ask (her|him|them|logistics))"
                            + "|who (can|is|has)|any idea|anyone|does anybody"
                            + "|(kannst|könntest|magst) du (das|mal|bitte|hier|dir|es|da|kurz)"
                            + "|(kann|könnte) (das )?(jemand|wer|einer)|wer (kann|hat|ist|macht|übernimmt)|weiß jemand|was meinst du"
                            + "|(schaust|übernimmst|prüfst|machst|checkst) du)"));

    private static final Pattern ADDRESSED = Pattern.compile("@([\\p{L}\\p{N}_.\\-]+)", WORDS);
    private static final Pattern FIRST_LINE_NAME = Pattern.compile(
            "\\A\\s*(?:hi|hello|hey|dear|hallo|guten (?:tag|morgen|abend)|moin|liebe[rs]?|sehr geehrte[rs]?)(?: (?:frau|herr|mr|mrs|ms)\\.?)?"
                    + "\\s+([\\p{L}\\p{N}@_.\\-]+)",
            WORDS);

    /** What stands after a greeting and names nobody. */
    private static final Set<String> NOBODY = Set.of(
            "there",
            "again",
            "and",
            "und",
            "thank",
            "thanks",
            "danke",
            "vielen",
            "sorry",
            "sir",
            "madam",
            "mr",
            "mrs",
            "ms",
            "frau",
            "herr",
            "damen",
            "kundin",
            "kunde",
            "customer",
            "wir",
            "we",
            "this",
            "das",
            "es",
            "leider",
            "your",
            "ihre");

    /**
     * @param customers who wrote in the conversation
     * @param answers whether the note's author wrote public comments to them before
     */
    static AnswerLikeness of(String text, List<Author> customers, boolean answers) {
        String own = withoutQuotes(text);
        var signs = new ArrayList<String>();
        int score = 0;
        for (Sign sign : SIGNS) {
            if (sign.pattern().matcher(own).find()) {
                score += sign.weight();
                signs.add(sign.name());
            }
        }
        score += addressed(own, customers, signs);
        if (answers && signs.stream().anyMatch(POLITE::contains)) {
            score += SPEAKS_WITH_CUSTOMER;
            signs.add("its author answers this customer");
        }
        return new AnswerLikeness(score, List.copyOf(signs));
    }

    boolean isAnswer() {
        return score >= ENOUGH;
    }

    /** For the ledger. */
    String told() {
        return score + ": " + String.join(", ", signs);
    }

    /** Whom it speaks to: the customer by handle or name, or a colleague. */
    private static int addressed(String text, List<Author> customers, List<String> signs) {
        var handle = ADDRESSED.matcher(text);
        if (handle.find()) {
            if (customers.stream().noneMatch(customer -> same(customer.handle(), handle.group(1)))) {
                signs.add("somebody else's handle");
                return -4;
            }
            if (!text.strip().startsWith("@")) {
                return 0; // speaks of the customer, or to her: nobody can tell
            }
            signs.add("the customer's handle");
            return 3;
        }
        var salutation = FIRST_LINE_NAME.matcher(text);
        if (!salutation.find() || NOBODY.contains(lower(salutation.group(1)))) {
            return 0;
        }
        boolean isCustomer = customers.stream().anyMatch(customer -> isNamed(customer, salutation.group(1)));
        signs.add(isCustomer ? "the customer's name" : "somebody else's name");
        return isCustomer ? 3 : -3;
    }

    private static boolean same(String handle, String said) {
        String own = lower(handle);
        String word = lower(said).replaceAll("[.\\-]+\\z", "");
        return !own.isEmpty() && (own.equals(word) || own.startsWith(word + "."));
    }

    private static boolean isNamed(Author customer, String said) {
        String word = lower(said).replaceAll("[.\\-@]+\\z", "");
        return same(customer.handle(), word)
                || Arrays.asList(lower(customer.name()).split("[\\s,]+")).contains(word);
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    /** What others said may be polite without being an answer. */
    private static String withoutQuotes(String text) {
        return text.lines().filter(line -> !line.strip().startsWith(">")).collect(Collectors.joining("\n"));
    }
}
