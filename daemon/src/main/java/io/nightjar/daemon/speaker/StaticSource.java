package io.nightjar.daemon.speaker;

import io.nightjar.bgp.time.NanoClock;
import io.nightjar.daemon.control.StatusReport;
import io.nightjar.rib.config.SpeakerConfig;
import java.util.List;
import java.util.concurrent.Executor;

/** One configuration that does not change: a file that has been read. */
public final class StaticSource implements ConfigSource {

    private final SpeakerConfig config;

    private final String file;

    private final Executor control;

    private final NanoClock clock;

    public StaticSource(SpeakerConfig config, String file, Executor control, NanoClock clock) {
        this.clock = clock;
        this.config = config;
        this.file = file;
        this.control = control;
    }

    @Override
    public void start(Listener listener) {
        control.execute(() -> {
            listener.stateChanged();
            listener.configured(config, clock.nanoTime());
        });
    }

    @Override
    public boolean connected() {
        return true;
    }

    @Override
    public StatusReport.Source report() {
        return new StatusReport.Source("file", file, "read");
    }

    @Override
    public List<StatusReport.Note> notes() {
        return List.of();
    }

    @Override
    public void close() {}
}
