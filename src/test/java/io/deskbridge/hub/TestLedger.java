package io.deskbridge.hub;

import io.deskbridge.contract.FakeChannelType;
import io.deskbridge.contract.FakeDeskSystem;
import io.deskbridge.contract.FakeDeskType;
import io.deskbridge.core.ChannelType;
import io.deskbridge.core.Conversation;
import io.deskbridge.core.DeskType;
import io.deskbridge.http.HttpLimits;
import io.deskbridge.http.PooledHttp;
import io.deskbridge.store.AccountTokens;
import io.deskbridge.store.AcknowledgementLedger;
import io.deskbridge.store.AlikeReplies;
import io.deskbridge.store.Arrivals;
import io.deskbridge.store.CommentLedger;
import io.deskbridge.store.Committer;
import io.deskbridge.store.Deliveries;
import io.deskbridge.store.DeliveryMarkLedger;
import io.deskbridge.store.FileLinks;
import io.deskbridge.store.GoneReplies;
import io.deskbridge.store.KeptFiles;
import io.deskbridge.store.LeaseTable;
import io.deskbridge.store.LedgerDatabase;
import io.deskbridge.store.LedgerSettings;
import io.deskbridge.store.Links;
import io.deskbridge.store.MessageIntake;
import io.deskbridge.store.MessageLedger;
import io.deskbridge.store.NoteLedger;
import io.deskbridge.store.PartLedger;
import io.deskbridge.store.ReplyDecisions;
import io.deskbridge.store.ReplyLedger;
import io.deskbridge.store.StandingReplies;
import io.deskbridge.store.TicketEventLedger;
import io.deskbridge.store.Unfinished;
import io.deskbridge.store.WaitingCustomers;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.validation.Validation;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.core.ResolvableType;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/** A ledger on disk and accounts without a network, for the parts of the hub that need no application. */
final class TestLedger implements AutoCloseable {
    final MessageIntake intake;
    final MessageLedger messages;
    /** How often work on a conversation's messages was begun. */
    final AtomicInteger runs = new AtomicInteger();

    final Deliveries deliveries;
    final Leases leases;
    final CommentLedger comments;
    final ReplyLedger replies;
    final PartLedger parts;
    final FileLinks fileLinks;
    final KeptFiles kept;
    final AlikeReplies alike;
    final ReplyDecisions decisions;
    final GoneReplies gone;
    final NoteLedger notes;
    final DeliveryMarkLedger marks;
    final Links links;
    final AcknowledgementLedger acknowledgements;
    /** What stands behind the desk {@code help}. */
    final FakeDeskSystem desk = new FakeDeskSystem();

    private final LedgerDatabase database;
    final Committer committer;
    private final Clock clock;
    private final PooledHttp http = new PooledHttp(new HttpLimits(Duration.ofSeconds(1), Duration.ofSeconds(1), 1, 1));

    TestLedger(Path data, Clock clock) {
        this.clock = clock;
        database = new LedgerDatabase(LedgerSettings.embedded(data));
        committer = new Committer(database);
        var arrivals = new Arrivals(database);
        intake = new MessageIntake(committer, arrivals, clock);
        messages = new MessageLedger(committer, arrivals, database, clock) {
            @Override
            public Unfinished begin(Conversation conversation, int limit) {
                runs.incrementAndGet();
                return super.begin(conversation, limit);
            }
        };
        deliveries = new Deliveries(committer, database, clock);
        leases = new Leases(
                new LeaseTable(committer, database),
                arrivals,
                VerdictTest.settings(Duration.ZERO, Duration.ZERO),
                new SimpleMeterRegistry());
        comments = new CommentLedger(committer, database, clock);
        replies = new ReplyLedger(committer, database, clock);
        parts = new PartLedger(committer, database, replies, clock);
        fileLinks = new FileLinks(committer, database, clock);
        kept = new KeptFiles(committer, database, clock);
        marks = new DeliveryMarkLedger(committer, database, clock);
        decisions = new ReplyDecisions(committer, database, clock);
        gone = new GoneReplies(committer, database, clock);
        alike = new AlikeReplies(committer, database, clock);
        notes = new NoteLedger(committer, database, clock);
        links = new Links(database);
        acknowledgements = new AcknowledgementLedger(committer, database, clock);
    }

    static HubSettings speaking(Locale language) {
        return settings(
                language, VerdictTest.settings(Duration.ZERO, Duration.ZERO).lease());
    }

    static HubSettings leasing(Duration lease) {
        return settings(Locale.ENGLISH, lease);
    }

    private static HubSettings settings(Locale language, Duration lease) {
        HubSettings settings = VerdictTest.settings(Duration.ZERO, Duration.ZERO);
        return new HubSettings(
                language,
                settings.workers(),
                settings.sweep(),
                settings.check(),
                settings.firstPause(),
                settings.longestPause(),
                settings.attempts(),
                settings.maxAttachmentBytes(),
                settings.tellWaiting(),
                settings.drain(),
                lease);
    }

    /** Open accounts: channels of those names, and a desk {@code help}; more settings as {@code key, value}. */
    Accounts accounts(FakeChannelType channelType, List<String> channels, String... more) {
        Map<String, Object> properties = new HashMap<>();
        channels.forEach(name -> properties.put("deskbridge.channels." + name + ".type", "fake"));
        properties.put("deskbridge.desks.help.type", "fake");
        for (int i = 0; i < more.length; i += 2) {
            properties.put(more[i], more[i + 1]);
        }
        var environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("test", properties));
        var beans = new StaticListableBeanFactory();
        beans.addBean("channel", channelType);
        beans.addBean("desk", new FakeDeskType(desk));
        var accounts = new Accounts(
                environment,
                Validation.buildDefaultValidatorFactory().getValidator(),
                beans.getBeanProvider(ResolvableType.forClass(ChannelType.class)),
                beans.getBeanProvider(ResolvableType.forClass(DeskType.class)),
                http,
                new AccountTokens(committer, database, clock),
                new StandingReplies(database),
                clock);
        accounts.open();
        return accounts;
    }

    /** What answers to events of tickets. */
    TicketWork tickets(Gate gate, Accounts accounts, Remotes remotes, HubSettings settings) {
        var events = new TicketEventLedger(committer, database, clock);
        var waiting = new WaitingCustomers(database);
        var words = new TicketNotes(accounts, settings);
        var rules = new TicketSettings(true, true, true, TicketSettings.RepliesChanged.TELL);
        var solved = new SolvedTickets(
                remotes,
                links,
                events,
                comments,
                replies,
                waiting,
                words,
                new SimpleMeterRegistry(),
                rules,
                settings,
                clock);
        var unseen = new UnseenNotes(events, waiting, words);
        var changed = new ChangedComments(gate, comments, replies, events, words, rules, clock);
        return new TicketWork(
                events,
                solved,
                unseen,
                changed,
                new WithheldComments(events, links, words),
                lane -> {},
                settings,
                clock);
    }

    @Override
    public void close() throws Exception {
        committer.close();
        database.close();
        http.close();
    }
}
