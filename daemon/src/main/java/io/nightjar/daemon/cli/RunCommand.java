package io.nightjar.daemon.cli;

import io.nightjar.bgp.time.NanoClock;
import io.nightjar.calico.environment.EnvironmentException;
import io.nightjar.calico.plan.PlanSettings;
import io.nightjar.daemon.config.InvalidConfigurationException;
import io.nightjar.daemon.config.SpeakerFile;
import io.nightjar.daemon.control.ControlSocketException;
import io.nightjar.daemon.control.HttpSettings;
import io.nightjar.daemon.speaker.ConfigSource;
import io.nightjar.daemon.speaker.ControlThread;
import io.nightjar.daemon.speaker.Daemon;
import io.nightjar.daemon.speaker.DaemonSettings;
import io.nightjar.daemon.speaker.DatastoreSource;
import io.nightjar.daemon.speaker.ExitMode;
import io.nightjar.daemon.speaker.StaticSource;
import io.nightjar.kernel.KernelException;
import io.nightjar.rib.config.KernelConfig;
import io.nightjar.rib.config.SpeakerConfig;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code nightjar run}. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        versionProvider = VersionCommand.class,
        description = {
            "Run the speaker, on a static file or on Calico's datastore.",
            "Flags win over environment variables; docs/configuration.md has them all."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  NODENAME=node00 ETCD_ENDPOINTS=http://172.17.8.100:2379 nightjar run",
            "  nightjar run --nodename node00 --datastore-endpoints http://172.17.8.100:2379",
            "  IP=172.17.8.9 ETCD_ENDPOINTS=http://172.17.8.100:2379 nightjar run --route-reflector",
            "  nightjar run --config speaker.yaml",
            "  nightjar run --config reflector.yaml --no-kernel --control /run/reflector.ctl",
            "",
            "SIGTERM ends it in order. Exit codes: 0 success, 1 failure at run time, 2 wrong arguments or configuration."
        })
public final class RunCommand implements Callable<Integer> {

    private static final Logger LOG = LoggerFactory.getLogger(RunCommand.class);

    private final Map<String, String> environment;

    private final NanoClock clock;

    private final InstantSource timeOfDay;

    private final RandomGenerator random = new SplittableRandom();

    private static final int MAX_DRAIN_SECONDS = 3600;

    private final ControlThread controlThread = new ControlThread();

    @Option(names = "--config", paramLabel = "FILE", description = "The static file; the datastore is not asked then.")
    private @Nullable Path config;

    @Option(
            names = "--datastore-endpoints",
            paramLabel = "URL[,URL...]",
            description = "Where etcd is (default: ETCD_ENDPOINTS).")
    private @Nullable String endpoints;

    @Mixin
    private DatastoreOption datastore = new DatastoreOption();

    @Option(
            names = "--nodename",
            paramLabel = "NAME",
            description = "Which node of the datastore this is (default: NODENAME, or the host's name).")
    private @Nullable String nodeName;

    @Option(
            names = "--on-exit",
            paramLabel = "MODE",
            defaultValue = "restart",
            description =
                    "What an orderly end means: restart (routes stay, peers keep ours), drain (peers look for other ways"
                            + " first, then leave) or leave (peers are told, our routes are removed); default: ${DEFAULT-VALUE}.")
    private ExitMode exitMode = ExitMode.RESTART;

    @Option(
            names = "--drain-time",
            paramLabel = "SECONDS",
            defaultValue = "10",
            description = "How long drain waits (default: ${DEFAULT-VALUE}).")
    private int drainSeconds = 10;

    @Option(
            names = "--route-reflector",
            description =
                    "Be the cluster's standalone route reflector at the address in IP (or IP6): no node, clients by"
                            + " the datastore, no kernel.")
    private boolean reflector;

    @Option(names = "--no-kernel", description = "Neither read nor write the kernel's routing table.")
    private boolean noKernel;

    @Mixin
    private HttpOptions http = new HttpOptions();

    @Mixin
    private ControlOption control = new ControlOption();

    @Mixin
    private BirdOptions bird = new BirdOptions();

    @Option(
            names = "--log-level",
            paramLabel = "LEVEL",
            description =
                    "One of ${COMPLETION-CANDIDATES} (default: what BGPConfiguration's logSeverityScreen says, or info).")
    private Logging.@Nullable Verbosity verbosity;

    @Option(
            names = "--log-format",
            paramLabel = "FORMAT",
            defaultValue = "${env:NIGHTJAR_LOG_FORMAT:-text}",
            description =
                    "text for people, json for machines, one object in a line (default: NIGHTJAR_LOG_FORMAT, or text).")
    private Logging.Format format = Logging.Format.TEXT;

