package io.deskbridge.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.deskbridge.core.Agent;
import io.deskbridge.core.Conversation;
import io.deskbridge.core.Media;
import io.deskbridge.store.FileLinks;
import io.deskbridge.store.ReplyLedger;
import io.deskbridge.store.ReplyRow;
import io.deskbridge.store.ReplyState;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Linked files, as people get them who were sent the address. */
class FileControllerTest {
    private static final Duration DAY = Duration.ofDays(1);
    private static ConsoleApp app;
    private static long comments;

    @BeforeAll
    static void start(@TempDir Path data) {
        app = new ConsoleApp(data, Map.of("deskbridge.admin.user", "admin", "deskbridge.admin.password", "geheim"))
                .opened();
    }

    @AfterAll
    static void stop() {
        app.close();
    }

    private static ReplyRow reply() {
        var content = new ReplyRow.Content(new Agent("mia", "Mia"), "here", List.of());
        return app.bean(ReplyLedger.class).reserve(++comments, new Conversation("shop", "t"), "1", content);
    }

    private static String linked(ReplyRow reply, String name, String type, byte[] bytes, Duration kept) {
        Instant end = Instant.now().plus(kept);
        return "/files/"
                + app.bean(FileLinks.class)
                        .keep(reply, "1", new Media(name, type, bytes), end)
                        .token();
    }

    private static String header(HttpResponse<String> answer, String name) {
        return String.join(" | ", answer.headers().allValues(name));
    }

    @Test
    void whoever_has_the_address_saves_the_file_and_nothing_remembers_or_runs_it() throws Exception {
        String path = linked(
                reply(),
                "Rechnung ü\".pdf",
                "application/pdf",
                "PDF".repeat(60_000).getBytes(),
                DAY);

        HttpResponse<String> answer = app.get(path, "X-Forwarded-For", "203.0.113.7");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("PDF".repeat(60_000));
        assertThat(header(answer, "Content-Type")).isEqualTo("application/pdf");
        assertThat(header(answer, "Content-Disposition"))
                .startsWith("attachment; ")
                .contains("filename*=UTF-8''Rechnung%20%C3%BC%22.pdf");
        assertThat(header(answer, "X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(header(answer, "Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(header(answer, "Cache-Control")).isEqualTo("private, max-age=600");
        assertThat(header(answer, "X-Robots-Tag")).isEqualTo("noindex, nofollow");
        assertThat(header(answer, "Content-Security-Policy"))
                .isEqualTo("default-src 'none'; frame-ancestors 'none'; sandbox");
        assertThat(app.call("HEAD", path, "").statusCode()).isEqualTo(200);
    }

    @Test
    void what_a_browser_might_run_has_no_kind() throws Exception {
        for (String type : List.of("text/html", "image/svg+xml", "application/javascript", "nonsense")) {
            HttpResponse<String> answer = app.get(linked(reply(), "a.html", type, "<script>".getBytes(), DAY));
            assertThat(header(answer, "Content-Type")).as(type).isEqualTo("application/octet-stream");
        }
    }

    @Test
    void what_is_over_is_gone_and_what_never_was_is_not_found() throws Exception {
        ReplyRow refused = reply();
        String withdrawn = linked(refused, "a.pdf", "application/pdf", new byte[] {1}, DAY);
        app.bean(ReplyLedger.class).end(refused, ReplyState.REFUSED, "no", Optional.empty(), Optional.empty());

        assertThat(app.get(withdrawn).statusCode()).isEqualTo(410);
        assertThat(app.get(linked(reply(), "a.pdf", "application/pdf", new byte[] {1}, DAY.negated()))
                        .statusCode())
                .isEqualTo(410);
        assertThat(app.get("/files/" + "A".repeat(43)).statusCode()).isEqualTo(404);
        assertThat(app.get("/files/1").statusCode()).isEqualTo(404);
    }

    @Test
    void nothing_else_is_open_below_the_path() throws Exception {
        String path = linked(reply(), "a.pdf", "application/pdf", new byte[] {1}, DAY);
        for (String method : List.of("POST", "PUT", "DELETE")) {
            assertThat(app.call(method, path, "").statusCode()).as(method).isIn(401, 403);
        }
        for (String other : List.of("/files", "/files/", path + "/more", "/api/replies")) {
            assertThat(app.get(other).statusCode()).as(other).isIn(401, 404);
        }
        assertThat(app.get("/files/").body()).doesNotContain("pdf");
        assertThat(app.get("/api/replies").statusCode()).isEqualTo(401);
    }

    @Test
    void the_same_file_of_a_reply_is_kept_once_and_no_two_addresses_are_alike() {
        ReplyRow reply = reply();
        String first = linked(reply, "a.pdf", "application/pdf", new byte[] {1}, DAY);

        assertThat(linked(reply, "b.pdf", "application/pdf", new byte[] {2}, DAY))
                .isEqualTo(first);
        assertThat(app.bean(FileLinks.class).of(reply)).hasSize(1);
        assertThat(linked(reply(), "a.pdf", "application/pdf", new byte[] {1}, DAY))
                .isNotEqualTo(first);
    }
}
