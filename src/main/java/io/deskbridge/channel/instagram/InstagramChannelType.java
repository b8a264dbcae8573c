package io.deskbridge.channel.instagram;

import io.deskbridge.core.AccountContext;
import io.deskbridge.core.Channel;
import io.deskbridge.core.ChannelType;
import io.deskbridge.http.GuardedFetch;
import io.deskbridge.http.HttpLimits;
import org.springframework.stereotype.Component;

/** {@code type: instagram}. */
@Component
class InstagramChannelType implements ChannelType<InstagramSettings> {
    private final GuardedFetch fetch;
    private final HttpLimits limits;

    InstagramChannelType(GuardedFetch fetch, HttpLimits limits) {
        this.fetch = fetch;
        this.limits = limits;
    }

    @Override
    public String name() {
        return "instagram";
    }

    @Override
    public Class<InstagramSettings> settings() {
        return InstagramSettings.class;
    }

    @Override
    public Channel open(InstagramSettings settings, AccountContext context) {
        return new InstagramChannel(settings, context, fetch, limits.settle());
    }
}
