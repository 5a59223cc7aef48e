package io.nightjar.daemon.cli;

import io.nightjar.bgp.net.IpAddress;
import io.nightjar.daemon.speak.RouteTextException;
import io.nightjar.daemon.speak.SpeakGoal;
import io.nightjar.daemon.speak.SpeakPlan;
import io.nightjar.daemon.speak.TablePeer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What is sent, and when it is enough. */
final class SpeakPlanOptions {

    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h)");

    @Option(names = "--mrt", paramLabel = "FILE", description = "Announce a table (TABLE_DUMP_V2) of an MRT file.")
    private List<Path> tables = new ArrayList<>();

    @Option(
            names = "--peer-index",
            paramLabel = "N",
            defaultValue = "first",
            description = "Whose routes of it: a peer's index, or the first route to each prefix"
                    + " (default: ${DEFAULT-VALUE}).")
    private String peerIndex = "first";

    @Option(names = "--routes", paramLabel = "FILE", description = "Announce the routes of a file, one on each line.")
    private List<Path> files = new ArrayList<>();

    @Option(
            names = "--announce",
            paramLabel = "ROUTE",
            description = "Announce a route: PREFIX [next-hop ADDRESS] [as-path \"N N\"] [communities N:N ...] [med N]"
                    + " [local-pref N] ...")
    private List<String> routes = new ArrayList<>();

    @Option(
            names = "--next-hop",
            paramLabel = "ADDRESS",
            description = "The next hop of routes without one (default: our own address).")
    private List<String> nextHops = new ArrayList<>();

    @Option(names = "--no-eor", description = "Send no End-of-RIB behind the routes.")
    private boolean noEndOfRib;

    @Option(
            names = "--raw-hex",
            paramLabel = "FILE",
            description = "Send the octets of a file with hexadecimal text after that, right or wrong.")
    private @Nullable Path rawHex;

    @Option(
            names = "--exit-after",
            paramLabel = "EVENT",
            description = "Leave after established, eor (the peer's), down, or so long in Established: 500ms, 10s, 5m.")
    private @Nullable String exitAfter;

    @Option(names = "--count", paramLabel = "N", description = "Leave after N UPDATEs were heard.")
    private long count;

    @Option(names = "--for", paramLabel = "DURATION", description = "Leave after this time in any case.")
    private @Nullable String limit;

    @Option(names = "--keep-trying", description = "Go on when a session ends.")
    private boolean keepTrying;

    /** What the options say; throws {@link CommandException} where they say nothing sensible. */
    SpeakPlan plan() {
        List<Path> all = new ArrayList<>(tables);
        all.addAll(files);
        if (rawHex != null) {
            all.add(rawHex);
        }
        for (Path file : all) {
            if (!Files.isReadable(file)) {
                throw CommandException.usage(file + ": there is no such file, or it cannot be read");
            }
        }
        try {
            SpeakPlan plan = new SpeakPlan(
                    tables,
                    TablePeer.parse(peerIndex),
                    files,
                    routes,
                    nextHops.stream().map(IpAddress::parse).toList(),
                    !noEndOfRib,
                    rawHex,
                    goal());
            plan.check();
            return plan;
        } catch (RouteTextException e) {
            throw CommandException.usage("--announce: " + e.getMessage());
        } catch (IllegalArgumentException e) {
            throw CommandException.usage(String.valueOf(e.getMessage()));
        }
    }

    private SpeakGoal goal() {
        Duration longest = limit == null ? null : duration(limit);
        SpeakGoal.Until until = exitAfter == null
                ? SpeakGoal.Until.QUIT
                : switch (exitAfter) {
                    case "established" -> SpeakGoal.Until.ESTABLISHED;
                    case "eor" -> SpeakGoal.Until.END_OF_RIB;
                    case "down" -> SpeakGoal.Until.DOWN;
                    default -> SpeakGoal.Until.TIME;
                };
        Duration after = exitAfter != null && until == SpeakGoal.Until.TIME ? duration(exitAfter) : Duration.ZERO;
        return new SpeakGoal(until, after, count, longest, keepTrying);
    }

    private static Duration duration(String text) {
        Matcher matcher = DURATION.matcher(text.toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            throw new IllegalArgumentException("'" + text + "' is no duration, as 500ms, 10s, 5m, 1h are");
        }
        long number = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(number);
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            default -> Duration.ofHours(number);
        };
    }
}
