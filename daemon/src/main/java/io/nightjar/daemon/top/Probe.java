package io.nightjar.daemon.top;

import io.nightjar.bgp.time.NanoClock;
import io.nightjar.daemon.control.ControlClient;
import io.nightjar.daemon.control.ControlSocketException;
import io.nightjar.daemon.control.PeersReport;
import io.nightjar.daemon.control.StatusReport;
import java.util.List;
import java.util.function.UnaryOperator;

/** Asks a daemon how it is. */
public final class Probe {

    private final ControlClient client;
    private final NanoClock clock;

    public Probe(ControlClient client, NanoClock clock) {
        this.client = client;
        this.clock = clock;
    }

    /** Asks, and returns what that adds to what is known. */
    public UnaryOperator<History> look() {
        try {
            StatusReport speaker = client.speaker();
            List<PeersReport.Entry> peers = client.peers();
            Sample sample = new Sample(clock.nanoTime(), speaker, peers, Series.parse(client.metrics(false)));
            return history -> history.answered(sample);
        } catch (ControlSocketException e) {
            long nanos = clock.nanoTime();
            return history -> history.silent(nanos, String.valueOf(e.getMessage()));
        }
    }
}
