package io.deskbridge.store;

import io.deskbridge.core.Media;
import io.deskbridge.core.Message;
import java.io.ByteArrayOutputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * The files that came with messages and that nobody can be asked for again. They are stored in the commit that stores the
 * message, and are here until it has come to its end; those of a dead letter for a while longer, because a person may send
 * it on its way again.
 */
@Component
public class KeptFiles {
    /** Somebody who looks after dead letters does so within that time. */
    static final Duration OF_DEAD_LETTERS = Duration.ofDays(30);

    private static final String OVER =
            """
            select file.message_seq from kept_file file join message on message.seq = file.message_seq
            where message.state in ('ticketed', 'appended', 'dismissed')
                or message.state = 'dead' and message.ended_at <= ?""";

    private final Committer committer;
    private final JdbcTemplate reader;
    private final Clock clock;

    public KeptFiles(Committer committer, LedgerDatabase database, Clock clock) {
        this.committer = committer;
        this.reader = database.reader();
        this.clock = clock;
    }

    /** Part of the commit that stores the message. Of one that came to its end at once nothing is kept. */
    static void keep(LedgerTemplate tx, Message message, List<Media> files) {
        List<Long> waiting = tx.queryForList(
                """
                select seq from message where channel = ? and message_id = ? and revision_id = ?
                    and state = 'waiting'""",
                Long.class,
                message.id().channel(),
                message.id().value(),
                message.revision().id());
        for (Long seq : waiting) {
            for (int place = 0; place < files.size(); place++) {
                Media file = files.get(place);
                tx.update(
                        "insert into kept_file (message_seq, place, name, mime_type, size) values (?, ?, ?, ?, ?)",
                        seq,
                        place,
                        file.name(),
                        file.mimeType(),
                        file.bytes().length);
                FilePieces.of(
                        file,
                        "insert into kept_piece (message_seq, place, piece, bytes) values (?, ?, ?, ?)",
                        tx,
                        seq,
                        place);
            }
        }
    }

    /** What is known of a kept file. */
    public record Kept(long messageSeq, int place, String name, String mimeType, long size) {}

    /** The file at that place of the message, in the message's wording; empty when it was forgotten or never there. */
    public Optional<Kept> find(Message message, int place) {
        return reader
                .query(
                        """
                        select file.* from kept_file file join message on message.seq = file.message_seq
                        where message.channel = ? and message.message_id = ? and message.revision_id = ?
                            and file.place = ?""",
                        (row, number) -> new Kept(
                                row.getLong("message_seq"),
                                row.getInt("place"),
                                row.getString("name"),
                                row.getString("mime_type"),
                                row.getLong("size")),
                        message.id().channel(),
                        message.id().value(),
                        message.revision().id(),
                        place)
                .stream()
                .findFirst();
    }

    /** The bytes; empty when they were forgotten meanwhile. */
    public Optional<Media> read(Kept file) {
        var bytes = new ByteArrayOutputStream((int) file.size());
        for (long piece = 0; piece < FilePieces.count(file.size()); piece++) {
            List<byte[]> found = reader.query(
                    "select bytes from kept_piece where message_seq = ? and place = ? and piece = ?",
                    (row, number) -> row.getBytes("bytes"),
                    file.messageSeq(),
                    file.place(),
                    piece);
            if (found.isEmpty()) {
                return Optional.empty();
            }
            bytes.writeBytes(found.get(0));
        }
        return Optional.of(new Media(file.name(), file.mimeType(), bytes.toByteArray()));
    }

    /** How many files are kept. */
    public long count() {
        return Objects.requireNonNull(reader.queryForObject("select count(*) from kept_file", Long.class));
    }

    /** Deletes the files of messages that have come to their end. */
    public void forgetEnded() {
        long dead = clock.instant().minus(OF_DEAD_LETTERS).toEpochMilli();
        if (reader.queryForList(OVER + " limit 1", Long.class, dead).isEmpty()) {
            return; // no commit for nothing
        }
        committer.commit(tx -> {
            tx.update("delete from kept_piece where message_seq in (" + OVER + ")", dead);
            return tx.update("delete from kept_file where message_seq in (" + OVER + ")", dead);
        });
    }
}
