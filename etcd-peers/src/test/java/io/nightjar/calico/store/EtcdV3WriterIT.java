package io.nightjar.calico.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.nightjar.calico.testing.EtcdServer;
import io.nightjar.calico.testing.RequiresEtcd;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reading and writing single keys of a real etcd. */
@RequiresEtcd
class EtcdV3WriterIT {

    @TempDir
    Path directory;

    private EtcdServer etcd;

    private EtcdV3Writer writer;

    @BeforeEach
    void start() throws StoreException {
        etcd = EtcdServer.start(directory);
        writer = EtcdV3Writer.open(new DatastoreConfig(List.of(etcd.endpoint()), null, null));
    }

    @AfterEach
    void stop() {
        writer.close();
        etcd.close();
    }

    @Test
    void writesOnlyWhatNobodyElseHasWritten() throws StoreException {
        assertThat(writer.write("/k", "one", 0)).isTrue();
        assertThat(writer.write("/k", "two", 0)).isFalse();
        KeyValueView.Entry entry = writer.read(List.of("/k", "/none")).get("/k");
        assertThat(entry.value()).isEqualTo("one");
        etcd.put("/k", "theirs");
        assertThat(writer.write("/k", "two", entry.modRevision())).isFalse();
        KeyValueView.Entry theirs = writer.read(List.of("/k")).get("/k");
        assertThat(theirs.value()).isEqualTo("theirs");
        assertThat(writer.write("/k", "three", theirs.modRevision())).isTrue();
        assertThat(writer.read(List.of("/none"))).isEmpty();
    }

    @Test
    void readsManyKeysAtOnce() throws StoreException {
        List<String> keys = IntStream.range(0, 250).mapToObj(i -> "/k" + i).toList();
        etcd.putAll(keys, "v");
        assertThat(writer.read(keys).keySet()).containsExactlyInAnyOrderElementsOf(keys);
    }

    @Test
    void saysThatNobodyAnswers() {
        URI nobody = etcd.endpoint();
        etcd.kill();
        assertThatExceptionOfType(StoreException.class).isThrownBy(() -> writer.read(List.of("/k")));
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> EtcdV3Writer.open(new DatastoreConfig(List.of(nobody), null, null)))
                .withMessageContaining(nobody.toString());
    }
}
