package io.deskbridge.rule;

import io.deskbridge.hub.NearestWord;
import java.time.ZoneId;

/** Places whose clocks count, as the world's time zone database calls them. */
final class Zones {
    private Zones() {}

    static ZoneId of(String name) {
        // short forms such as CET or EST are left out: some of them never change to summer time
        var known = ZoneId.getAvailableZoneIds().stream()
                .filter(zone -> zone.matches("(Africa|America|Asia|Atlantic|Australia|Europe|Indian|Pacific)/.*")
                        || zone.equals("UTC"))
                .toList();
        if (!known.contains(name)) {
            throw new IllegalArgumentException("\"" + name + "\" is no place of the time zone database"
                    + NearestWord.nearest(name, known)
                            .map(near -> "; did you mean \"" + near + "\"?")
                            .orElse("; write for example Europe/Berlin, or UTC"));
        }
        return ZoneId.of(name);
    }
}
