package io.deskbridge.route;

import io.deskbridge.contract.FakeChannelType;
import io.deskbridge.contract.FakeDeskType;
import io.deskbridge.core.AccountContext;
import io.deskbridge.core.Channel;
import io.deskbridge.core.ChannelType;
import io.deskbridge.core.Desk;
import io.deskbridge.core.DeskType;
import io.deskbridge.core.RouteOption;
import java.util.List;
import java.util.Optional;

/** The types {@code other}: fakes on a network and a desk of their own. */
final class Elsewhere {
    private Elsewhere() {}

    record Channels(FakeChannelType fakes) implements ChannelType<FakeChannelType.Settings> {
        @Override
        public String name() {
            return "other";
        }

        @Override
        public Class<FakeChannelType.Settings> settings() {
            return fakes.settings();
        }

        @Override
        public Channel open(FakeChannelType.Settings settings, AccountContext context) {
            return fakes.open(settings, context);
        }
    }

    /** With an option that takes only some values. */
    record Desks(FakeDeskType fakes) implements DeskType<FakeDeskType.Settings> {
        @Override
        public String name() {
            return "other";
        }

        @Override
        public Class<FakeDeskType.Settings> settings() {
            return fakes.settings();
        }

        @Override
        public List<RouteOption> options() {
            return List.of(
                    RouteOption.text("tags", "words beside the ticket"),
                    new RouteOption(
                            "priority",
                            "how soon",
                            value -> value.equals("low") || value.equals("high")
                                    ? Optional.empty()
                                    : Optional.of("\"" + value + "\" is no priority; there is: low, high")));
        }

        @Override
        public Desk open(FakeDeskType.Settings settings, AccountContext context) {
            return fakes.open(settings, context);
        }
    }
}
