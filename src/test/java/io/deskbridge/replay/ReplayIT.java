package io.deskbridge.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.deskbridge.contract.Shared;
import io.deskbridge.mainjob.RunningHub;
import io.deskbridge.replay.HelpDesk.Ticket;
import io.deskbridge.replay.Layout.Part;
import io.deskbridge.replay.Network.Published;
import io.deskbridge.replay.Tweets.Tweet;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Thousands of recorded messages through one hub: said on the sandbox's X, Facebook, WhatsApp and Bluesky in their order and
 * threads, ticketed in its Zendesk, in a service and a software project of its Jira and in a team's mailbox, answered there
 * with the companies' real answers, internal notes mixed in. Counted at the two other sides, not in the hub.
 */
@Tag("replay")
class ReplayIT {
    private static final int THREADS_AT_ONCE = 128;

    @TempDir
    Path folder;

    @Test
    void every_message_is_ticketed_once_and_every_answer_published_once_where_it_belongs() throws Exception {
        List<Talk> talks = Tweets.threads(Shared.path("data/twcs-sample/twcs_sample.csv")).stream()
                .map(Talk::new)
                .toList();
        Set<String> companies = talks.stream()
                .flatMap(talk -> talk.tweets().stream())
                .filter(tweet -> !tweet.customers())
                .map(Tweet::author)
                .collect(Collectors.toSet());
        Instant began = Instant.now();
        try (var uncaught = new Uncaught();
                var hub = hub(folder)) {
            List<Network> networks = List.of(
                    new XPosts(hub, companies),
                    new FacebookPage(hub),
                    new WhatsAppChats(hub),
                    new BlueskyPosts(hub, companies));
            List<HelpDesk> desks = List.of(
                    new ZendeskTickets(hub), JiraIssues.service(hub), JiraIssues.software(hub), new TeamMails(hub));
            List<ThreadReplay> played = play(hub, Layout.of(talks, networks, desks));
            Duration took = Duration.between(began, Instant.now());
            count(talks, networks, desks, played, took);
            assertThat(uncaught.seen()).isEmpty();
        }
    }

    private static RunningHub hub(Path folder) throws Exception {
        Path routes = Files.createDirectories(folder.resolve("routes"));
        Files.writeString(routes.resolve("by-name.camel.yaml"), MESSAGES);
        Files.writeString(routes.resolve("answers.camel.yaml"), ANSWERS);
        return RunningHub.inSandbox(
                folder.resolve("data"),
                routes,
                // one ticket takes 30 writes in ten minutes; a replay does in minutes what took days
                "deskbridge.desks.zendesk.updates-per-ticket=100000",
                "deskbridge.sandbox.zendesk.update-limit=100000",
                // one Jira with two projects, so what each is, the route says
                "deskbridge.desks.jira.request-type=",
                // the companies of the recordings repeat themselves
                "deskbridge.repeated-answers=off",
                "deskbridge.hotline-answers=off",
                // nothing is edited or deleted
                "deskbridge.channels.acme-x.deletions-pace=1h",
                "deskbridge.channels.acme-bluesky.changes-pace=1h",
                // a poll reads all that came within minutes, which here is everything; webhooks are quicker
                "deskbridge.channels.acme-x.mentions-pace=10s",
                "deskbridge.channels.acme-x.direct-pace=10s",
                "deskbridge.channels.acme-facebook.pace=15s",
                "deskbridge.channels.acme-facebook.other-pace=30s",
                "deskbridge.channels.acme-bluesky.pace=2s",
                "deskbridge.channels.acme-bluesky.threads-pace=15s",
                "deskbridge.desks.jira.pace=15s",
                "deskbridge.desks.zendesk.pace=10s",
                // new mail is told at once (IDLE)
                "deskbridge.desks.mailbox.pace=5s");
    }

    /** The longest threads first, or the last minute would be that of the longest alone. */
    private static List<ThreadReplay> play(RunningHub hub, List<Part> parts) throws Exception {
        var pool = Executors.newFixedThreadPool(THREADS_AT_ONCE);
        try {
            var replays = new ArrayList<Future<ThreadReplay>>();
            parts.stream()
                    .sorted(Comparator.comparing(
                            (Part part) -> part.talk().tweets().size(), Comparator.reverseOrder()))
                    .forEach(part -> replays.add(pool.submit(() -> new ThreadReplay(hub, part).run())));
            var played = new ArrayList<ThreadReplay>();
            for (Future<ThreadReplay> replay : replays) {
                played.add(replay.get());
            }
            return played;
        } finally {
            pool.shutdownNow();
        }
    }

    private static void count(
            List<Talk> talks, List<Network> networks, List<HelpDesk> desks, List<ThreadReplay> played, Duration took) {
        int answers =
                played.stream().mapToInt(thread -> thread.answers().size()).sum();
        Map<HelpDesk, List<Ticket>> tickets = new HashMap<>();
        // the last notes for agents may still be on their way
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofSeconds(2))
                .until(() -> {
                    desks.forEach(desk -> tickets.put(desk, desk.tickets()));
                    return notes(tickets) >= answers;
                });
        var counts = new ArrayList<Count>();
        var published = new HashMap<Network, List<Published>>();
        networks.forEach(network -> published.put(network, network.published()));
        for (Network network : networks) {
            for (HelpDesk desk : desks) {
                var count = new Count(network, desk);
                count.of(
                        played.stream()
                                .filter(thread -> thread.part.network() == network && thread.part.desk() == desk)
                                .toList(),
                        tickets.get(desk),
                        published.get(network));
                counts.add(count);
            }
        }
        new Verdict(talks, counts, tickets, published).tell(took);
    }

    private static int notes(Map<HelpDesk, List<Ticket>> tickets) {
        return tickets.values().stream()
                .flatMap(List::stream)
                .mapToInt(ticket -> ticket.notes().size())
                .sum();
    }

    private static final String MESSAGES =
            """
            - route:
                id: by-name
                description: The first letter of a customer's name says which desk answers.
                from:
                  uri: channel:acme-x,acme-facebook,acme-whatsapp,acme-bluesky
                  steps:
                    - choice:
                        when:
                          - expression:
                              simple:
                                expression: "${body.author.name} regex '(?i)z\\\\d.*'"
                            steps:
                              - to:
                                  uri: desk:zendesk
                          - expression:
                              simple:
                                expression: "${body.author.name} regex '(?i)s\\\\d.*'"
                            steps:
                              - to:
                                  uri: desk:jira
                                  parameters:
                                    project: HELP
                                    request-type: Social media
                          - expression:
                              simple:
                                expression: "${body.author.name} regex '(?i)d\\\\d.*'"
                            steps:
                              - to:
                                  uri: desk:jira
                                  parameters:
                                    project: SOC
                                    type: Task
                          - expression:
                              simple:
                                expression: "${body.author.name} regex '(?i)m\\\\d.*'"
                            steps:
                              - to:
                                  uri: desk:mailbox
            """;

    private static final String ANSWERS =
            """
            - route:
                id: answers
                description: Agents' public comments go back to the conversation their ticket came from.
                from:
                  uri: desk:zendesk,jira,mailbox
                  steps:
                    - to:
                        uri: channel:origin
            """;
}
