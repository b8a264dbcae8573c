package io.deskbridge.channel.whatsapp;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskbridge.core.DeliveryStatus;
import io.deskbridge.core.DeliveryStatus.Stage;
import io.deskbridge.core.SendKey;
import io.deskbridge.core.Words;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What WhatsApp tells of messages that were sent; of those that others sent with this number, too. */
final class Statuses {
    private static final Logger LOG = LoggerFactory.getLogger(Statuses.class);

    private Statuses() {}

    /** Empty for what says nothing of a delivery. */
    static Optional<DeliveryStatus> read(String channel, JsonNode status, Instant readAt) {
        String id = status.path("id").asText("");
        Optional<Stage> stage = stage(status.path("status").asText(""));
        if (id.isBlank() || stage.isEmpty()) {
            LOG.info(
                    "{}: a status \"{}\" of message {} says nothing of a delivery",
                    channel,
                    status.path("status").asText(""),
                    id);
            return Optional.empty();
        }
        Optional<Words> reason = stage.get() == Stage.FAILED
                ? Optional.of(Refusals.words(status.path("errors").path(0)))
                : Optional.empty();
        return Optional.of(new DeliveryStatus(
                channel,
                id,
                SendKey.parse(status.path("biz_opaque_callback_data").asText("")),
                stage.get(),
                News.time(status.path("timestamp"), readAt),
                reason));
    }

    private static Optional<Stage> stage(String word) {
        return switch (word) {
            case "sent" -> Optional.of(Stage.SENT);
            case "delivered" -> Optional.of(Stage.DELIVERED);
            case "read", "played" -> Optional.of(Stage.READ);
            case "failed" -> Optional.of(Stage.FAILED);
            default -> Optional.empty();
        };
    }
}
