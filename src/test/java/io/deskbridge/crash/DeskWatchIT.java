package io.deskbridge.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.util.FileSystemUtils;

/** The watch over the desks can see what the proof says it never saw. */
@Tag("crash")
class DeskWatchIT {
    private static final Map<String, String> ZENDESK =
            Map.of("Authorization", Web.basic("hub@sandbox.example/token:sandbox-zendesk-token"));
    private static final Map<String, String> JIRA =
            Map.of("Authorization", Web.basic("hub@sandbox.example:sandbox-jira-token"));

    @Test
    void two_entries_at_once_are_seen_and_one_after_another_or_beside_a_note_are_none() throws Exception {
        Path folder = Path.of("target/crash/desk-watch").toAbsolutePath();
        FileSystemUtils.deleteRecursively(folder);
        Files.createDirectories(folder);
        try (var world = new World(folder.resolve("world"), folder.resolve("world.log"), new Random())) {
            Consumer<Boolean> zendesk = zendesk(new Web(world.address() + "/sandbox/zendesk/api/v2"));
            Consumer<Boolean> jira = jira(new Web(world.address() + "/sandbox/jira/rest/api/3"));
            for (Consumer<Boolean> desk : List.of(zendesk, jira)) {
                desk.accept(true);
                desk.accept(true);
                together(desk, List.of(true, false, false));
            }
            CompletableFuture.allOf(
                            CompletableFuture.runAsync(() -> zendesk.accept(true)),
                            CompletableFuture.runAsync(() -> jira.accept(true)))
                    .join();
            assertThat(world.overlaps()).isEmpty();

            together(zendesk, List.of(true, true));
            assertThat(world.overlaps()).singleElement().asString().startsWith("zendesk");
            together(jira, List.of(true, true));
            assertThat(world.overlaps()).hasSize(2).last().asString().startsWith("jira");
            assertThat(world.watched(new ZendeskDesk(world))).isEqualTo(6);
            assertThat(world.watched(new JiraDesk(world))).isEqualTo(6);
        }
    }

    private static void together(Consumer<Boolean> desk, List<Boolean> entries) {
        CompletableFuture.allOf(entries.stream()
                        .map(entry -> CompletableFuture.runAsync(() -> desk.accept(entry)))
                        .toArray(CompletableFuture[]::new))
                .join();
    }

    /** Writes into one ticket an entry as the hub does, or a note; whether the desk takes it is of no interest here. */
    private static Consumer<Boolean> zendesk(Web desk) {
        String ticket = "/tickets/"
                + desk.call("POST", "/tickets", ZENDESK, Map.of("ticket", Map.of("comment", Map.of("body", "first"))))
                        .at("/ticket/id")
                        .asText();
        return entry -> {
            Map<String, Object> comment = Map.of("body", "words", "public", entry);
            desk.exchange(
                    "PUT",
                    ticket,
                    ZENDESK,
                    Map.of(
                            "ticket",
                            entry ? Map.of("comment", comment, "safe_update", true) : Map.of("comment", comment)));
        };
    }

    private static Consumer<Boolean> jira(Web desk) {
        Map<String, Object> words = Map.of("type", "doc", "version", 1, "content", List.of());
        String issue = desk.call(
                        "POST",
                        "/issue",
                        JIRA,
                        Map.of(
                                "fields",
                                Map.of(
                                        "project",
                                        Map.of("key", "SOC"),
                                        "issuetype",
                                        Map.of("name", "Task"),
                                        "summary",
                                        "first",
                                        "description",
                                        words)))
                .path("id")
                .asText();
        return entry -> desk.call(
                "POST",
                "/issue/" + issue + "/comment",
                JIRA,
                Map.of(
                        "body",
                        words,
                        "properties",
                        List.of(Map.of("key", "deskbridge", "value", Map.of("kind", entry ? "entries" : "note")))));
    }
}
