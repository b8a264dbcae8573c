package io.deskbridge.violations.hub;

import io.deskbridge.core.Message;
import io.deskbridge.core.RetractingChannel;
import java.util.function.BiConsumer;

final class RetractsBesideTheGate {
    BiConsumer<Message, String> retracting(RetractingChannel channel) {
        return channel::retract;
    }
}
