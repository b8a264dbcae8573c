package io.deskbridge.desk.jira;

import io.deskbridge.core.Author;
import io.deskbridge.core.Entry;
import java.util.List;
import java.util.stream.Collectors;

/** How entries read in an issue. */
final class EntryText {
    private static final String BETWEEN = "\n\n———\n\n";

    private EntryText() {}

    /** Several entries as one text. Each says who wrote it, because Jira shows the hub's user as the author of all. */
    static String of(List<Entry> entries) {
        return entries.stream()
                .map(entry -> called(entry.message().author()) + ":\n\n" + PlainText.body(entry.text()))
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
