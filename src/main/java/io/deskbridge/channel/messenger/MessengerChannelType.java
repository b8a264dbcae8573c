package io.deskbridge.channel.messenger;

import io.deskbridge.core.AccountContext;
import io.deskbridge.core.Channel;
import io.deskbridge.core.ChannelType;
import io.deskbridge.http.GuardedFetch;
import io.deskbridge.http.HttpLimits;
import org.springframework.stereotype.Component;

/** {@code type: messenger}. */
@Component
class MessengerChannelType implements ChannelType<MessengerSettings> {
    private final GuardedFetch fetch;
    private final HttpLimits limits;

    MessengerChannelType(GuardedFetch fetch, HttpLimits limits) {
        this.fetch = fetch;
        this.limits = limits;
    }

    @Override
    public String name() {
        return "messenger";
    }

    @Override
    public Class<MessengerSettings> settings() {
        return MessengerSettings.class;
    }

    @Override
    public Channel open(MessengerSettings settings, AccountContext context) {
        return new MessengerChannel(settings, context, fetch, limits.settle());
    }
}
