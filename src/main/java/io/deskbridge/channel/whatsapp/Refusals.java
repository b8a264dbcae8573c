package io.deskbridge.channel.whatsapp;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskbridge.core.Failure;
import io.deskbridge.core.Failure.RateLimited.Reach;
import io.deskbridge.core.HttpCall;
import io.deskbridge.core.Words;
import io.deskbridge.http.AnswerRules;
import io.deskbridge.http.meta.GraphApi;
import io.deskbridge.http.meta.GraphError;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * What WhatsApp's own error codes mean, in an answer and in the status of a message that failed later
 * (developers.facebook.com/documentation/business-messaging/whatsapp/support/error-codes).
 */
final class Refusals implements GraphApi.OwnErrors {
    /** So many messages go to one customer: one in six seconds, on average. */
    private static final Duration PAIR = Duration.ofSeconds(6);

    private static final Duration THROUGHPUT = Duration.ofSeconds(10);
    private static final Duration SPAM = Duration.ofHours(1);

    private final Clock clock;

    Refusals(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Optional<Failure> failure(GraphError error, HttpCall call, String what) {
        return switch (error.code()) {
            case 130429 -> Optional.of(limited(what, THROUGHPUT, Reach.CALL));
            case 131056 -> Optional.of(limited(what, PAIR, Reach.ITEM));
            case 131048 -> Optional.of(limited(what, SPAM, Reach.CALL));
            case 131057 -> Optional.of(new Failure.Unavailable(what)); // in maintenance: nothing was taken
            case 131000, 131016 -> Optional.of(AnswerRules.broken(call, what));
            case 131005, 131031, 131045, 133010 ->
                Optional.of(new Failure.Unauthorized(what + " (the number, the account or the token may not send)"));
            default ->
                call.effect() == HttpCall.Effect.WRITE && error.code() >= 130_000 && error.code() < 140_000
                        ? Optional.of(new Failure.Rejected(words(error.code(), error.words())))
                        : Optional.empty();
        };
    }

    private Failure limited(String what, Duration pause, Reach reach) {
        return new Failure.RateLimited(what, clock.instant().plus(pause), reach);
    }

    /** An error as it stands in a webhook call. */
    static Words words(JsonNode error) {
        String details = error.path("error_data").path("details").asText("");
        String title = error.path("title").asText(error.path("message").asText(""));
        return words(error.path("code").asInt(0), details.isBlank() ? title : details);
    }

    private static Words words(int code, String said) {
        Words known =
                switch (code) {
                    case 131026 ->
                        new Words(
                                "the number is not on WhatsApp, or its app is too old or has not accepted WhatsApp's terms",
                                "die Nummer ist nicht bei WhatsApp, oder die App ist zu alt oder hat WhatsApps Bedingungen nicht"
                                        + " angenommen");
                    case 131047 ->
                        new Words(
                                "the customer wrote more than 24 hours ago; " + TemplateLine.USAGE.english(),
                                "der Kunde schrieb vor mehr als 24 Stunden; " + TemplateLine.USAGE.german());
                    case 131049 ->
                        new Words(
                                "the customer has had enough marketing for now; do not try it again at once",
                                "der Kunde hat vorerst genug Werbung bekommen; bitte nicht gleich noch einmal versuchen");
                    case 131050 ->
                        new Words(
                                "the customer does not want marketing from us",
                                "der Kunde wünscht keine Werbung von uns");
                    case 131042 ->
                        new Words(
                                "the WhatsApp business account has no valid means of payment",
                                "das WhatsApp-Geschäftskonto hat kein gültiges Zahlungsmittel");
                    case 132000 ->
                        new Words(
                                "the template has another number of values",
                                "die Vorlage hat eine andere Anzahl von Werten");
                    case 131008, 132012 ->
                        new Words(
                                "the template wants something else above its words or in its buttons; a first line"
                                        + " /template alone says what",
                                "die Vorlage verlangt über ihren Worten oder in ihren Knöpfen etwas anderes; eine erste"
                                        + " Zeile /template allein sagt, was");
                    case 132001 ->
                        new Words(
                                "there is no approved template of that name in that language; a first line /template alone"
                                        + " lists those there are",
                                "es gibt keine freigegebene Vorlage dieses Namens in dieser Sprache; eine erste Zeile /template"
                                        + " allein zählt die vorhandenen auf");
                    case 132015, 132016 ->
                        new Words(
                                "WhatsApp has paused the template because of its quality",
                                "WhatsApp hat die Vorlage wegen ihrer Qualität angehalten");
                    default -> new Words("", "");
                };
        String number = code == 0 ? "" : " (" + code + ")";
        return new Words(joined(known.english(), said) + number, joined(known.german(), said) + number);
    }

    private static String joined(String known, String said) {
        if (known.isEmpty()) {
            return said.isBlank() ? "WhatsApp gives no reason" : said;
        }
        return said.isBlank() ? known : known + " (" + said + ")";
    }
}
