package io.nightjar.daemon.control;

import java.util.concurrent.CompletableFuture;

/** Who knows. */
public interface ReportSource {

    /** How the speaker and its sessions are. */
    CompletableFuture<StatusReport> status();

    /** What is in the table. */
    CompletableFuture<RoutesReport> routes();
}
