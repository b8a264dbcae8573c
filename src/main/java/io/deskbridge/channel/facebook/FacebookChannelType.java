package io.deskbridge.channel.facebook;

import io.deskbridge.core.AccountContext;
import io.deskbridge.core.Channel;
import io.deskbridge.core.ChannelType;
import io.deskbridge.http.GuardedFetch;
import io.deskbridge.http.HttpLimits;
import org.springframework.stereotype.Component;

/** {@code type: facebook}. */
@Component
class FacebookChannelType implements ChannelType<FacebookSettings> {
    private final GuardedFetch fetch;
    private final HttpLimits limits;

    FacebookChannelType(GuardedFetch fetch, HttpLimits limits) {
        this.fetch = fetch;
        this.limits = limits;
    }

    @Override
    public String name() {
        return "facebook";
    }

    @Override
    public Class<FacebookSettings> settings() {
        return FacebookSettings.class;
    }

    @Override
    public Channel open(FacebookSettings settings, AccountContext context) {
        return new FacebookChannel(settings, context, fetch, limits.settle());
    }
}
