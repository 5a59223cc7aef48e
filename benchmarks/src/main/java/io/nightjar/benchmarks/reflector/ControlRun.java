package io.nightjar.benchmarks.reflector;

import io.nightjar.benchmarks.harness.Complaints;
import io.nightjar.benchmarks.harness.InNamespace;
import io.nightjar.daemon.lab.LabProcess;
import io.nightjar.daemon.lab.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/** One speaker with many sessions and a table, asked while it is quiet and while the table comes and goes. */
final class ControlRun {

    private static final Duration GRACE = Duration.ofSeconds(5);

    /** How long anybody has to digest the table before questions are asked. */
    private static final int SETTLING_SECONDS = 10;

    /** Less than anybody's listen backlog. */
    private static final int DIALED_AT_ONCE = 4;

    private final ControlSpeaker speaker;
    private final Settings settings;
    private final RoutePlan plan;
    private final Script script;

    /**
     * How much.
     *
     * @param samples of each question
     * @param questionSeconds after which a question is not asked again
     * @param limitSeconds how long it may take until all sessions are up, or a table is taken
     */
    record Settings(int sessions, int routes, int samples, int questionSeconds, int limitSeconds) {}

    /**
     * What one question took.
     *
     * @param loading whether the table came and went meanwhile
     * @param way {@code socket} or {@code birdc}
     * @param samples of all answers
     */
    record Outcome(
            ControlSpeaker speaker,
            String question,
            boolean loading,
            String way,
            List<ControlQuestion.Answer> samples) {

        Outcome {
            samples = List.copyOf(samples);
        }
    }

    ControlRun(ControlSpeaker speaker, Settings settings) {
        this.speaker = speaker;
        this.settings = settings;
        this.plan = RoutePlan.table(settings.routes());
        this.script = new Script(plan, settings.sessions(), false);
    }

    /** What is asked. */
    static List<String> questions(RoutePlan plan) {
        String prefix = plan.text(plan.planned() / 2);
        return List.of(
                "show status",
                "show protocols",
                "show protocols all peer7",
                "show route count",
                "show route for " + prefix.substring(0, prefix.indexOf('/')),
                "show route " + prefix + " all",
                "show protocols all",
                "show route");
    }

    List<Outcome> measure(Machine machine) throws IOException {
        try (Ground ground = Ground.open(machine)) {
            return InNamespace.call(ground.namespace(), () -> within(ground));
        }
    }

    private List<Outcome> within(Ground ground) throws IOException {
        List<Outcome> outcomes = new ArrayList<>();
        LabProcess process = speaker.start(ground, settings.sessions());
        try (Crowd crowd = new Crowd(plan, script, settings.sessions(), new Complaints(), (prefix, announced) -> {})) {
            while (crowd.dialNext(DIALED_AT_ONCE)) {
                int before = crowd.established();
                until("session", crowd, () -> crowd.established() > before);
            }
            until("sessions", crowd, crowd::allEstablished);
            crowd.announce();
            until("table", crowd, () -> crowd.isFlushed(0));
            crowd.playFor(TimeUnit.SECONDS.toNanos(SETTLING_SECONDS));
            play(crowd, ask(ground, false, outcomes), () -> {});
            boolean[] there = {true};
            play(crowd, ask(ground, true, outcomes), () -> {
                crowd.send(0, there[0] ? script.withdrawal(0) : script.announcement(0));
                there[0] = !there[0];
                until("table", crowd, () -> crowd.isFlushed(0));
            });
        } finally {
            process.stop(GRACE);
        }
        return outcomes;
    }

    /** Something that the clients do. */
    private interface Doing {
        void once() throws IOException;
    }

    private static void play(Crowd crowd, CompletableFuture<Void> asking, Doing doing) throws IOException {
        while (!asking.isDone()) {
            doing.once();
            crowd.playUntil(asking::isDone, TimeUnit.MILLISECONDS.toNanos(20));
        }
        try {
            asking.join();
        } catch (CompletionException e) {
            throw new IOException("a question failed: " + e.getCause(), e);
        }
    }

    private void until(String what, Crowd crowd, java.util.function.BooleanSupplier done) throws IOException {
        if (!crowd.playUntil(done, TimeUnit.SECONDS.toNanos(settings.limitSeconds()))) {
            throw new IOException("no " + what + " in time: " + crowd.progress());
        }
    }

    private CompletableFuture<Void> ask(Ground ground, boolean loading, List<Outcome> outcomes) {
        return CompletableFuture.runAsync(() -> {
            try {
                Path socket = ControlSpeaker.socket(ground);
                Path client =
                        ControlSpeaker.programs(ground.machine().packages()).resolve("birdc");
                if (!Files.exists(socket)) {
                    throw new IOException(socket + " is not there");
                }
                for (String question : questions(plan)) {
                    List<ControlQuestion.Answer> direct = new ArrayList<>();
                    List<ControlQuestion.Answer> byClient = new ArrayList<>();
                    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(settings.questionSeconds());
                    while (direct.isEmpty() || (direct.size() < settings.samples() && System.nanoTime() < end)) {
                        direct.add(ControlQuestion.ask(socket, question));
                        byClient.add(ControlQuestion.client(client, socket, question));
                    }
                    outcomes.add(new Outcome(speaker, question, loading, "socket", direct));
                    outcomes.add(new Outcome(speaker, question, loading, "birdc", byClient));
                }
            } catch (IOException e) {
                throw new CompletionException(e);
            }
        });
    }
}
