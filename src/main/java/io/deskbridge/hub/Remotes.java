package io.deskbridge.hub;

import io.deskbridge.core.Channel;
import io.deskbridge.core.ChannelContract;
import io.deskbridge.core.Conversation;
import io.deskbridge.core.Desk;
import io.deskbridge.core.DeskContract;
import io.deskbridge.core.Failure;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/** The way by which work reaches the configured accounts. */
@Component
class Remotes {
    private final Accounts accounts;
    private final AccountHealth health;
    private final Circuits circuits;
    private final int calls;
    private final Ticker ticker;
    private final Map<String, Slots> slots = new ConcurrentHashMap<>();

    Remotes(Accounts accounts, AccountHealth health, Circuits circuits, HubSettings settings, Ticker ticker) {
        this.accounts = accounts;
        this.health = health;
        this.circuits = circuits;
        this.calls = settings.workers();
        this.ticker = ticker;
    }

    /**
     * @throws Failure.Unavailable when there is none of that name
     */
    Remote<Desk, DeskContract> desk(String name) {
        Desk desk = accounts.desk(name)
                .orElseThrow(() -> new Failure.Unavailable("desk " + name + " is not configured any more"))
                .desk();
        String account = AccountHealth.desk(name);
        return new Remote<>(account, desk, desk.contract(), circuits.of(account), health, slots(account));
    }

    /** As {@link #desk}. */
    Remote<Channel, ChannelContract> channel(String name) {
        Channel channel = accounts.channel(name)
                .orElseThrow(() -> new Failure.Unavailable("channel " + name + " is not configured any more"))
                .channel();
        String account = AccountHealth.channel(name);
        return new Remote<>(account, channel, channel.contract(), circuits.of(account), health, slots(account));
    }

    /** Each channel has its own, so that one with much to say leaves room for the others. */
    private Function<Conversation, Slots> slots(String account) {
        return who -> slots.computeIfAbsent(account + " " + who.channel(), unused -> new Slots(calls, ticker));
    }
}
