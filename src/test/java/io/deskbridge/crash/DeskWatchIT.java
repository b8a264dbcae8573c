package io.deskbridge.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.util.FileSystemUtils;

/** The watch over the desk can see what the proof says it never saw. */
@Tag("crash")
class DeskWatchIT {
    private static final Map<String, String> HUB =
            Map.of("Authorization", Web.basic("hub@sandbox.example/token:sandbox-zendesk-token"));

    @Test
    void two_entries_at_once_are_seen_and_one_after_another_or_beside_a_note_are_none() throws Exception {
        Path folder = Path.of("target/crash/desk-watch").toAbsolutePath();
        FileSystemUtils.deleteRecursively(folder);
        Files.createDirectories(folder);
        try (var world = new World(folder.resolve("world"), folder.resolve("world.log"), new Random())) {
            var desk = new Web(world.address() + "/sandbox/zendesk/api/v2");
            String ticket = "/tickets/"
                    + desk.call("POST", "/tickets", HUB, Map.of("ticket", Map.of("comment", Map.of("body", "first"))))
                            .at("/ticket/id")
                            .asText();

            write(desk, ticket, true);
            write(desk, ticket, true);
            together(desk, ticket, List.of(true, false, false));
            assertThat(world.overlaps()).isEmpty();

            together(desk, ticket, List.of(true, true));
            assertThat(world.overlaps()).hasSize(1);
            assertThat(world.watched()).isEqualTo(5);
        }
    }

    private static void together(Web desk, String ticket, List<Boolean> entries) {
        CompletableFuture.allOf(entries.stream()
                        .map(entry -> CompletableFuture.runAsync(() -> write(desk, ticket, entry)))
                        .toArray(CompletableFuture[]::new))
                .join();
    }

    /** As the hub writes an entry, or a note; whether the desk takes it is of no interest here. */
    private static void write(Web desk, String ticket, boolean entry) {
        Map<String, Object> comment = Map.of("body", "words", "public", entry);
        desk.exchange(
                "PUT",
                ticket,
                HUB,
                Map.of("ticket", entry ? Map.of("comment", comment, "safe_update", true) : Map.of("comment", comment)));
    }
}
