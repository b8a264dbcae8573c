package io.deskbridge.route;

import io.deskbridge.hub.TrialReport;
import io.deskbridge.hub.TrialReport.Counts;
import java.io.PrintStream;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A report as people read it. */
final class ReportText {
    private final PrintStream out;

    ReportText(PrintStream out) {
        this.out = out;
    }

    void print(TrialReport report) {
        TrialReport.Messages messages = report.messages();
        out.println(messages.count() + " messages, " + messages.judged() + " of them came to the routes"
                + (messages.from() == null ? "" : "; from " + messages.from() + " to " + messages.to()));
        out.println(report.summary());
        out.println();
        out.printf(
                "%-34s %9s %9s %9s %9s %9s %12s%n",
                "", "tickets", "appended", "dismissed", "unrouted", "failed", "acknowledged");
        counts("all", report.total(), report.now());
        report.routes().forEach(this::route);
        if (!report.examples().isEmpty()) {
            out.println();
            out.println(
                    report.changed() > report.examples().size()
                            ? "End otherwise than now, the first of " + report.changed() + ":"
                            : "End otherwise than now:");
            report.examples()
                    .forEach(example -> out.println("  " + example.seq() + " " + example.message() + ": now "
                            + example.now() + "; then " + example.then()));
        }
        if (!report.notes().isEmpty()) {
            out.println();
            report.notes().forEach(note -> out.println("Note: " + note));
        }
    }

    private void counts(String name, Counts counts, @Nullable Counts now) {
        row(name, counts);
        if (now != null && !now.equals(counts)) {
            row("  now", now);
        }
    }

    private void row(String name, Counts counts) {
        out.printf(
                "%-34s %9d %9d %9d %9d %9d %12d%n",
                name,
                counts.tickets(),
                counts.appended(),
                counts.dismissed(),
                counts.unrouted(),
                counts.failed(),
                counts.acknowledged());
    }

    private void route(TrialReport.Route route) {
        counts(route.route(), route.total(), route.now());
        route.tickets()
                .forEach(found -> out.println("    " + found.desk()
                        + found.options().entrySet().stream()
                                .map(option -> ", " + option.getKey() + " " + option.getValue())
                                .collect(Collectors.joining())
                        + ": " + found.opened() + " tickets, " + found.appended() + " appended"));
        route.dismissed()
                .forEach(
                        found -> out.println("    dismissed by " + (found.rule().isEmpty() ? "no step" : found.rule())
                                + ", " + found.reason() + ": " + found.count()));
        route.failed()
                .forEach(found -> out.println("    fails, " + found.error() + ": " + found.count() + " ("
                        + String.join(", ", found.messages()) + ")"));
        route.elsewhere().forEach(found -> out.println("    would go to " + found.to() + ": " + found.count()));
    }
}
