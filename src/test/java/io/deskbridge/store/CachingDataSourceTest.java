package io.deskbridge.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteDataSource;

class CachingDataSourceTest {
    private static final String INSERT = "insert into word (id, text) values (?, ?)";
    private static final String SELECT = "select text from word where id >= ? order by id";
    private Connection connection;
    private String url;

    @BeforeEach
    void open(@TempDir Path folder) throws SQLException {
        url = "jdbc:sqlite:" + folder.resolve("words.db");
        connection = another();
        try (var statement = connection.createStatement()) {
            statement.execute("create table word (id integer primary key, text text not null)");
        }
        insert(1, "one");
        insert(2, "two");
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    private Connection another() throws SQLException {
        var source = new SQLiteDataSource();
        source.setUrl(url);
        return new CachingDataSource(source).getConnection();
    }

    @Test
    void a_statement_that_was_closed_is_used_again() throws SQLException {
        Object first = prepared();
        Object second = prepared();
        assertThat(second).isSameAs(first);
        assertThat(words(2)).isEqualTo("two");
        assertThat(words(1)).isEqualTo("one two");
    }

    @Test
    void two_of_the_same_open_at_once_do_not_disturb_each_other() throws SQLException {
        try (PreparedStatement outer = connection.prepareStatement(SELECT)) {
            outer.setInt(1, 1);
            try (ResultSet rows = outer.executeQuery()) {
                rows.next();
                assertThat(words(2)).isEqualTo("two");
                assertThat(words(3)).isEmpty();
                assertThat(rows.getString(1)).isEqualTo("one");
                assertThat(rows.next()).isTrue();
                assertThat(rows.getString(1)).isEqualTo("two");
            }
        }
        assertThat(words(1)).isEqualTo("one two");
    }

    @Test
    void after_an_error_it_works_on() throws SQLException {
        assertThatThrownBy(() -> insert(1, "again")).isInstanceOf(SQLException.class);
        insert(3, "three");
        assertThat(words(1)).isEqualTo("one two three");
    }

    @Test
    void closing_a_statement_twice_does_not_give_it_to_two() throws SQLException {
        PreparedStatement first = connection.prepareStatement(SELECT);
        first.close();
        PreparedStatement second = connection.prepareStatement(SELECT);
        first.close();
        try (PreparedStatement third = connection.prepareStatement(SELECT)) {
            assertThat(third.unwrap(PreparedStatement.class)).isNotSameAs(second.unwrap(PreparedStatement.class));
        }
        second.close();
    }

    @Test
    void nothing_of_the_last_use_is_left() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
            statement.setInt(1, 3);
            statement.setString(2, "never");
            statement.addBatch();
        }
        try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
            assertThat(statement.executeBatch()).isEmpty();
            statement.setInt(1, 4);
            assertThatThrownBy(statement::executeUpdate)
                    .as("the text of the last use")
                    .isInstanceOf(SQLException.class);
        }
    }

    @Test
    void a_statement_that_is_closed_holds_up_no_other_connection() throws SQLException {
        PreparedStatement half = connection.prepareStatement(SELECT);
        half.setInt(1, 1);
        assertThat(half.executeQuery().next()).isTrue();
        half.close(); // with its result still open, as JDBC allows
        try (Connection other = another();
                var statement = other.createStatement()) {
            assertThat(statement.executeUpdate("insert into word values (3, 'three')"))
                    .isEqualTo(1);
        }
        assertThat(words(1)).isEqualTo("one two three");
    }

    @Test
    void a_result_is_over_when_its_statement_is_closed() throws SQLException {
        PreparedStatement half = connection.prepareStatement(SELECT);
        half.setInt(1, 1);
        ResultSet rows = half.executeQuery();
        half.close();
        assertThat(rows.isClosed()).isTrue();
    }

    private PreparedStatement prepared() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(SELECT)) {
            return statement.unwrap(PreparedStatement.class);
        }
    }

    private void insert(int id, String text) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
            statement.setInt(1, id);
            statement.setString(2, text);
            statement.executeUpdate();
        }
    }

    private String words(int from) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(SELECT)) {
            statement.setInt(1, from);
            try (ResultSet rows = statement.executeQuery()) {
                var words = new StringBuilder();
                while (rows.next()) {
                    words.append(words.isEmpty() ? "" : " ").append(rows.getString(1));
                }
                return words.toString();
            }
        }
    }
}