    /**
     * Runs in an environment.
     *
     * @param environment the variables
     * @param timeOfDay for people
     */
    public RunCommand(Map<String, String> environment, NanoClock clock, InstantSource timeOfDay) {
        this.environment = Map.copyOf(environment);
        this.clock = clock;
        this.timeOfDay = timeOfDay;
    }

    @Override
    public Integer call() {
        Logging.start(verbosity == null ? Logging.Verbosity.INFO : verbosity, format);
        HttpSettings web = http.settings();
        try (StopRequest stop = new StopRequest()) {
            Daemon daemon = config == null ? onDatastore() : onFile(config);
            try (daemon) {
                daemon.start();
                if (web != null) {
                    LOG.info("HTTP at {}", daemon.serve(web));
                }
                LOG.info("nightjar {} runs, control socket {}", VersionCommand.version(), control.path());
                var unused = CompletableFuture.anyOf(daemon.failure(), daemon.stopRequested())
                        .thenRun(stop::request);
                stop.await();
                LOG.info("stopping");
            }
            if (daemon.failure().isDone()) {
                throw CommandException.failure("ended by an internal fault");
            }
            LOG.info("stopped");
            return ExitCode.OK;
        } catch (ControlSocketException | KernelException e) {
            throw CommandException.failure(String.valueOf(e.getMessage()));
        } catch (EnvironmentException e) {
            throw CommandException.usage(String.valueOf(e.getMessage()));
        }
    }

    private Daemon onFile(Path file) {
        if (endpoints != null) {
            throw CommandException.usage("--config and --datastore-endpoints exclude each other");
        }
        if (reflector) {
            throw CommandException.usage(
                    "--config and --route-reflector exclude each other; the file has a section of that name");
        }
        try {
            SpeakerConfig speaker = SpeakerFile.load(file);
            int table = speaker.kernel().enabled() ? speaker.kernel().table() : DaemonSettings.NO_KERNEL;
            return daemon(table, () -> new StaticSource(speaker, file.toString(), clock));
        } catch (InvalidConfigurationException e) {
            throw CommandException.usage(String.valueOf(e.getMessage()));
        } catch (NoSuchFileException e) {
            throw CommandException.usage(file + ": there is no such file");
        } catch (IOException e) {
            throw CommandException.usage(file + ": cannot be read: " + e.getMessage());
        }
    }

    private Daemon onDatastore() {
        Map<String, String> flags = new HashMap<>();
        datastore.addTo(flags);
        if (endpoints != null) {
            flags.put(RunEnvironment.ENDPOINTS, endpoints);
        }
        if (nodeName != null) {
            flags.put(RunEnvironment.NODE_NAME, nodeName);
        }
        RunEnvironment variables = new RunEnvironment(environment, flags);
        if (!variables.namesADatastore()) {
            throw CommandException.usage("nothing to run: give --config FILE, or say where the datastore is with"
                    + " ETCD_ENDPOINTS or --datastore-endpoints");
        }
        PlanSettings node = PlanSettings.fromEnvironment(variables);
        PlanSettings settings = reflector ? node.asReflector() : node;
        int table = reflector ? DaemonSettings.NO_KERNEL : KernelConfig.MAIN_TABLE;
        return daemon(table, () -> DatastoreSource.of(variables, settings, controlThread, random, clock, this::follow));
    }

    /** Whether it is not a node's own, and so there for many routes. */
    private boolean isBig() {
        return reflector || config != null;
    }

    /** The flag wins over the datastore. */
    private void follow(String severity) {
        if (verbosity == null) {
            Logging.follow(severity);
        }
    }

    /** The source comes last: it asks the datastore at once, which only makes sense if there is nothing wrong with what was given. */
    private Daemon daemon(int table, Supplier<ConfigSource> source) {
        if (drainSeconds < 0 || drainSeconds > MAX_DRAIN_SECONDS) {
            throw CommandException.usage(
                    "--drain-time is not a number from 0 to " + MAX_DRAIN_SECONDS + ": " + drainSeconds);
        }
        int kernelTable = noKernel ? DaemonSettings.NO_KERNEL : table;
        DaemonSettings.Exit exit = new DaemonSettings.Exit(exitMode, Duration.ofSeconds(drainSeconds));
        DaemonSettings.Sockets sockets =
                new DaemonSettings.Sockets(control.path(), bird.sockets(environment, timeOfDay));
        DaemonSettings settings = new DaemonSettings(
                VersionCommand.version(), sockets, kernelTable, exit, clock, timeOfDay, random, isBig());
        return new Daemon(settings, controlThread, source.get());
    }
}
