package io.nightjar.daemon.speaker;

import io.nightjar.bgp.time.NanoClock;
import io.nightjar.daemon.control.HealthQuestion;
import io.nightjar.daemon.control.HealthReport;
import io.nightjar.fsm.FsmState;
import io.nightjar.fsm.session.SessionStatus;
import io.nightjar.kernel.KernelSyncSettings;
import io.nightjar.kernel.KernelSyncStatus;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** Answers whoever asks how the speaker is. Any thread. */
final class SpeakerHealth {

    /** How long a question waits for the loops, so that a short answer is a true one. */
    private static final long PATIENCE_MILLIS = 500;

    private final SpeakerReports.Parts parts;
    private final NanoClock clock;
    private final List<LoopWatch> loops;

    SpeakerHealth(SpeakerReports.Parts parts, Executor control, NanoClock clock) {
        this.parts = parts;
        this.clock = clock;
        this.loops = List.of(
                new LoopWatch("bgp-rib", () -> parts.table().query(view -> true), clock),
                new LoopWatch("bgp-io", parts.endpoint()::pass, clock),
                new LoopWatch("kernel", parts.forwarding()::pass, clock),
                new LoopWatch("control", () -> CompletableFuture.runAsync(() -> {}, control), clock));
    }

    CompletableFuture<HealthReport> answer(HealthQuestion question) {
        return switch (question) {
            case STARTED -> CompletableFuture.completedFuture(facts().started());
            case READY -> CompletableFuture.completedFuture(facts().ready());
            case LIVE -> live();
        };
    }

    private CompletableFuture<HealthReport> live() {
        CompletableFuture<?>[] asked = loops.stream().map(LoopWatch::ask).toArray(CompletableFuture<?>[]::new);
        return CompletableFuture.allOf(asked)
                .completeOnTimeout(null, PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
                .thenApply(ignored ->
                        HealthReport.of(loops.stream().map(LoopWatch::check).toList()));
    }

    private HealthFacts facts() {
        KernelSyncStatus kernel = parts.forwarding().status();
        List<SessionStatus> sessions = parts.endpoint().status();
        return new HealthFacts(
                parts.reconfigurer().configured(),
                parts.source().report().state(),
                new HealthFacts.Kernel(
                        parts.forwarding().enabled(),
                        kernel.counters().scans() > 0,
                        Duration.ofNanos(clock.nanoTime() - kernel.counters().lastAuditNanos()),
                        KernelSyncSettings.DEFAULT.auditInterval()),
                parts.watch().quorum(),
                parts.watch().waitingFor().size(),
                new HealthFacts.Peers(
                        (int) sessions.stream().filter(SessionStatus::enabled).count(), (int) sessions.stream()
                                .filter(session -> session.state() == FsmState.ESTABLISHED)
                                .count()));
    }
}
