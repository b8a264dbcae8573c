package io.deskbridge.hub;

import io.deskbridge.core.AccountContext;
import io.deskbridge.core.App;
import io.deskbridge.core.Channel;
import io.deskbridge.core.ChannelType;
import io.deskbridge.core.Desk;
import io.deskbridge.core.DeskType;
import io.deskbridge.core.Http;
import io.deskbridge.core.OwnPosts;
import io.deskbridge.core.PolledChannel;
import io.deskbridge.core.PolledDesk;
import io.deskbridge.core.SharedChannel;
import io.deskbridge.store.PostStore;
import io.deskbridge.store.TokenStore;
import jakarta.validation.Validator;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** The configured channels and desks. Opened once, before anything asks for them. */
@Component
public class Accounts implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Accounts.class);
    static final String CHANNELS = "deskbridge.channels";
    static final String DESKS = "deskbridge.desks";

    private final Environment environment;
    private final Validator validator;
    private final Map<String, ChannelType<?>> channelTypes;
    private final Map<String, DeskType<?>> deskTypes;
    private final Http noticed;
    private final TokenStore tokens;
    private final PostStore posts;
    private final Clock clock;
    private volatile Map<String, OpenChannel> channels = Map.of();
    private volatile Map<String, OpenDesk> desks = Map.of();

    public Accounts(
            Environment environment,
            Validator validator,
            ObjectProvider<ChannelType<?>> channelTypes,
            ObjectProvider<DeskType<?>> deskTypes,
            Http http,
            TokenStore tokens,
            PostStore posts,
            Clock clock) {
        this.environment = environment;
        this.validator = validator;
        this.channelTypes = byName(channelTypes.stream(), ChannelType::name);
        this.deskTypes = byName(deskTypes.stream(), DeskType::name);
        this.noticed = CurrentWrite.noticed(http);
        this.tokens = tokens;
        this.posts = posts;
        this.clock = clock;
    }

    private static <T> Map<String, T> byName(Stream<T> types, Function<T, String> name) {
        return types.collect(Collectors.toMap(name, Function.identity()));
    }

    /**
     * Opens all configured accounts; none of them is talked to yet.
     *
     * @throws ConfigurationMistakes with all mistakes at once; then nothing is open
     */
    public void open() {
        var reader = new SettingsReader(environment, validator);
        var openChannels = new LinkedHashMap<String, OpenChannel>();
        reader.accounts(CHANNELS, channelTypes.keySet())
                .forEach((name, type) -> openChannel(reader, name, Objects.requireNonNull(channelTypes.get(type)))
                        .ifPresent(channel -> openChannels.put(name, channel)));
        var openDesks = new LinkedHashMap<String, OpenDesk>();
        reader.accounts(DESKS, deskTypes.keySet())
                .forEach((name, type) -> openDesk(reader, name, Objects.requireNonNull(deskTypes.get(type)))
                        .ifPresent(desk -> openDesks.put(name, desk)));
        channels = Map.copyOf(openChannels);
        desks = Map.copyOf(openDesks);
        differingApps().forEach(reader::mistake);
        if (!reader.mistakes().isEmpty()) {
            close();
            throw new ConfigurationMistakes(reader.mistakes());
        }
    }

    /**
     * Knows the accounts where no hub runs: opens what can be opened, and of one whose settings are not all there, as they
     * wait for an environment variable, knows name, type and what a route may say.
     *
     * @return what is wrong all the same, a sentence each
     */
    public List<String> openKnown() {
        var mistakes = new ArrayList<String>();
        var names = new SettingsReader(environment, validator);
        var knownChannels = new LinkedHashMap<String, OpenChannel>();
        names.accounts(CHANNELS, channelTypes.keySet()).forEach((name, type) -> {
            var reader = new SettingsReader(environment, validator);
            Optional<OpenChannel> open = openChannel(reader, name, Objects.requireNonNull(channelTypes.get(type)));
            knownChannels.put(name, open.orElseGet(() -> new OpenChannel(name, type, Unopened.of(Channel.class))));
            mistakes.addAll(reader.isComplete(CHANNELS + "." + name) ? reader.mistakes() : List.of());
        });
        var knownDesks = new LinkedHashMap<String, OpenDesk>();
        names.accounts(DESKS, deskTypes.keySet()).forEach((name, type) -> {
            var reader = new SettingsReader(environment, validator);
            DeskType<?> code = Objects.requireNonNull(deskTypes.get(type));
            knownDesks.put(
                    name,
                    openDesk(reader, name, code)
                            .orElseGet(() -> new OpenDesk(name, type, Unopened.of(Desk.class), code.options())));
            mistakes.addAll(reader.isComplete(DESKS + "." + name) ? reader.mistakes() : List.of());
        });
        mistakes.addAll(0, names.mistakes());
        channels = Map.copyOf(knownChannels);
        desks = Map.copyOf(knownDesks);
        return List.copyOf(mistakes);
    }

    private <S extends Record> Optional<OpenChannel> openChannel(
            SettingsReader reader, String name, ChannelType<S> type) {
        return reader.read(CHANNELS + "." + name, type.settings()).flatMap(settings -> {
            try {
                return Optional.of(new OpenChannel(name, type.name(), type.open(settings, channelContext(name))));
            } catch (IllegalArgumentException e) {
                reader.mistake(CHANNELS + "." + name + ": " + e.getMessage());
                return Optional.empty();
            }
        });
    }

    private <S extends Record> Optional<OpenDesk> openDesk(SettingsReader reader, String name, DeskType<S> type) {
        return reader.read(DESKS + "." + name, type.settings()).flatMap(settings -> {
            try {
                return Optional.of(
                        new OpenDesk(name, type.name(), type.open(settings, deskContext(name)), type.options()));
            } catch (IllegalArgumentException e) {
                reader.mistake(DESKS + "." + name + ": " + e.getMessage());
                return Optional.empty();
            }
        });
    }

    private AccountContext channelContext(String name) {
        return new AccountContext(
                name, noticed, tokens.of("channel:" + name), clock, posts.of(name), CurrentWrite::handsOver);
    }

    private AccountContext deskContext(String name) {
        return new AccountContext(
                name, noticed, tokens.of("desk:" + name), clock, OwnPosts.NONE, CurrentWrite::handsOver);
    }

    /** The accounts that are polled, by {@code channel:<name>} and {@code desk:<name>}. */
    List<String> polled() {
        var polled = new ArrayList<String>();
        channels.values().stream()
                .filter(open -> open.channel() instanceof PolledChannel)
                .forEach(open -> polled.add(AccountHealth.channel(open.name())));
        desks.values().stream()
                .filter(open -> open.desk() instanceof PolledDesk)
                .forEach(open -> polled.add(AccountHealth.desk(open.name())));
        return polled;
    }

    public Optional<OpenChannel> channel(String name) {
        return Optional.ofNullable(channels.get(name));
    }

    public Optional<OpenDesk> desk(String name) {
        return Optional.ofNullable(desks.get(name));
    }

    /** The app whose webhook address the channel shares with others. */
    static Optional<App> appOf(OpenChannel open) {
        return open.channel() instanceof SharedChannel shared ? shared.app() : Optional.empty();
    }

    /** The channels of an app by {@code channel:<name>}, in the order of their names; empty when there are none. */
    Map<String, SharedChannel> of(String app) {
        var sharing = new TreeMap<String, SharedChannel>();
        channels.values().stream()
                .filter(open ->
                        appOf(open).filter(found -> found.name().equals(app)).isPresent())
                .forEach(open -> sharing.put(AccountHealth.channel(open.name()), (SharedChannel) open.channel()));
        return sharing;
    }

    /** A call is signed once for all channels of an app: one with another secret would never take any. */
    private List<String> differingApps() {
        var first = new HashMap<String, OpenChannel>();
        var mistakes = new ArrayList<String>();
        channels.values().stream()
                .sorted(Comparator.comparing(OpenChannel::name))
                .forEach(open -> appOf(open).ifPresent(app -> {
                    OpenChannel other = first.putIfAbsent(app.name(), open);
                    if (other != null && !appOf(other).equals(Optional.of(app))) {
                        mistakes.add(CHANNELS + "." + other.name() + " and " + CHANNELS + "." + open.name()
                                + " share the app \"" + app.name() + "\" and must have the same secrets of it; give the"
                                + " app of one of them another name if they belong to two");
                    }
                }));
        return mistakes;
    }

    public Collection<OpenChannel> channels() {
        return channels.values();
    }

    public Collection<OpenDesk> desks() {
        return desks.values();
    }

    @Override
    public void close() {
        channels.values().forEach(open -> quietly(open.name(), open.channel()));
        desks.values().forEach(open -> quietly(open.name(), open.desk()));
        channels = Map.of();
        desks = Map.of();
    }

    private static void quietly(String name, AutoCloseable account) {
        try {
            account.close();
        } catch (Exception e) {
            LOG.warn("{} did not close cleanly: {}", name, e.getMessage());
        }
    }
}
