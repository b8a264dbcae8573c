package io.deskbridge.channel.facebook;

import io.deskbridge.core.Failure;
import io.deskbridge.core.HttpCall;
import io.deskbridge.core.Words;
import io.deskbridge.http.meta.GraphError;
import java.util.Optional;
import java.util.regex.Pattern;

/** What errors mean for a page, beside what they mean everywhere at Meta. */
final class FacebookErrors {
    /** Lists without which the rest goes on. */
    private static final Pattern OPTIONAL = Pattern.compile(".*/(?:ratings|tagged|ads_posts)");

    private FacebookErrors() {}

    /** A permission that only one list needs must not pause the page. */
    static Optional<Failure> ownPage(GraphError error, HttpCall call, String what) {
        return call.effect() == HttpCall.Effect.READ
                        && error.isPermission()
                        && OPTIONAL.matcher(call.uri().getPath()).matches()
                ? Optional.of(new Failure.Rejected(what + " (a permission is missing; see the README for which)"))
                : Optional.empty();
    }

    /** Below others' posts a refusal is about that post: whoever wrote it decides who may comment. */
    static Optional<Failure> elsewhere(GraphError error, HttpCall call, String what) {
        return error.isPermission()
                ? Optional.of(new Failure.Rejected(new Words(
                        "Facebook does not let the page write there (" + error.code() + "): " + error.words(),
                        "Facebook lässt die Seite dort nicht schreiben (" + error.code() + "): " + error.words())))
                : Optional.empty();
    }

    /** Private answers want a permission of their own; without it the page goes on in public. */
    static Optional<Failure> privately(GraphError error, HttpCall call, String what) {
        return error.isPermission()
                ? Optional.of(new Failure.Rejected(new Words(
                        "Facebook does not let the page answer in private (" + error.code() + "): " + error.words()
                                + ". The admin finds the permission that it needs in the channel's README. You can"
                                + " answer in public",
                        "Facebook lässt die Seite nicht privat antworten (" + error.code() + "): " + error.words()
                                + ". Welche Berechtigung fehlt, findet die Administration im README des Kanals."
                                + " Öffentlich geht es noch")))
                : Optional.empty();
    }
}
