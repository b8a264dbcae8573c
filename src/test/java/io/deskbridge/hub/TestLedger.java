package io.deskbridge.hub;

import io.deskbridge.contract.FakeChannelType;
import io.deskbridge.contract.FakeDeskSystem;
import io.deskbridge.contract.FakeDeskType;
import io.deskbridge.core.ChannelType;
import io.deskbridge.core.DeskType;
import io.deskbridge.http.HttpLimits;
import io.deskbridge.http.PooledHttp;
import io.deskbridge.store.AccountTokens;
import io.deskbridge.store.Arrivals;
import io.deskbridge.store.CommentLedger;
import io.deskbridge.store.Committer;
import io.deskbridge.store.Deliveries;
import io.deskbridge.store.LeaseTable;
import io.deskbridge.store.LedgerDatabase;
import io.deskbridge.store.LedgerSettings;
import io.deskbridge.store.Links;
import io.deskbridge.store.MessageIntake;
import io.deskbridge.store.MessageLedger;
import io.deskbridge.store.NoteLedger;
import io.deskbridge.store.ReplyLedger;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.validation.Validation;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.core.ResolvableType;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/** A ledger on disk and accounts without a network, for the parts of the hub that need no application. */
final class TestLedger implements AutoCloseable {
    final MessageIntake intake;
    final MessageLedger messages;
    final Deliveries deliveries;
    final Leases leases;
    final CommentLedger comments;
    final ReplyLedger replies;
    final NoteLedger notes;
    final Links links;
    private final LedgerDatabase database;
    private final Committer committer;
    private final Clock clock;
    private final PooledHttp http = new PooledHttp(new HttpLimits(Duration.ofSeconds(1), Duration.ofSeconds(1), 1, 1));

    TestLedger(Path data, Clock clock) {
        this.clock = clock;
        database = new LedgerDatabase(LedgerSettings.embedded(data));
        committer = new Committer(database);
        var arrivals = new Arrivals(database);
        intake = new MessageIntake(committer, arrivals, clock);
        messages = new MessageLedger(committer, arrivals, database, clock);
        deliveries = new Deliveries(committer, database, clock);
        leases = new Leases(
                new LeaseTable(committer, database),
                VerdictTest.settings(Duration.ZERO, Duration.ZERO),
                new SimpleMeterRegistry());
        comments = new CommentLedger(committer, database, clock);
        replies = new ReplyLedger(committer, database, clock);
        notes = new NoteLedger(committer, database, clock);
        links = new Links(database);
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
        beans.addBean("desk", new FakeDeskType(new FakeDeskSystem()));
        var accounts = new Accounts(
                environment,
                Validation.buildDefaultValidatorFactory().getValidator(),
                beans.getBeanProvider(ResolvableType.forClass(ChannelType.class)),
                beans.getBeanProvider(ResolvableType.forClass(DeskType.class)),
                http,
                new AccountTokens(committer, database, clock),
                clock);
        accounts.open();
        return accounts;
    }

    @Override
    public void close() throws Exception {
        committer.close();
        database.close();
        http.close();
    }
}
