package io.deskbridge.rule;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * {@code "Mo-Fr 9:00-12:30, 13:30-17:00; Sa 10-14 Europe/Berlin"}: days and times by the clocks of a place. Asked of the
 * moment in which the hub took a message in, so that a later attempt decides as the first one did.
 */
record OfficeHours(List<Span> spans, ZoneId zone, String written) {
    private static final String RIGHT = "; write for example \"Mo-Fr 9:00-17:00; Sa 10:00-14:00 Europe/Berlin\"";
    private static final Pattern PLACE = Pattern.compile("(.*\\d)\\s+(\\p{L}[\\w/+-]*)", Pattern.DOTALL);
    private static final Pattern PART = Pattern.compile("([^\\d]+?)\\s+(\\d.*)");
    private static final Pattern TIMES =
            Pattern.compile("(\\d{1,2})(?::(\\d{2}))?\\s*[-–]\\s*(\\d{1,2})(?::(\\d{2}))?");
    private static final int DAY = 24 * 60;

    /** Minutes since midnight, the last one not included. */
    record Span(Set<DayOfWeek> days, int from, int to) {
        boolean holds(ZonedDateTime moment) {
            LocalTime time = moment.toLocalTime();
            int minute = time.getHour() * 60 + time.getMinute();
            return days.contains(moment.getDayOfWeek()) && minute >= from && minute < to;
        }
    }

    static Condition within(String value) {
        OfficeHours hours = read(value);
        return facts -> Condition.unless(hours.hold(facts.receivedAt()), "it came outside " + hours.written());
    }

    static Condition outside(String value) {
        OfficeHours hours = read(value);
        return facts -> Condition.unless(!hours.hold(facts.receivedAt()), "it came within " + hours.written());
    }

    private boolean hold(Instant instant) {
        ZonedDateTime moment = instant.atZone(zone);
        return spans.stream().anyMatch(span -> span.holds(moment));
    }

    private static OfficeHours read(String value) {
        Matcher place = PLACE.matcher(value.strip());
        if (!place.matches()) {
            throw new IllegalArgumentException(
                    "\"" + value + "\" does not end with a place whose clocks count" + RIGHT);
        }
        ZoneId zone = Zones.of(place.group(2));
        var spans = new ArrayList<Span>();
        for (String part : place.group(1).split(";", -1)) {
            Matcher dayTimes = PART.matcher(part.strip());
            if (!dayTimes.matches()) {
                throw new IllegalArgumentException("\"" + part.strip() + "\" is not days and times" + RIGHT);
            }
            EnumSet<DayOfWeek> days = Days.read(dayTimes.group(1));
            for (String times : dayTimes.group(2).split(",", -1)) {
                spans.add(span(days, times.strip()));
            }
        }
        return new OfficeHours(List.copyOf(spans), zone, value.strip());
    }

    private static Span span(Set<DayOfWeek> days, String written) {
        Matcher times = TIMES.matcher(written);
        if (!times.matches()) {
            throw new IllegalArgumentException("\"" + written + "\" is no time" + RIGHT);
        }
        int from = minute(times.group(1), times.group(2));
        int to = minute(times.group(3), times.group(4));
        if (from > DAY || to > DAY) {
            throw new IllegalArgumentException("\"" + written + "\" is no time of a day; a day ends at 24:00");
        }
        if (from >= to) {
            throw new IllegalArgumentException(
                    "\"" + written
                            + "\" ends before it begins; hours over midnight are two, such as \"Fr 22:00-24:00; Sa 0:00-6:00\"");
        }
        return new Span(days, from, to);
    }

    private static int minute(String hour, @Nullable String minute) {
        int past = minute == null ? 0 : Integer.parseInt(minute);
        return past > 59 ? DAY + 1 : Integer.parseInt(hour) * 60 + past;
    }
}
