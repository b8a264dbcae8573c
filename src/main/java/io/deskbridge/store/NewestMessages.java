package io.deskbridge.store;

import io.deskbridge.core.Conversation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** What came in last, for somebody who wants to go through it again. */
@Component
public class NewestMessages {
    private final JdbcTemplate reader;

    public NewestMessages(LedgerDatabase database) {
        this.reader = database.reader();
    }

    /**
     * What was found.
     *
     * @param rows the oldest first, in whatever state
     * @param stoodIn the desks in which a conversation of theirs stood before the first of them came; a conversation that
     *     stood in none is left out
     */
    public record Newest(List<MessageRow> rows, Map<Conversation, Set<String>> stoodIn) {}

    /** The newest messages, at most so many. */
    public Newest read(int most) {
        return read(reader, most);
    }

    static Newest read(JdbcTemplate reader, int most) {
        var rows = new ArrayList<>(
                reader.query(MessageRows.SELECT + "order by m.seq desc limit ?", MessageRows::read, most));
        Collections.reverse(rows);
        var stoodIn = new HashMap<Conversation, Set<String>>();
        if (!rows.isEmpty()) {
            long first = rows.get(0).seq();
            rows.stream().map(MessageRow::conversation).distinct().forEach(conversation -> {
                Set<String> desks = desksBefore(reader, conversation, first);
                if (!desks.isEmpty()) {
                    stoodIn.put(conversation, desks);
                }
            });
        }
        return new Newest(rows, stoodIn);
    }

    private static Set<String> desksBefore(JdbcTemplate reader, Conversation conversation, long seq) {
        return new TreeSet<>(reader.queryForList(
                // in the words of an index: what stands in a desk has a number
                """
                select distinct desk from message where thread = ? and channel = ? and number is not null and seq < ?
                    and state in ('ticketed', 'appended') and desk is not null""",
                String.class,
                conversation.thread(),
                conversation.channel(),
                seq));
    }
}
