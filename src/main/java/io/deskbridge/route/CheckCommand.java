package io.deskbridge.route;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.deskbridge.hub.RouteTrials.Finding;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.boot.logging.LoggingSystem;

/** The command that checks a folder of routes against a configuration. It starts no hub and calls nobody. */
public final class CheckCommand {
    private static final String NAME = "check";
    private static final List<String> OPTIONS = List.of("--routes", "--config", "--format");
    private static final String USAGE = NAME + " [--routes=<folder>] [--config=<file>] [--format=text|json]";

    private final PrintStream out;
    private final PrintStream err;

    public CheckCommand(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /** Whether these arguments are this command's and not the hub's. */
    public static boolean isMeantBy(String[] arguments) {
        return arguments.length > 0 && arguments[0].equals(NAME);
    }

    /**
     * What programs read.
     *
     * @param hints at what runs and would better be written otherwise
     */
    record Result(String result, int files, List<Finding> findings, List<Finding> hints) {}

    /**
     * Checks, and says what is wrong.
     *
     * @return 0 when nothing is; 1 when something is; 2 when it could not be checked
     */
    public int run(String... arguments) {
        quiet();
        try {
            CommandWords words = CommandWords.read(arguments, OPTIONS, USAGE);
            boolean json = words.isJson();
            try (Offline offline = Offline.open(words.of("--config"))) {
                RouteSet routes = offline.routes(words.of("--routes"));
                RouteChecks.Checked checked = offline.checks().check(routes);
                return tell(routes.routes().size(), mistakes(offline, checked), checked.hints(), json);
            }
        } catch (Exception e) { // whatever it is, a person sees a sentence and a script sees the code
            err.println("Nothing was checked: " + e.getMessage());
            return 2;
        }
    }

    /** Without a hub nobody else would keep the libraries from logging all they do. */
    static void quiet() {
        LoggingSystem.get(CheckCommand.class.getClassLoader()).beforeInitialize();
    }

    /** Of the configuration first: a route may be wrong because of it. */
    static List<RouteMistake> mistakes(Offline offline, RouteChecks.Checked checked) {
        var mistakes = new ArrayList<RouteMistake>();
        offline.mistakes()
                .forEach(sentence ->
                        mistakes.add(new RouteMistake(offline.file().toString(), Optional.empty(), sentence)));
        mistakes.addAll(checked.mistakes());
        return mistakes;
    }

    private int tell(int files, List<RouteMistake> mistakes, List<RouteMistake> hints, boolean json) {
        if (json) {
            out.println(json(new Result(
                    mistakes.isEmpty() ? "good" : "mistakes", files, Findings.of(mistakes), Findings.of(hints))));
        } else {
            tell(mistakes, out);
            tell(hints, "hint: ", out);
            out.println(count(files, "file") + ", "
                    + (mistakes.isEmpty() ? "no mistake" : count(mistakes.size(), "mistake"))
                    + (hints.isEmpty() ? "." : ", " + count(hints.size(), "hint") + "."));
        }
        return mistakes.isEmpty() ? 0 : 1;
    }

    private static String count(int count, String of) {
        return count + " " + of + (count == 1 ? "" : "s");
    }

    /** One a line, as compilers say it: file, line, column, sentence. */
    static void tell(List<RouteMistake> mistakes, PrintStream out) {
        tell(mistakes, "", out);
    }

    private static void tell(List<RouteMistake> what, String kind, PrintStream out) {
        what.forEach(one -> out.println(one.file()
                + one.place().map(at -> ":" + at.line() + ":" + at.column()).orElse("")
                + ": " + kind + one.sentence()));
    }

    static String json(Object value) {
        ObjectWriter writer = JsonMapper.builder().findAndAddModules().build().writerWithDefaultPrettyPrinter();
        try {
            return writer.without(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                    .writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a result cannot be written", e);
        }
    }
}
