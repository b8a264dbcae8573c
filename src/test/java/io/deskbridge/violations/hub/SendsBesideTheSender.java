package io.deskbridge.violations.hub;

import io.deskbridge.core.Channel;
import io.deskbridge.core.Reply;
import io.deskbridge.core.SendKey;
import io.deskbridge.core.Sent;
import java.util.function.BiFunction;

final class SendsBesideTheSender {
    BiFunction<Reply, SendKey, Sent> sending(Channel channel) {
        return channel::send;
    }
}
