package io.nightjar.conformance.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.daemon.config.InvalidConfigurationException;
import io.nightjar.daemon.control.ControlSocketException;
import io.nightjar.kernel.KernelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** One bed for all tests of a class; at the end nothing may have gone wrong inside the speaker. */
final class SharedBed implements BeforeAllCallback, AfterAllCallback {

    private final Maker maker;
    private @Nullable Path directory;
    private @Nullable HostileBed bed;

    private SharedBed(Maker maker) {
        this.maker = maker;
    }

    /** Makes a bed with its files in a directory. */
    @FunctionalInterface
    private interface Maker {
        HostileBed start(Path directory)
                throws IOException, InvalidConfigurationException, ControlSocketException, KernelException;
    }

    /** With all kinds of peers. */
    static SharedBed ofAllKinds() {
        return new SharedBed(HostileBed::start);
    }

    /** With one more peer, of this kind, at ::1: the only one whose connections are made over IPv6. */
    static SharedBed overIpv6(PeerKind kind) {
        return new SharedBed(directory -> HostileBed.overIpv6(directory, kind));
    }

    HostileBed get() {
        return Objects.requireNonNull(bed);
    }

    @Override
    public void beforeAll(ExtensionContext context)
            throws IOException, InvalidConfigurationException, ControlSocketException, KernelException {
        directory = Files.createTempDirectory("hostile");
        bed = maker.start(directory);
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        if (bed != null) {
            assertThat(bed.log().faultsOfOurOwn()).isEmpty();
            bed.close();
        }
        if (directory != null) {
            Files.deleteIfExists(directory);
        }
    }
}
