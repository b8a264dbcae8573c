package io.deskbridge.hub;

import io.deskbridge.core.AccountContext;
import io.deskbridge.core.ChannelType;
import io.deskbridge.core.DeskType;
import io.deskbridge.core.Http;
import io.deskbridge.core.PolledChannel;
import io.deskbridge.core.PolledDesk;
import io.deskbridge.store.AccountTokens;
import jakarta.validation.Validator;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
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
    private final Http http;
    private final AccountTokens tokens;
    private final Clock clock;
    private volatile Map<String, OpenChannel> channels = Map.of();
    private volatile Map<String, OpenDesk> desks = Map.of();

    public Accounts(
            Environment environment,
            Validator validator,
            ObjectProvider<ChannelType<?>> channelTypes,
            ObjectProvider<DeskType<?>> deskTypes,
            Http http,
            AccountTokens tokens,
            Clock clock) {
        this.environment = environment;
        this.validator = validator;
        this.channelTypes = byName(channelTypes.stream(), ChannelType::name);
        this.deskTypes = byName(deskTypes.stream(), DeskType::name);
        this.http = http;
        this.tokens = tokens;
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
        if (!reader.mistakes().isEmpty()) {
            close();
            throw new ConfigurationMistakes(reader.mistakes());
        }
    }

    private <S extends Record> Optional<OpenChannel> openChannel(
            SettingsReader reader, String name, ChannelType<S> type) {
        return reader.read(CHANNELS + "." + name, type.settings()).flatMap(settings -> {
            try {
                return Optional.of(new OpenChannel(name, type.name(), type.open(settings, context("channel:", name))));
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
                        new OpenDesk(name, type.name(), type.open(settings, context("desk:", name)), type.options()));
            } catch (IllegalArgumentException e) {
                reader.mistake(DESKS + "." + name + ": " + e.getMessage());
                return Optional.empty();
            }
        });
    }

    private AccountContext context(String kind, String name) {
        return new AccountContext(name, http, tokens.of(kind + name), clock);
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
