package io.deskbridge.store;

import io.deskbridge.store.RouteDeployment.Result;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Every deployment of routes, kept for ever. Several processes that deploy the same files one after another make one entry. */
@Component
public class RouteHistory {
    private final Committer committer;
    private final JdbcTemplate reader;
    private final Clock clock;

    public RouteHistory(Committer committer, LedgerDatabase database, Clock clock) {
        this.committer = committer;
        this.reader = database.reader();
        this.clock = clock;
    }

    /**
     * Records a deployment, unless the newest one says the same: the other processes have the same files.
     *
     * @return its id
     */
    public long add(String author, Result result, RouteDeployment.Content content) {
        return committer.commit(tx -> {
            Optional<RouteDeployment> newest =
                    tx.query("select * from route_deployment order by seq desc limit 1", RouteHistory::read).stream()
                            .findFirst();
            if (newest.isPresent()
                    && newest.get().result() == result
                    && newest.get().content().files().equals(content.files())
                    && newest.get().content().mistakes().equals(content.mistakes())) {
                return newest.get().id();
            }
            return tx.query(
                            "insert into route_deployment (at, author, result, content) values (?, ?, ?, ?) returning seq",
                            (row, number) -> row.getLong("seq"),
                            clock.millis(),
                            author,
                            Columns.word(result),
                            Columns.json(content))
                    .get(0);
        });
    }

    /** What became of a rollback that was {@link Result#BEGUN}. */
    public void end(long id, Result result, RouteDeployment.Content content) {
        committer.commit(tx -> tx.update(
                "update route_deployment set result = ?, content = ? where seq = ? and result = 'begun'",
                Columns.word(result),
                Columns.json(content),
                id));
    }

    /** The last that was not refused; empty when there is none. */
    public Optional<RouteDeployment> lastGood() {
        return lastGood(reader);
    }

    static Optional<RouteDeployment> lastGood(JdbcTemplate reader) {
        return last(reader, Result.DEPLOYED);
    }

    /** The rollback that did not come to its end; empty when there is none. */
    public Optional<RouteDeployment> begun() {
        return last(reader, Result.BEGUN);
    }

    private static Optional<RouteDeployment> last(JdbcTemplate reader, Result result) {
        return reader
                .query(
                        "select * from route_deployment where result = ? order by seq desc limit 1",
                        RouteHistory::read,
                        Columns.word(result))
                .stream()
                .findFirst();
    }

    public Optional<RouteDeployment> find(long id) {
        return reader.query("select * from route_deployment where seq = ?", RouteHistory::read, id).stream()
                .findFirst();
    }

    /** The newest first, those before an id. */
    public List<RouteDeployment> before(long id, int limit) {
        return reader.query(
                "select * from route_deployment where seq < ? order by seq desc limit ?",
                RouteHistory::read,
                id,
                limit);
    }

    private static RouteDeployment read(ResultSet row, int number) throws SQLException {
        return new RouteDeployment(
                row.getLong("seq"),
                Columns.time(row, "at"),
                row.getString("author"),
                Columns.word(Result.class, row.getString("result")),
                Columns.read(row.getString("content"), RouteDeployment.Content.class));
    }
}
