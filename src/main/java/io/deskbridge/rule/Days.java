package io.deskbridge.rule;

import io.deskbridge.hub.NearestWord;
import java.time.DayOfWeek;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Days of the week, by their English and German names and the usual short ones: {@code Mo-Fr}, {@code Sa, So}. */
final class Days {
    private static final Map<String, DayOfWeek> NAMES = names();

    private Days() {}

    static EnumSet<DayOfWeek> read(String value) {
        var days = EnumSet.noneOf(DayOfWeek.class);
        for (String part : value.split(",", -1)) {
            String[] ends = part.split("[-–]", -1);
            if (ends.length > 2) {
                throw new IllegalArgumentException(
                        "\"" + part.strip() + "\" is neither a day nor two with a dash; write for example Mo-Fr");
            }
            DayOfWeek day = day(ends[0]);
            DayOfWeek last = day(ends[ends.length - 1]);
            days.add(day);
            while (day != last) { // So-Di goes over the end of the week
                day = day.plus(1);
                days.add(day);
            }
        }
        return days;
    }

    private static DayOfWeek day(String written) {
        String name = written.strip();
        DayOfWeek day = NAMES.get(name.toLowerCase(Locale.ROOT));
        if (day == null) {
            throw new IllegalArgumentException("\"" + name + "\" is no day" + NearestWord.hint(name, NAMES.keySet()));
        }
        return day;
    }

    private static Map<String, DayOfWeek> names() {
        String[][] names = {
            {"mo", "mon", "monday", "montag"},
            {"tu", "tue", "tuesday", "di", "dienstag"},
            {"we", "wed", "wednesday", "mi", "mittwoch"},
            {"th", "thu", "thursday", "do", "donnerstag"},
            {"fr", "fri", "friday", "freitag"},
            {"sa", "sat", "saturday", "samstag", "sonnabend"},
            {"su", "sun", "sunday", "so", "sonntag"}
        };
        var all = new LinkedHashMap<String, DayOfWeek>();
        for (int day = 0; day < names.length; day++) {
            for (String name : names[day]) {
                all.put(name, DayOfWeek.of(day + 1));
            }
        }
        return all;
    }
}
