package io.deskbridge.replay;

import io.deskbridge.replay.Tweets.Tweet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which thread is played where: in the order of the file the networks take turns, and the desks each time the networks have
 * been round. A thread that its network cannot take as it was goes to the next one that can. X and Facebook take all, so none
 * is left out.
 */
final class Layout {
    private Layout() {}

    /**
     * A thread in its place.
     *
     * @param people what its customers are called there, by their recorded names
     * @param moved whether another network was its turn
     */
    record Part(Talk talk, Network network, HelpDesk desk, Map<String, String> people, boolean moved) {
        long posts() {
            return talk.tweets().stream().filter(Tweet::customers).count();
        }
    }

    static List<Part> of(List<Talk> talks, List<Network> networks, List<HelpDesk> desks) {
        var parts = new ArrayList<Part>();
        for (int i = 0; i < talks.size(); i++) {
            parts.add(part(talks.get(i), i, networks, desks.get(i / networks.size() % desks.size())));
        }
        return parts;
    }

    private static Part part(Talk talk, int turn, List<Network> networks, HelpDesk desk) {
        for (int moves = 0; moves < networks.size(); moves++) {
            Network network = networks.get((turn + moves) % networks.size());
            var people = new LinkedHashMap<String, String>();
            talk.customers().forEach(author -> people.put(author, network.person(talk, author, desk.letter())));
            if (network.takes(talk, people)) {
                return new Part(talk, network, desk, people, moves > 0);
            }
        }
        throw new IllegalStateException("no network takes the thread " + talk.root());
    }
}
