package io.deskbridge.store;

import io.deskbridge.core.Conversation;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Which replies say the same, and of what about their words the agent was warned. */
@Component
public class AlikeReplies {
    /** What people may have read, or will have before this one. */
    private static final String SAID_BEFORE =
            """
            from reply where words = ? and reserved_at >= ? and seq <> ?
                and (state in ('published', 'uncertain') or (state = 'waiting' and seq < ?))
            """;

    private final Committer committer;
    private final JdbcTemplate reader;
    private final Clock clock;

    public AlikeReplies(Committer committer, LedgerDatabase database, Clock clock) {
        this.committer = committer;
        this.reader = database.reader();
        this.clock = clock;
    }

    /**
     * Who else was told the same.
     *
     * @param inConversation the newest such reply of the same conversation
     * @param others how many people beside the one it answers
     */
    public record Alike(Optional<ReplyRow> inConversation, int others) {}

    /**
     * Keeps what the reply says, then looks who said it before: of two at the same moment at least one sees the other.
     *
     * @param words its words without what differs from person to person; replies with the same words are alike
     * @param person the network's id of whom it answers
     * @param since replies that were reserved earlier do not count
     */
    public Alike find(ReplyRow reply, String words, String person, Instant since) {
        String hash = Digest.of(words);
        committer.commit(
                tx -> tx.update("update reply set words = ?, person = ? where seq = ?", hash, person, reply.seq()));
        Conversation conversation = reply.conversation();
        Optional<ReplyRow> same = reader
                .query(
                        "select * " + SAID_BEFORE + " and channel = ? and thread = ? order by seq desc limit 1",
                        ReplyLedger::read,
                        hash,
                        since.toEpochMilli(),
                        reply.seq(),
                        reply.seq(),
                        conversation.channel(),
                        conversation.thread())
                .stream()
                .findFirst();
        Integer others = reader.queryForObject(
                "select count(*) from (select distinct channel, person " + SAID_BEFORE
                        + " and not (channel = ? and person = ?)) people",
                Integer.class,
                hash,
                since.toEpochMilli(),
                reply.seq(),
                reply.seq(),
                conversation.channel(),
                person);
        return new Alike(same, Objects.requireNonNull(others));
    }

    /** Warns the agent that the same was said before; once for a reply. */
    public void warnOfRepetition(ReplyRow reply, NewNote note) {
        committer.commit(tx -> {
            int first = tx.update("update reply set repeated = 1 where seq = ? and repeated = 0", reply.seq());
            if (first > 0) {
                NoteLedger.add(tx, note, clock);
            }
            return first;
        });
    }

    /** Tells the agent that the reply only sends people elsewhere; once for a conversation. */
    public void warnOfHotline(ReplyRow reply, NewNote note) {
        committer.commit(tx -> {
            int first = tx.update(
                    """
                    update reply set hotline = 1 where seq = ? and not exists (
                        select 1 from reply told where told.channel = ? and told.thread = ? and told.hotline = 1)""",
                    reply.seq(),
                    reply.conversation().channel(),
                    reply.conversation().thread());
            if (first > 0) {
                NoteLedger.add(tx, note, clock);
            }
            return first;
        });
    }
}
