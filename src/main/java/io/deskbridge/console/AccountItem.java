package io.deskbridge.console;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.deskbridge.core.Channel;
import io.deskbridge.core.ChannelContract;
import io.deskbridge.core.ChannelContract.TextRule;
import io.deskbridge.core.Desk;
import io.deskbridge.core.DeskContract;
import io.deskbridge.core.Kind;
import io.deskbridge.core.PolledChannel;
import io.deskbridge.core.PolledDesk;
import io.deskbridge.core.PushedChannel;
import io.deskbridge.core.PushedDesk;
import io.deskbridge.core.RouteOption;
import io.deskbridge.core.SharedChannel;
import io.deskbridge.core.Source;
import io.deskbridge.hub.AccountState;
import io.deskbridge.hub.OpenChannel;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the API tells of configured accounts; nothing of it is a setting, so no secret can be among it. */
final class AccountItem {
    private AccountItem() {}

    @Schema(description = "One thing that an account is asked for again and again")
    record Polled(String name, @Schema(description = "ISO 8601", example = "PT30S") String pace) {
        static List<Polled> of(List<? extends Source<?>> sources) {
            return sources.stream()
                    .map(source -> new Polled(source.name(), source.pace().toString()))
                    .toList();
        }
    }

    @Schema(description = "How long a text may be")
    record TextLimit(int max, @Schema(description = "What is counted") String unit) {
        static @Nullable TextLimit of(Optional<TextRule> rule) {
            return rule.map(found -> new TextLimit(found.max(), found.unit().english()))
                    .orElse(null);
        }
    }

    @Schema(name = "Channel", description = "A configured account on a network")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ChannelItem(
            String name,
            String type,
            String network,
            HealthItem health,
            @Schema(description = "Absent when it takes no public replies") @Nullable TextLimit publicText,
            @Schema(description = "Absent when it takes no private replies") @Nullable TextLimit directText,
            @Schema(description = "Of one reply; of some kinds of reply it may be fewer, or none") int maxAttachments,
            List<String> attachmentTypes,
            @Schema(description = "How long after a message a reply is taken; absent when for ever") @Nullable
                    String replyWindow,
            @Schema(description = "To which kinds of message that applies; absent where a reply is taken for ever")
                    @Nullable
                    List<String> replyWindowKinds,
            @Schema(
                            description =
                                    "What is done about a public reply whose outcome is unknown: harmless, look_up, told_later or"
                                            + " none")
                    String publicRepeat,
            @Schema(description = "Likewise about a private reply") String directRepeat,
            List<Polled> sources,
            @Schema(description = "Where its network sends news to; absent when it sends none") @Nullable
                    String webhook) {

        static ChannelItem of(OpenChannel open, @Nullable AccountState state) {
            Channel channel = open.channel();
            ChannelContract contract = channel.contract();
            return new ChannelItem(
                    open.name(),
                    open.type(),
                    contract.network(),
                    HealthItem.of(state),
                    TextLimit.of(contract.publicText()),
                    TextLimit.of(contract.directText()),
                    Arrays.stream(Kind.values())
                            .mapToInt(kind -> contract.mostFiles(kind))
                            .max()
                            .orElse(0),
                    types(contract),
                    contract.replyWindow().map(Duration::toString).orElse(null),
                    windowed(contract),
                    Wire.word(contract.publicRepeat()),
                    Wire.word(contract.directRepeat()),
                    channel instanceof PolledChannel polled ? Polled.of(polled.sources()) : List.of(),
                    webhook(open.name(), channel));
        }

        private static List<String> types(ChannelContract contract) {
            return Stream.of(contract.publicMedia(), contract.directMedia())
                    .flatMap(rule -> rule.mimeTypes().stream())
                    .distinct()
                    .sorted()
                    .toList();
        }

        private static @Nullable List<String> windowed(ChannelContract contract) {
            return contract.replyWindow().isEmpty()
                    ? null
                    : contract.windowed().stream().sorted().map(Wire::word).toList();
        }

        private static @Nullable String webhook(String name, Channel channel) {
            if (channel instanceof SharedChannel shared) {
                return shared.app().map(app -> "/webhooks/apps/" + app.name()).orElse(null);
            }
            return channel instanceof PushedChannel ? "/webhooks/channels/" + name : null;
        }
    }

    @Schema(name = "Desk", description = "A configured help desk")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record DeskItem(
            String name,
            String type,
            String product,
            HealthItem health,
            @Schema(description = "How often one ticket may be written to", example = "30 in PT10M") @Nullable
                    String updateLimit,
            long maxAttachmentBytes,
            @Schema(description = "What a route may say beside the desk's name") List<Option> options,
            List<Polled> sources,
            @Schema(description = "Where the desk sends news to; absent when it sends none") @Nullable String webhook) {

        static DeskItem of(
                String name, String type, Desk desk, List<RouteOption> options, @Nullable AccountState state) {
            DeskContract contract = desk.contract();
            return new DeskItem(
                    name,
                    type,
                    contract.product(),
                    HealthItem.of(state),
                    contract.updates()
                            .map(limit -> limit.count() + " in " + limit.within())
                            .orElse(null),
                    contract.maxAttachmentBytes(),
                    options.stream()
                            .map(option -> new Option(option.name(), option.description()))
                            .toList(),
                    desk instanceof PolledDesk polled ? Polled.of(polled.sources()) : List.of(),
                    desk instanceof PushedDesk ? "/webhooks/desks/" + name : null);
        }
    }

    /** A word that a route may say. */
    record Option(String name, String description) {}
}
