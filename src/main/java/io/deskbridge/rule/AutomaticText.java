package io.deskbridge.rule;

import java.util.regex.Pattern;

/**
 * Whether a machine wrote a text, by what such texts say of themselves: two machines must not thank each other. Networks do
 * not tell. Who only quotes such words is taken for one, too, which costs nothing but an acknowledgement.
 */
public final class AutomaticText {
    private static final Pattern BEGINS =
            Pattern.compile("(?iuU)\\A\\W*(?:automatische (?:antwort|abwesenheitsnotiz|nachricht|rückmeldung)"
                    + "|abwesenheits(?:notiz|meldung|assistent)|auto(?:matic|mated|matisch)?[- ]?(?:reply|response|antwort)"
                    + "|(?:automatic|automated) message|out of (?:the )?office|réponse automatique|risposta automatica"
                    + "|respuesta automática|automatisch antwoord)\\b");
    private static final Pattern SAYS = Pattern.compile(
            "(?iuU)\\bthis (?:is an automat(?:ed|ic|ically generated)|(?:message|reply|e-?mail) (?:is|was|has been)"
                    + " (?:sent |generated |created )?automatically)\\b"
                    + "|\\bdies(?:e (?:nachricht|antwort|e-?mail|mail)|es schreiben) (?:wurde|wird|ist) automatisch\\b"
                    + "|\\b(?:dies|das) ist eine automatisch\\w*\\b"
                    + "|\\bdo not reply to this (?:message|e-?mail)\\b"
                    + "|\\bantworten sie (?:bitte )?nicht auf diese (?:nachricht|e-?mail|mail)\\b"
                    + "|\\bi(?:'|’)?( a)?m (?:currently |now )?out of (?:the )?office\\b"
                    + "|\\bich bin (?:derzeit |zurzeit |zur zeit |aktuell )?(?:nicht im büro|abwesend)\\b");

    private AutomaticText() {}

    public static boolean is(String text) {
        return BEGINS.matcher(text).find() || SAYS.matcher(text).find();
    }
}
