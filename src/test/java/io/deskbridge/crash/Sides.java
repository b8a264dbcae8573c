package io.deskbridge.crash;

import java.util.List;
import java.util.stream.Stream;

/** All that stands beside the hub. */
record Sides(World world, Shop shop, List<Network> networks, List<HelpDesk> desks) {
    static Sides of(World world, Shop shop) {
        return new Sides(
                world,
                shop,
                List.of(
                        new XNetwork(world),
                        new BlueskyNetwork(world),
                        new FacebookNetwork(world),
                        new WhatsAppNetwork(world),
                        shop),
                List.of(new ZendeskDesk(world), new JiraDesk(world), new MailboxDesk(world)));
    }

    List<Vendor> vendors() {
        return Stream.<Vendor>concat(networks.stream(), desks.stream()).toList();
    }
}
