package io.nightjar.daemon.speaker;

import io.nightjar.daemon.control.StatusReport;
import io.nightjar.rib.config.SpeakerConfig;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** One configuration that does not change: a file that has been read. */
public final class StaticSource implements ConfigSource {

    private final SpeakerConfig config;

    private final String file;

    private final Executor control;

    public StaticSource(SpeakerConfig config, String file, Executor control) {
        this.config = config;
        this.file = file;
        this.control = control;
    }

    @Override
    public void start(Consumer<SpeakerConfig> consumer) {
        control.execute(() -> consumer.accept(config));
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
