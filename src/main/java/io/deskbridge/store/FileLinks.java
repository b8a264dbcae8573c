package io.deskbridge.store;

import io.deskbridge.core.Media;
import java.io.IOException;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * The files that go out as links. They lie in the ledger, so that each process that shares it can hand them out. Each method
 * that writes is one commit and returns when it is on disk.
 */
@Component
public class FileLinks {
    private static final int RANDOM_BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Committer committer;
    private final JdbcTemplate reader;
    private final Clock clock;

    public FileLinks(Committer committer, LedgerDatabase database, Clock clock) {
        this.committer = committer;
        this.reader = database.reader();
        this.clock = clock;
    }

    /** Those of a reply in the order in which they were made; empty when none of its files is a link. */
    public List<FileLink> of(ReplyRow reply) {
        return reader.query(
                "select * from file_link where reply_seq = ? order by made_at, token", FileLinks::read, reply.seq());
    }

    /**
     * Keeps a file of a reply. A second call for the same file gives the first one's link, and keeps nothing more.
     *
     * @param reference which of the comment's files it is
     */
    public FileLink keep(ReplyRow reply, String reference, Media file, Instant endsAt) {
        String token = token();
        return committer.commit(tx -> {
            int made = tx.update(
                    """
                    insert into file_link (token, reply_seq, reference, name, mime_type, size, made_at, ends_at)
                    values (?, ?, ?, ?, ?, ?, ?, ?) on conflict (reply_seq, reference) do nothing""",
                    token,
                    reply.seq(),
                    reference,
                    file.name(),
                    file.mimeType(),
                    file.bytes().length,
                    clock.millis(),
                    endsAt.toEpochMilli());
            if (made > 0) {
                FilePieces.of(file, "insert into file_piece (token, piece, bytes) values (?, ?, ?)", tx, token);
            }
            return tx.query(
                            "select * from file_link where reply_seq = ? and reference = ?",
                            FileLinks::read,
                            reply.seq(),
                            reference)
                    .get(0);
        });
    }

    private static String token() {
        byte[] random = new byte[RANDOM_BYTES];
        RANDOM.nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }

    /**
     * What an address leads to.
     *
     * @param over its time came, the reply was refused, or it does not stand there any more: the file cannot be had
     */
    public record Found(FileLink link, boolean over) {}

    /** What the address with this end leads to; empty when there never was such an address. */
    public Optional<Found> find(String token) {
        return reader
                .query(
                        """
                        select link.*, reply.state as reply_state, reply.gone_at as reply_gone from file_link link
                        join reply on reply.seq = link.reply_seq where link.token = ?""",
                        (row, number) -> {
                            FileLink link = read(row, number);
                            return new Found(
                                    link,
                                    row.getString("reply_state").equals(Columns.word(ReplyState.REFUSED))
                                            || Columns.maybeTime(row, "reply_gone")
                                                    .isPresent()
                                            || !clock.instant().isBefore(link.endsAt()));
                        },
                        token)
                .stream()
                .findFirst();
    }

    /** Takes one piece of a file after the other. */
    @FunctionalInterface
    public interface Pieces {
        void take(byte[] piece) throws IOException;
    }

    /** Hands out a file's bytes piece by piece, so that however many people ask, nobody keeps a whole file in memory. */
    public void read(FileLink link, Pieces pieces) throws IOException {
        long count = FilePieces.count(link.size());
        for (long piece = 0; piece < count; piece++) {
            List<byte[]> bytes = reader.query(
                    "select bytes from file_piece where token = ? and piece = ?",
                    (row, number) -> row.getBytes("bytes"),
                    link.token(),
                    piece);
            if (bytes.isEmpty()) {
                throw new IOException("the file was deleted meanwhile");
            }
            pieces.take(bytes.get(0));
        }
    }

    /** Deletes the bytes of all that is over; the addresses stay known. */
    public void forgetEnded() {
        committer.commit(tx -> tx.update(
                "delete from file_piece where token in (select token from file_link where ends_at <= ?)",
                clock.millis()));
    }

    private static FileLink read(ResultSet row, int number) throws SQLException {
        return new FileLink(
                row.getString("token"),
                row.getLong("reply_seq"),
                row.getString("reference"),
                row.getString("name"),
                row.getString("mime_type"),
                row.getLong("size"),
                Columns.time(row, "ends_at"));
    }
}
