package io.deskbridge.store;

import io.deskbridge.core.Secret;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.boot.logging.LoggingSystem;

/** The command that moves a ledger from one database to another. It starts no hub. */
public final class MoveCommand {
    private static final String NAME = "move-ledger";
    private static final String PASSWORD = "DESKBRIDGE_STORE_PASSWORD";
    private static final List<String> OPTIONS = List.of("--from", "--to", "--user");
    private static final String USAGE = NAME + " --from=<folder or jdbc:postgresql://host/database> --to=<the other>"
            + " [--user=<PostgreSQL's>], with the password in " + PASSWORD;

    private final Map<String, String> environment;
    private final PrintStream out;
    private final PrintStream err;

    public MoveCommand(Map<String, String> environment, PrintStream out, PrintStream err) {
        this.environment = Map.copyOf(environment);
        this.out = out;
        this.err = err;
    }

    /** Whether these arguments are this command's and not the hub's. */
    public static boolean isMeantBy(String[] arguments) {
        return arguments.length > 0 && arguments[0].equals(NAME);
    }

    /**
     * Does it and says so, or why not.
     *
     * @return 0 when everything was moved; 1 when nothing was
     */
    public int run(String... arguments) {
        // says what matters itself; without a hub nobody else would keep the libraries from logging all they do
        LoggingSystem.get(MoveCommand.class.getClassLoader()).beforeInitialize();
        try {
            Map<String, String> options = options(arguments);
            LedgerSettings from = place("--from", options);
            LedgerSettings to = place("--to", options);
            if (from.equals(to)) {
                throw new LedgerNotOpened("--from and --to name the same ledger");
            }
            if (from.url().isEmpty() && !SqliteEngine.isIn(from.data())) { // opening it would make one
                throw new LedgerNotOpened("there is no ledger in " + from.data().toAbsolutePath());
            }
            move(from, to);
            return 0;
        } catch (LedgerNotOpened e) {
            err.println("Nothing was moved: " + e.getMessage() + ".");
        } catch (Exception e) { // whatever it is, a person sees a sentence and a script sees the code
            err.println("Nothing was moved: " + e.getMessage());
        }
        return 1;
    }

    private void move(LedgerSettings from, LedgerSettings to) throws Exception {
        try (Engine source = Engine.open(from);
                Engine target = Engine.open(to)) {
            Map<String, Long> moved = new LedgerMove(source, target).run();
            out.println("Moved from " + source.name() + " to " + target.name() + ", rows of each table:");
            moved.forEach((table, rows) -> out.printf("%12d  %s%n", rows, table));
            out.println("The old ledger is as it was. Point deskbridge.store to the new one and start the hub.");
        } catch (LedgerInUse e) {
            throw new LedgerNotOpened(
                    "a Deskbridge process works on the ledger in " + e.folder() + "; stop it first", e);
        }
    }

    private static Map<String, String> options(String[] arguments) {
        var options = new HashMap<String, String>();
        for (String argument : List.of(arguments).subList(1, arguments.length)) {
            String[] parts = argument.split("=", 2);
            if (parts.length < 2 || parts[1].isBlank() || !OPTIONS.contains(parts[0])) {
                throw new LedgerNotOpened("\"" + parts[0] + "\" is not understood; " + USAGE);
            }
            options.put(parts[0], parts[1]);
        }
        return options;
    }

    private LedgerSettings place(String option, Map<String, String> options) {
        String place = Optional.ofNullable(options.get(option))
                .orElseThrow(() -> new LedgerNotOpened(option + " is missing; " + USAGE));
        if (!place.startsWith("jdbc:")) {
            return LedgerSettings.embedded(Path.of(place).toAbsolutePath().normalize());
        }
        if (place.contains("password=")) {
            throw new LedgerNotOpened(option + " carries a password, which others on this machine can read; take it out"
                    + " and set the environment variable " + PASSWORD);
        }
        return new LedgerSettings(
                Path.of(""),
                place,
                options.getOrDefault("--user", ""),
                Secret.of(environment.getOrDefault(PASSWORD, "")));
    }
}
