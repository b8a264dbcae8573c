package io.deskbridge.route;

import io.deskbridge.hub.RouteTrials.Finding;
import java.util.List;

/** Mistakes in a form for programs. */
final class Findings {
    private Findings() {}

    static List<Finding> of(List<RouteMistake> mistakes) {
        return mistakes.stream().map(Findings::of).toList();
    }

    /** The sentences say first what is wrong and, behind a semicolon, what would be right. */
    private static Finding of(RouteMistake mistake) {
        String sentence = mistake.sentence();
        int cut = semicolon(sentence);
        return new Finding(
                mistake.file(),
                mistake.place().map(RouteMistake.Place::line).orElse(null),
                mistake.place().map(RouteMistake.Place::column).orElse(null),
                cut < 0 ? sentence : sentence.substring(0, cut),
                cut < 0 ? null : sentence.substring(cut + 1).strip());
    }

    /** The first that stands outside quotation marks; below 0 when there is none. */
    private static int semicolon(String sentence) {
        boolean quoted = false;
        for (int i = 0; i < sentence.length(); i++) {
            char sign = sentence.charAt(i);
            quoted ^= sign == '"';
            if (sign == ';' && !quoted) {
                return i;
            }
        }
        return -1;
    }
}
