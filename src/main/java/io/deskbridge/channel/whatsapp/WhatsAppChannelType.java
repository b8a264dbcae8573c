package io.deskbridge.channel.whatsapp;

import io.deskbridge.core.AccountContext;
import io.deskbridge.core.Channel;
import io.deskbridge.core.ChannelType;
import io.deskbridge.http.GuardedFetch;
import org.springframework.stereotype.Component;

/** {@code type: whatsapp}. */
@Component
class WhatsAppChannelType implements ChannelType<WhatsAppSettings> {
    private final GuardedFetch fetch;

    WhatsAppChannelType(GuardedFetch fetch) {
        this.fetch = fetch;
    }

    @Override
    public String name() {
        return "whatsapp";
    }

    @Override
    public Class<WhatsAppSettings> settings() {
        return WhatsAppSettings.class;
    }

    @Override
    public Channel open(WhatsAppSettings settings, AccountContext context) {
        return new WhatsAppChannel(settings, context, fetch);
    }
}
