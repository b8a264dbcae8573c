package io.deskbridge.route;

import static io.deskbridge.route.HubApp.soon;
import static org.assertj.core.api.Assertions.assertThat;

import io.deskbridge.core.Conversation;
import io.deskbridge.core.Entry;
import io.deskbridge.core.Ticket;
import io.deskbridge.store.MessageLedger;
import io.deskbridge.store.MessageRow;
import io.deskbridge.store.NoteLedger;
import io.deskbridge.store.NoteRow;
import io.deskbridge.store.ReplyLedger;
import io.deskbridge.store.ReplyRow;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;

/** A hub that runs recipes out of the README's own text; only the names of servers are others. */
final class RecipeRun implements AutoCloseable {
    final HubApp app;
    private final String channel;

    /**
     * @param servers what stands in a recipe, and what is to stand there instead
     */
    RecipeRun(Path folder, String channel, Map<String, String> servers, String... recipes) throws IOException {
        this.channel = channel;
        app = new HubApp(folder)
                .with("deskbridge.channels." + channel + ".type", "custom")
                .with("deskbridge.channels." + channel + ".settle", "30ms")
                .with("deskbridge.desks.zendesk.type", "other")
                .with("deskbridge.routes.settings.support-password", "secret")
                .with("deskbridge.routes.settings.blog-password", "secret")
                .with("deskbridge.routes.settings.market-key", "secret")
                .route(
                        channel + "-to-zendesk",
                        Yaml.route(channel + "-to-zendesk", "channel:" + channel, "to: {uri: 'desk:zendesk'}"))
                .route("out", Yaml.route("out", "desk:zendesk", "to: {uri: 'channel:origin'}"));
        for (String id : recipes) {
            String yaml = RecipesTest.recipes().stream()
                    .filter(recipe -> recipe.contains("    id: " + id + "\n"))
                    .findFirst()
                    .orElseThrow();
            for (Map.Entry<String, String> server : servers.entrySet()) {
                yaml = yaml.replace(server.getKey(), server.getValue());
            }
            app.route(id, yaml);
        }
    }

    List<MessageRow> rows(String thread) {
        return app.bean(MessageLedger.class).of(new Conversation(channel, thread));
    }

    List<ReplyRow> replies(String thread) {
        return app.bean(ReplyLedger.class).of(new Conversation(channel, thread));
    }

    List<String> notes(String thread) {
        return app.bean(NoteLedger.class).of(new Conversation(channel, thread)).stream()
                .map(NoteRow::text)
                .toList();
    }

    /** The one ticket of the conversation, once it is there and known. */
    Ticket ticket(String thread) {
        soon(() -> assertThat(rows(thread)).anyMatch(row -> row.ticketId().isPresent()));
        var found = app.otherDesk.casesOf(new Conversation(channel, thread).externalId());
        assertThat(found).hasSize(1);
        return found.get(0).ticket();
    }

    List<Entry> entries(String thread) {
        return app.otherDesk.casesOf(new Conversation(channel, thread).externalId()).stream()
                .flatMap(found -> found.entries().stream())
                .toList();
    }

    /** Nothing of what strangers wrote ended the routes or the hub. */
    void unharmed(String... recipes) {
        assertThat(app.bean(CamelContext.class).isStarted()).isTrue();
        assertThat(app.bean(Deployment.class).running()).contains(recipes);
    }

    @Override
    public void close() {
        app.close();
    }
}
