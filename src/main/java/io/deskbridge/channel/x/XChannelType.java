package io.deskbridge.channel.x;

import io.deskbridge.core.AccountContext;
import io.deskbridge.core.Channel;
import io.deskbridge.core.ChannelType;
import io.deskbridge.http.GuardedFetch;
import io.deskbridge.http.HttpLimits;
import org.springframework.stereotype.Component;

/** {@code type: x}. */
@Component
class XChannelType implements ChannelType<XSettings> {
    private final GuardedFetch fetch;
    private final HttpLimits limits;

    XChannelType(GuardedFetch fetch, HttpLimits limits) {
        this.fetch = fetch;
        this.limits = limits;
    }

    @Override
    public String name() {
        return "x";
    }

    @Override
    public Class<XSettings> settings() {
        return XSettings.class;
    }

    @Override
    public Channel open(XSettings settings, AccountContext context) {
        return new XChannel(settings, context, fetch, limits.settle());
    }
}
