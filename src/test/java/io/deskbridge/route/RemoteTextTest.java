package io.deskbridge.route;

import static io.deskbridge.route.HubApp.soon;
import static org.assertj.core.api.Assertions.assertThat;

import io.deskbridge.contract.FakeNetwork;
import io.deskbridge.contract.Hostile;
import io.deskbridge.core.Attachment;
import io.deskbridge.core.Author;
import io.deskbridge.core.Comment;
import io.deskbridge.core.Conversation;
import io.deskbridge.core.Entry;
import io.deskbridge.core.Kind;
import io.deskbridge.core.Message;
import io.deskbridge.core.MessageBuilder;
import io.deskbridge.core.Reply;
import io.deskbridge.hub.Inbox;
import io.deskbridge.store.MessageLedger;
import io.deskbridge.store.MessageRow;
import io.deskbridge.store.MessageState;
import io.deskbridge.store.ReplyLedger;
import io.deskbridge.store.ReplyState;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What people write is data for every step: it comes to the other side as it was written, and neither makes a header, nor
 * an option, nor chooses a way. One route for each step, and each is asked with all of {@link Hostile#TEXTS}, as text, name,
 * handle and in a file's name.
 */
class RemoteTextTest {
    private static final String TEAM = "to: {uri: 'desk:team'}";
    private static final String SPY = "process: {ref: spy}";
    /** By the step's name the steps; all of them let the texts through and set nothing because of them. */
    private static final Map<String, List<String>> STEPS = steps();

    @TempDir
    static Path folder;

    private static HubApp app;
    private static final Spy SEEN = new Spy();

    /** Looks at what the steps before it made of a message. */
    private static final class Spy implements Processor {
        final List<String> headers = new CopyOnWriteArrayList<>();
        final List<Reply> replies = new CopyOnWriteArrayList<>();
        final List<Comment> comments = new CopyOnWriteArrayList<>();

        @Override
        public void process(Exchange exchange) {
            headers.addAll(exchange.getMessage().getHeaders().keySet());
            Object body = exchange.getMessage().getBody();
            if (body instanceof Reply reply) {
                replies.add(reply);
            } else if (body instanceof Comment comment) {
                comments.add(comment);
            } else if (!(body instanceof Message)) {
                headers.add("the body became a " + body.getClass());
            }
        }
    }

    private static Map<String, List<String>> steps() {
        String desk = "steps: [{" + TEAM + "}]";
        var steps = new LinkedHashMap<String, List<String>>();
        steps.put("desk", List.of(TEAM));
        steps.put("only", List.of("to: {uri: 'only:x', parameters: {words-none: zebra, kinds: mention}}", TEAM));
        steps.put("dismiss", List.of("to: {uri: 'dismiss:x', parameters: {words-any: zebra, reason: zebra}}", TEAM));
        steps.put(
                "set", List.of("to: {uri: 'set:x', parameters: {words-any: zebra, priority: high, tags: evil}}", TEAM));
        steps.put(
                "acknowledge",
                List.of("to: {uri: 'acknowledge:x', parameters: {text: 'Thanks, {ticket}.', public: true}}", TEAM));
        steps.put(
                "every-condition",
                List.of(
                        "to: {uri: 'only:x', parameters: {kinds: mention, words-none: zebra, verified: false, not-authors: zebra, not-authors-file: list.txt, first-of-conversation: true}}",
                        "to: {uri: 'dismiss:x', parameters: {words-all: 'zebra, giraffe', languages: ja, stars: 5, authors: zebra, authors-file: list.txt, followers-above: 1000, reason: zebra}}",
                        TEAM));
        steps.put(
                "filter",
                List.of(
                        "filter: {expression: {simple: {expression: \"${body.kind} == 'MENTION' && ${body.text} != 'zebra'\"}}, "
                                + desk + "}"));
        steps.put(
                "choice",
                List.of(
                        "choice: {when: [{expression: {simple: {expression: \"${body.text} == 'zebra' || ${body.author.name} == 'zebra'\"}}, steps: [{to: {uri: 'dismiss:x', parameters: {reason: zebra}}}]}], otherwise: {"
                                + desk + "}}"));
        steps.put(
                "property",
                List.of(
                        "setProperty: {name: said, expression: {simple: {expression: \"${body.text}\"}}}",
                        "setVariable: {name: said, expression: {simple: {expression: \"${body.author.name}\"}}}",
                        "filter: {expression: {simple: {expression: \"${exchangeProperty.said} == ${body.text} && ${variable.said} == ${body.author.name}\"}}, "
                                + desk + "}"));
        steps.put(
                "jq",
                List.of(
                        "filter: {expression: {jq: {expression: '.kind == \"MENTION\" and .author.name == .author.handle and (.text | contains(\"zebra\") | not)'}}, "
                                + desk + "}"));
        steps.put("log", List.of("log: {loggingLevel: DEBUG, message: \"${body.text} ${body.author.handle}\"}", TEAM));
        return steps;
    }

    static Stream<String> stepNames() {
        return STEPS.keySet().stream();
    }

    @BeforeAll
    static void start() throws IOException {
        app = HubApp.usual(folder)
                .with("deskbridge.desks.team.type", "other")
                .with("deskbridge.channels.form.type", "custom")
                .with("deskbridge.channels.form.network", "Form")
                .with("deskbridge.channels.form.settle", "30ms")
                .bean("spy", SEEN)
                .route("out", Yaml.route("out", "desk:help", SPY, "to: {uri: 'channel:origin'}"))
                .route("take", Yaml.route("take", "direct:take", "to: {uri: 'inbox:form'}"))
                .route("form-in", Yaml.route("form-in", "channel:form", SPY, "to: {uri: 'desk:help'}"))
                .route("form-out", Yaml.route("form-out", "outbox:form", SPY));
        STEPS.forEach((name, steps) -> {
            var all = new ArrayList<>(steps);
            all.add(0, SPY);
            all.add(SPY);
            app.with("deskbridge.channels.c-" + name + ".type", "fake")
                    .route("r-" + name, Yaml.route("r-" + name, "channel:c-" + name, all.toArray(String[]::new)));
        });
        Files.writeString(app.routes().resolve("list.txt"), "@zebra\n");
        app.start();
    }

    @AfterAll
    static void stop() {
        app.close();
    }

    private static Author stranger(String id, String words) {
        return new Author(
                id,
                words,
                words,
                Optional.of(URI.create("https://x.test/u")),
                Optional.empty(),
                OptionalLong.of(1),
                false);
    }

    /** As a desk can take it. */
    private static String clean(String text) {
        return text.replace("\r\n", "\n").replaceAll("[\\p{Cntrl}\\x80-\\x9f&&[^\n\t]]", "");
    }

    /** Half a character is none; what stands in the ledger has a question mark for it. */
    private static String whole(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    private static List<MessageRow> rows(String channel, String thread) {
        return app.bean(MessageLedger.class).of(new Conversation(channel, thread));
    }

    @ParameterizedTest
    @MethodSource("stepNames")
    void what_people_write_is_data_for(String step) {
        String channel = "c-" + step;
        for (int i = 0; i < Hostile.TEXTS.size(); i++) {
            String words = Hostile.TEXTS.get(i);
            app.network.post(new MessageBuilder(
                            channel, step + i, Kind.MENTION, step + i, stranger("id-" + i, words), app.clock.instant())
                    .text(words)
                    .attachments(List.of(
                            Attachment.of(Attachment.Type.LOCATION, "geo:1,2").named(words)))
                    .build());
        }
        for (int i = 0; i < Hostile.TEXTS.size(); i++) {
            String thread = step + i;
            String words = Hostile.TEXTS.get(i);
            soon(() -> assertThat(rows(channel, thread)).singleElement().satisfies(row -> assertThat(row.state())
                    .as("%s: %s", row.reason(), words)
                    .isEqualTo(MessageState.TICKETED)));
            var found = app.otherDesk.casesOf(new Conversation(channel, thread).externalId());
            assertThat(found).as(words).hasSize(1);
            assertThat(found.get(0).options()).as(words).isEmpty();
            assertThat(found.get(0).subject()).as(words).doesNotContainPattern("[\\p{Cntrl}\u2028\u2029]");
            Entry entry = found.get(0).entries().get(0);
            assertThat(entry.text()).as(words).startsWith(clean(words) + "\n\n———\n");
            assertThat(entry.message().author().name()).isEqualTo(words);
        }
        if (step.equals("acknowledge")) {
            List<FakeNetwork.Published> answers = acknowledged(channel);
            assertThat(answers)
                    .extracting(found -> found.reply().text())
                    .allMatch(text -> text.matches("Thanks, \\d+\\."));
        }
        unharmed();
    }

    /** What goes out in the company's voice has nothing of what a stranger wrote. */
    private static List<FakeNetwork.Published> acknowledged(String channel) {
        soon(() -> assertThat(answersOn(channel)).hasSizeGreaterThan(Hostile.TEXTS.size() / 2));
        return answersOn(channel);
    }

    private static List<FakeNetwork.Published> answersOn(String channel) {
        return app.network.published().stream()
                .filter(found -> found.reply().conversation().channel().equals(channel))
                .toList();
    }

    /** Everything still runs, and nothing of a text became a header. */
    private static void unharmed() {
        assertThat(SEEN.headers).isEmpty();
        assertThat(app.bean(CamelContext.class).isStarted()).isTrue();
        var ids = new ArrayList<>(List.of("in", "out", "take", "form-in", "form-out"));
        STEPS.keySet().forEach(name -> ids.add("r-" + name));
        assertThat(app.bean(Deployment.class).running()).containsExactlyInAnyOrderElementsOf(ids);
    }

    @Test
    void what_people_write_is_data_for_an_inbox() {
        var program = app.bean(CamelContext.class).createProducerTemplate();
        for (int i = 0; i < Hostile.TEXTS.size(); i++) {
            String words = Hostile.TEXTS.get(i);
            var person = new Inbox.Item.Person("id-" + i, words, words, null);
            program.sendBodyAndHeader("direct:take", item("form-" + i, person, words), "CamelFileName", words);
        }
        for (int i = 0; i < Hostile.TEXTS.size(); i++) {
            String thread = "form-" + i;
            String words = Hostile.TEXTS.get(i);
            soon(() -> assertThat(rows("form", thread)).singleElement().matches(row -> row.ticketId()
                    .isPresent()));
            Entry entry = app.desk
                    .casesOf("deskbridge:form:" + thread)
                    .get(0)
                    .entries()
                    .get(0);
            assertThat(entry.message().text()).isEqualTo(words);
            assertThat(entry.text()).startsWith(clean(words) + "\n\n———\n");
        }
        unharmed();
    }

    private static Map<String, Object> item(String id, Inbox.Item.Person person, String words) {
        return Map.of(
                "id",
                id,
                "text",
                words,
                "author",
                Map.of("id", person.id(), "handle", person.handle(), "name", person.name()));
    }

    /** Lines that ask the hub for something are no words to publish; see the tests of commands and decisions. */
    private static final Set<String> COMMANDS = Set.of("/private\n/again 12");

    @Test
    void what_agents_write_is_data_for_a_channel_and_comes_out_as_it_is() {
        for (int i = 0; i < Hostile.TEXTS.size(); i++) {
            String words = Hostile.TEXTS.get(i);
            if (words.length() > 200 || COMMANDS.contains(words)) {
                continue;
            }
            String thread = "origin-" + i;
            app.answered(thread, words);
            soon(() -> assertThat(app.replies(thread)).singleElement().satisfies(reply -> assertThat(reply.state())
                    .as("%s: %s", reply.reason(), words)
                    .isEqualTo(ReplyState.PUBLISHED)));
            assertThat(app.published(thread)).containsExactly(whole(words));
        }
        unharmed();
    }

    @Test
    void what_agents_write_is_data_for_an_outbox() {
        for (int i = 0; i < Hostile.TEXTS.size(); i++) {
            String words = Hostile.TEXTS.get(i);
            if (words.length() > 200 || COMMANDS.contains(words)) {
                continue;
            }
            String thread = "outbox-" + i;
            app.bean(CamelContext.class)
                    .createProducerTemplate()
                    .sendBody("direct:take", item(thread, new Inbox.Item.Person("p", "p", "p", null), "hello"));
            soon(() -> assertThat(rows("form", thread).get(0).ticketId()).isPresent());
            app.desk.comment(
                    app.desk.casesOf("deskbridge:form:" + thread).get(0).ticket(), words);
            soon(() -> assertThat(app.bean(ReplyLedger.class).of(new Conversation("form", thread)))
                    .singleElement()
                    .matches(reply -> reply.state() == ReplyState.PUBLISHED));
            assertThat(SEEN.replies)
                    .filteredOn(reply -> reply.text().equals(whole(words)))
                    .isNotEmpty();
        }
        unharmed();
    }
}
