package io.deskbridge.channel.custom;

import io.deskbridge.core.AccountContext;
import io.deskbridge.core.Channel;
import io.deskbridge.core.ChannelType;
import io.deskbridge.http.GuardedFetch;
import org.springframework.stereotype.Component;

/** Opens custom channels. */
@Component
class CustomChannelType implements ChannelType<CustomSettings> {
    private final GuardedFetch fetch;

    CustomChannelType(GuardedFetch fetch) {
        this.fetch = fetch;
    }

    @Override
    public String name() {
        return "custom";
    }

    @Override
    public Class<CustomSettings> settings() {
        return CustomSettings.class;
    }

    @Override
    public Channel open(CustomSettings settings, AccountContext context) {
        return new CustomChannel(settings, context.name(), fetch);
    }
}
