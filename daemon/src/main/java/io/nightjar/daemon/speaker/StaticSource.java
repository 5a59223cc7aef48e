package io.nightjar.daemon.speaker;

import io.nightjar.bgp.time.NanoClock;
import io.nightjar.daemon.control.StatusReport;
import io.nightjar.rib.config.SpeakerConfig;
import java.util.List;

/** One configuration that does not change: a file that has been read. */
public final class StaticSource implements ConfigSource {

    private final SpeakerConfig config;

    private final String file;

    private final NanoClock clock;

    public StaticSource(SpeakerConfig config, String file, NanoClock clock) {
        this.clock = clock;
        this.config = config;
        this.file = file;
    }

    @Override
    public void start(Listener listener) {
        listener.stateChanged();
        listener.configured(config, clock.nanoTime());
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
