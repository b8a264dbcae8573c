package io.deskbridge.store;

import io.deskbridge.core.DeliveryStatus.Stage;
import io.deskbridge.core.Sent;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One post of a reply that is sent as several.
 *
 * @param number from 0
 * @param text as it is sent, with its number; may be empty when it has files
 * @param files the references of those of the comment's files that hang on it
 * @param triedAt when a send was begun whose outcome is not recorded
 * @param sent as it stands on the network
 * @param failure why it did not arrive, as the network told by itself afterwards; empty text when it gave no reason
 */
public record PartRow(
        long replySeq,
        int number,
        String text,
        List<String> files,
        Optional<Instant> triedAt,
        Optional<Sent> sent,
        Optional<Stage> told,
        Optional<String> failure) {}
