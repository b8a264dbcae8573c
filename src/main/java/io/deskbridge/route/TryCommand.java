package io.deskbridge.route;

import io.deskbridge.hub.RouteTrials;
import io.deskbridge.hub.TrialReport;
import io.deskbridge.hub.TrialReports;
import io.deskbridge.hub.TrialSample;
import io.deskbridge.hub.TrialSide;
import io.deskbridge.store.LedgerLook;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * The command that tries a folder of routes on messages, and compares with other routes. It starts no hub, calls nobody and
 * writes nothing; a ledger is only read.
 */
public final class TryCommand {
    private static final String NAME = "try";
    private static final List<String> OPTIONS =
            List.of("--routes", "--config", "--messages", "--last", "--against", "--format");
    private static final String USAGE = NAME
            + " [--routes=<folder>] [--config=<file>] --messages=<file> | --last=<number> [--against=<folder>]"
            + " [--format=text|json]";
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private final PrintStream out;
    private final PrintStream err;

    public TryCommand(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /** Whether these arguments are this command's and not the hub's. */
    public static boolean isMeantBy(String[] arguments) {
        return arguments.length > 0 && arguments[0].equals(NAME);
    }

    /**
     * Tries, and reports.
     *
     * @return 0 when it was tried; 1 when the routes have mistakes; 2 when it could not be tried
     */
    public int run(String... arguments) {
        CheckCommand.quiet();
        try {
            CommandWords words = CommandWords.read(arguments, OPTIONS, USAGE);
            boolean json = words.isJson();
            try (Offline offline = Offline.open(words.of("--config"))) {
                RouteChecks.Checked checked = offline.checks().check(offline.routes(words.of("--routes")));
                List<RouteMistake> mistakes = CheckCommand.mistakes(offline, checked);
                if (!mistakes.isEmpty()) {
                    return tell(mistakes, json);
                }
                TrialReport report = report(offline, checked, words);
                if (json) {
                    out.println(CheckCommand.json(report));
                } else {
                    new ReportText(out).print(report);
                }
                return 0;
            }
        } catch (Exception e) { // whatever it is, a person sees a sentence and a script sees the code
            err.println("Nothing was tried: " + e.getMessage());
            return 2;
        }
    }

    private int tell(List<RouteMistake> mistakes, boolean json) {
        if (json) {
            out.println(CheckCommand.json(new CheckCommand.Result(
                    "mistakes",
                    (int) mistakes.stream().map(RouteMistake::file).distinct().count(),
                    Findings.of(mistakes),
                    List.of())));
        } else {
            CheckCommand.tell(mistakes, out);
        }
        return 1;
    }

    private static TrialReport report(Offline offline, RouteChecks.Checked checked, CommandWords words) {
        Material material = material(offline, words);
        Optional<List<BuiltRoute>> today = material.today().map(set -> {
            RouteChecks.Checked others = offline.checks().check(set);
            if (!others.isGood()) {
                throw new CommandWords.Unusable("the routes to compare with have mistakes: "
                        + others.told().get(0));
            }
            return others.routes();
        });
        long end = System.nanoTime() + LONGEST.toNanos();
        BooleanSupplier goOn = () -> System.nanoTime() - end < 0;
        Optional<TrialSide> now = today.map(routes -> offline.trials().run(routes, material.sample(), goOn));
        TrialSide then = offline.trials().run(checked.routes(), material.sample(), goOn);
        if (!goOn.getAsBoolean()) {
            throw new CommandWords.Unusable("it took longer than " + LONGEST.toMinutes() + " minutes");
        }
        return TrialReports.of(material.sample(), then, now);
    }

    /** What is gone through, and the routes to compare with. */
    private record Material(TrialSample sample, Optional<RouteSet> today) {}

    private static Material material(Offline offline, CommandWords words) {
        Optional<RouteSet> against = words.of("--against").map(folder -> offline.routes(Optional.of(folder)));
        Optional<String> file = words.of("--messages");
        Optional<Integer> last = words.of("--last").map(TryCommand::number);
        if (file.isPresent() == last.isPresent()) {
            throw new CommandWords.Unusable(
                    "say either --messages or --last" + System.lineSeparator() + "Usage: " + USAGE);
        }
        if (file.isPresent()) {
            return new Material(
                    TrialSample.of(
                            MessageFile.read(Path.of(file.get())),
                            Clock.systemUTC().instant()),
                    against);
        }
        try (var ledger = new LedgerLook(offline.ledger())) {
            return new Material(TrialSample.of(ledger.newest(last.orElseThrow())), against.or(() -> ledger.lastGood()
                    .map(deployment -> RouteSet.of(deployment.content().files()))));
        }
    }

    private static int number(String text) {
        if (!text.matches("[0-9]{1,6}")
                || Integer.parseInt(text) < 1
                || Integer.parseInt(text) > RouteTrials.MOST_MESSAGES) {
            throw new CommandWords.Unusable(
                    "--last: \"" + text + "\" must be a whole number from 1 to " + RouteTrials.MOST_MESSAGES);
        }
        return Integer.parseInt(text);
    }
}
