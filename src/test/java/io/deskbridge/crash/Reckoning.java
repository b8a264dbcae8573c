package io.deskbridge.crash;

import java.util.List;
import java.util.Map;

/** Counts at the other sides, and then in the hub, when all is done or nothing moves any more. */
record Reckoning(Sides sides, List<HubProcess> hubs, Story story, List<Killer.Kill> kills) {
    void into(Count count) {
        for (HubProcess hub : hubs) {
            count.number("items ended by " + hub.name(), hub.worked());
        }
        var ledger = new LedgerCount(new Ledger(hubs.get(0)));
        var desks = new DeskCount(
                sides.desks().stream().flatMap(desk -> desk.tickets().stream()).toList());
        desks.into(count, story);
        Map<Mark, LedgerCount.Uncertain> uncertain = ledger.uncertain();
        int toldLate = new ReplyCount(story, sides.networks(), uncertain, kills).into(count, desks);
        ledger.into(count, story, toldLate);
        shop(count, uncertain);
        count.number(
                "answers to mails that were lost after the write", sides.world().unansweredMails());
        watch(count);
    }

    private void shop(Count count, Map<Mark, LedgerCount.Uncertain> uncertain) {
        Shop shop = sides.shop();
        count.number(
                "answers of the shop that were lost after the write",
                shop.dropped().size());
        count.fault(
                "replies called published though the answer was lost and cannot be asked for",
                shop.dropped().stream()
                        .filter(mark -> !uncertain.containsKey(mark))
                        .map(Mark::toString)
                        .toList());
        count.fault("conversations answered by two workers at once, as the shop saw it", shop.overlaps());
    }

    private void watch(Count count) {
        List<HelpDesk> watched =
                sides.desks().stream().filter(HelpDesk::isWatched).toList();
        World world = sides.world();
        count.number(
                "entries written under the desks' watch",
                watched.stream()
                        .map(desk -> desk.name() + "=" + world.watched(desk))
                        .toList());
        count.fault(
                "desks whose watch saw nothing",
                watched.stream()
                        .filter(desk -> world.watched(desk) == 0)
                        .map(HelpDesk::name)
                        .toList());
        count.fault("tickets into which two entries were written at once, as the desk saw it", world.overlaps());
    }
}
