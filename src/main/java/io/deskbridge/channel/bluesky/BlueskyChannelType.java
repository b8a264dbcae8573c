package io.deskbridge.channel.bluesky;

import io.deskbridge.core.AccountContext;
import io.deskbridge.core.Channel;
import io.deskbridge.core.ChannelType;
import io.deskbridge.http.GuardedFetch;
import io.deskbridge.http.HttpLimits;
import org.springframework.stereotype.Component;

/** {@code type: bluesky}. */
@Component
final class BlueskyChannelType implements ChannelType<BlueskySettings> {
    private final GuardedFetch fetch;
    private final HttpLimits limits;

    BlueskyChannelType(GuardedFetch fetch, HttpLimits limits) {
        this.fetch = fetch;
        this.limits = limits;
    }

    @Override
    public String name() {
        return "bluesky";
    }

    @Override
    public Class<BlueskySettings> settings() {
        return BlueskySettings.class;
    }

    @Override
    public Channel open(BlueskySettings settings, AccountContext context) {
        return new BlueskyChannel(settings, context, fetch, limits.settle());
    }
}
