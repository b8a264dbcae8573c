package io.deskbridge.channel.instagram;

import io.deskbridge.core.Failure;
import io.deskbridge.core.HttpCall;
import io.deskbridge.core.Words;
import io.deskbridge.http.meta.GraphError;
import java.util.Optional;
import java.util.Set;

/** What errors mean on Instagram, beside what they mean everywhere at Meta. */
final class InstagramErrors {
    /** The window is over; Meta's pages name one for Instagram and the ones of Messenger. */
    private static final Set<Integer> TOO_LATE = Set.of(2534022, 2018278, 2018065);

    private InstagramErrors() {}

    /** About one conversation, and not about the account. */
    static Optional<Failure> own(GraphError error, HttpCall call, String what) {
        if (error.code() == 10 && TOO_LATE.contains(error.subcode())) {
            return Optional.of(new Failure.Rejected(new Words(
                    "Instagram takes no answer any more: the customer wrote too long ago",
                    "Instagram nimmt keine Antwort mehr an: Der Kunde schrieb vor zu langer Zeit")));
        }
        if (error.code() == 10900) {
            return Optional.of(new Failure.Rejected(new Words(
                    "Instagram has a private answer to this comment already and takes no second one. You can answer in"
                            + " public",
                    "Instagram hat auf diesen Kommentar schon eine private Antwort und nimmt keine zweite. Öffentlich"
                            + " geht es noch")));
        }
        if (error.isPermission()
                && call.effect() == HttpCall.Effect.READ
                && call.uri().getPath().endsWith("/conversations")) {
            // the comments go on
            return Optional.of(new Failure.Rejected(what + " (a permission is missing; see the README for which)"));
        }
        boolean person = error.code() == 551 || error.subcode() == 1545041 || error.subcode() == 2018001;
        return person
                ? Optional.of(new Failure.Rejected(new Words(
                        "Instagram cannot reach this person: " + error.words(),
                        "Instagram erreicht diese Person nicht: " + error.words())))
                : Optional.empty();
    }

    /** Private answers to comments want a permission of their own; without it the account goes on in public. */
    static Optional<Failure> privately(GraphError error, HttpCall call, String what) {
        return own(error, call, what)
                .or(() -> error.isPermission()
                        ? Optional.of(new Failure.Rejected(new Words(
                                "Instagram does not let the account answer in private (" + error.code() + "): "
                                        + error.words()
                                        + ". The admin finds the permission that it needs in the channel's README. You"
                                        + " can answer in public",
                                "Instagram lässt das Konto nicht privat antworten (" + error.code() + "): "
                                        + error.words()
                                        + ". Welche Berechtigung fehlt, findet die Administration im README des Kanals."
                                        + " Öffentlich geht es noch")))
                        : Optional.empty());
    }

    /** So do private conversations; without it comments go on. */
    static Optional<Failure> inConversations(GraphError error, HttpCall call, String what) {
        return own(error, call, what)
                .or(() -> error.isPermission()
                        ? Optional.of(new Failure.Rejected(new Words(
                                "Instagram does not let the account answer private messages (" + error.code() + "): "
                                        + error.words()
                                        + ". The admin finds the permission that it needs in the channel's README",
                                "Instagram lässt das Konto private Nachrichten nicht beantworten (" + error.code()
                                        + "): " + error.words()
                                        + ". Welche Berechtigung fehlt, findet die Administration im README des"
                                        + " Kanals")))
                        : Optional.empty());
    }

    /** Below others' media a refusal is about that medium: whoever owns it decides. */
    static Optional<Failure> elsewhere(GraphError error, HttpCall call, String what) {
        int code = error.code();
        return error.isPermission()
                ? Optional.of(new Failure.Rejected(new Words(
                        "Instagram does not let the account do that there (" + code + "): " + error.words(),
                        "Instagram lässt das Konto das dort nicht tun (" + code + "): " + error.words())))
                : Optional.empty();
    }
}
