package io.deskbridge.desk.zendesk;

import io.deskbridge.core.Author;
import io.deskbridge.core.Entry;
import java.util.List;
import java.util.stream.Collectors;

/** How entries read in a ticket. */
final class EntryText {
    private static final String BETWEEN = "\n\n―――\n\n";

    private EntryText() {}

    /** Several entries as one comment; when more than one person wrote them, each part says who. */
    static String of(List<Entry> entries) {
        boolean several = entries.stream()
                        .map(entry -> entry.message().author().id())
                        .distinct()
                        .count()
                > 1;
        return entries.stream()
                .map(entry -> (several ? called(entry.message().author()) + ":\n" : "") + PlainText.body(entry.text()))
                .collect(Collectors.joining(BETWEEN));
    }

    /** "Anna (@anna)"; the handle is left out where the network has none. */
    static String called(Author author) {
        String called = author.handle().equals(author.id())
                ? author.name()
                : author.name().equals(author.handle())
                        ? "@" + author.handle()
                        : PlainText.cut(author.name(), 70) + " (@" + author.handle() + ")";
        return PlainText.name(called);
    }
}
