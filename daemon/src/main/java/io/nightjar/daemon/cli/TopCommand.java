package io.nightjar.daemon.cli;

import io.nightjar.bgp.time.NanoClock;
import io.nightjar.daemon.control.ControlClient;
import io.nightjar.daemon.top.Frame;
import io.nightjar.daemon.top.History;
import io.nightjar.daemon.top.LiveView;
import io.nightjar.daemon.top.PeerFilter;
import io.nightjar.daemon.top.PeerOrder;
import io.nightjar.daemon.top.Probe;
import io.nightjar.daemon.top.Size;
import io.nightjar.daemon.top.TerminalException;
import io.nightjar.daemon.top.TerminalScreen;
import io.nightjar.daemon.top.View;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code nightjar top}. */
@Command(
        name = "top",
        mixinStandardHelpOptions = true,
        versionProvider = VersionCommand.class,
        description = {
            "Watch the sessions, rates and last changes of the running daemon.",
            "On a terminal: q quits, s sorts, f filters, j and k scroll. Elsewhere: a table each time, as with --plain."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  nightjar top",
            "  nightjar top --state unwell --sort since",
            "  nightjar top --once",
            "  nightjar top --interval 10 --count 6 > a-minute.txt",
            "",
            "Exit codes: 0 success, 1 no daemon answers at the end, 2 wrong arguments."
        })
public final class TopCommand implements Callable<Integer> {

    private static final int MOST_SECONDS = 3600;

    private final Map<String, String> environment;
    private final NanoClock clock;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ControlOption control = new ControlOption();

    @Option(
            names = "--interval",
            paramLabel = "SECONDS",
            defaultValue = "2",
            description = "Time between two looks, from 1 to 3600 seconds (default: ${DEFAULT-VALUE}).")
    private int interval;

    @Option(names = "--plain", description = "Print a table each time, and use no terminal.")
    private boolean plain;

    @Option(names = "--once", description = "Print one table, which takes two looks, and leave.")
    private boolean once;

    @Option(names = "--count", paramLabel = "N", description = "Print so many tables, and leave.")
    private int count;

    @Option(
            names = "--sort",
            paramLabel = "ORDER",
            defaultValue = "unwell",
            description = "unwell, name, since, received, behind or updates (default: ${DEFAULT-VALUE}).")
    private PeerOrder order = PeerOrder.UNWELL;

    @Option(
            names = "--state",
            paramLabel = "STATE",
            defaultValue = "all",
            description = "all, unwell, idle, connect, active, opensent, openconfirm or established (default:"
                    + " ${DEFAULT-VALUE}).")
    private PeerFilter filter = PeerFilter.ALL;

    @Option(
            names = "--rows",
            paramLabel = "N",
            defaultValue = "20",
            description = "How many peers a printed table lists at most (default: ${DEFAULT-VALUE}).")
    private int rows;

    /**
     * Nothing is watched yet.
     *
     * @param environment {@code NO_COLOR} is honoured, and {@code TERM=dumb}
     */
    public TopCommand(Map<String, String> environment, NanoClock clock) {
        this.environment = Map.copyOf(environment);
        this.clock = clock;
    }

    @Override
    public Integer call() {
        boolean counted = spec.commandLine().getParseResult().hasMatchedOption("--count");
        check(counted);
        View view = new View(order, filter);
        try (ControlClient client = new ControlClient(control.path())) {
            Probe probe = new Probe(client, clock);
            if (once || counted) {
                return print(probe, view, once ? 1 : count);
            }
            return plain || !hasTerminal() ? print(probe, view, Integer.MAX_VALUE) : watch(probe, view);
        }
    }

    private boolean hasTerminal() {
        return Terminal.isStandardOutput() && !"dumb".equals(environment.get("TERM"));
    }

    private void check(boolean counted) {
        check(interval >= 1 && interval <= MOST_SECONDS, "--interval is from 1 to " + MOST_SECONDS + " seconds");
        check(rows >= 1, "--rows is at least 1");
        check(!counted || count >= 1, "--count is at least 1");
        check(!once || !counted, "--once and --count exclude each other");
    }

    private void check(boolean right, String otherwise) {
        if (!right) {
            throw new ParameterException(spec.commandLine(), otherwise);
        }
    }

    private int watch(Probe probe, View view) {
        boolean styled = environment.getOrDefault("NO_COLOR", "").isEmpty();
        try (TerminalScreen screen = TerminalScreen.enter(styled)) {
            new LiveView(screen, clock, view).run(probe, Duration.ofSeconds(interval));
            return ExitCode.OK;
        } catch (TerminalException e) {
            throw CommandException.failure("the terminal cannot be used, try --plain: " + e.getMessage());
        }
    }

    /** One table for each look but the first, which is there so that rates are known. */
    private int print(Probe probe, View view, int tables) {
        PrintWriter out = spec.commandLine().getOut();
        History history = probe.look().apply(History.NONE);
        if (history.isSilent() && once) {
            throw CommandException.failure(history.whySilent());
        }
        for (int printed = 0; printed < tables && pause(); printed++) {
            history = probe.look().apply(history);
            out.print(
                    (printed == 0 ? "" : "\n") + new Frame(history, clock.nanoTime(), Size.unbounded(rows)).text(view));
            if (out.checkError()) {
                break; // nobody reads any more
            }
        }
        return history.isSilent() ? ExitCode.FAILURE : ExitCode.OK;
    }

    /** Whether it was not interrupted. */
    private boolean pause() {
        try {
            return !new CountDownLatch(1).await(interval, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
