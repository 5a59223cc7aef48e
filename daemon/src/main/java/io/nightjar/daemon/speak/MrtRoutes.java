package io.nightjar.daemon.speak;

import io.nightjar.bgp.mrt.Bgp4mpMessage;
import io.nightjar.bgp.mrt.Bgp4mpStateChange;
import io.nightjar.bgp.mrt.MrtFormatException;
import io.nightjar.bgp.mrt.MrtReader;
import io.nightjar.bgp.mrt.MrtRecord;
import io.nightjar.bgp.mrt.MrtRecordDecoder;
import io.nightjar.bgp.mrt.MrtSink;
import io.nightjar.bgp.mrt.PeerIndexTable;
import io.nightjar.bgp.mrt.RibEntry;
import io.nightjar.bgp.net.Safi;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/** The routes of one peer in a table dump (RFC 6396 §4.3), also compressed with gzip. */
final class MrtRoutes implements RouteSource, MrtSink {

    private static final int BUFFER = 1 << 16;
    private static final int GZIP_MAGIC = 0x1f8b;

    private final Path file;
    private final TablePeer peer;
    private final InputStream in;
    private final MrtReader reader;
    private final MrtRecordDecoder decoder = new MrtRecordDecoder(this);
    private final Deque<RouteChange> ready = new ArrayDeque<>();
    private boolean firstOfItsRecord;

    MrtRoutes(Path file, TablePeer peer) throws IOException {
        this.file = file;
        this.peer = peer;
        this.in = open(file);
        this.reader = new MrtReader(in);
    }

    private static InputStream open(Path file) throws IOException {
        InputStream plain = new BufferedInputStream(Files.newInputStream(file), BUFFER);
        plain.mark(2);
        int magic = plain.read() << 8 | plain.read();
        plain.reset();
        return magic == GZIP_MAGIC ? new BufferedInputStream(new GZIPInputStream(plain, BUFFER), BUFFER) : plain;
    }

    @Override
    public Optional<RouteChange> next() throws IOException, RouteTextException {
        while (ready.isEmpty()) {
            try {
                Optional<MrtRecord> record = reader.next();
                if (record.isEmpty()) {
                    return Optional.empty();
                }
                firstOfItsRecord = true;
                decoder.decode(record.get());
            } catch (MrtFormatException e) {
                throw new RouteTextException(file + ": record " + reader.number() + " at offset "
                        + reader.recordOffset() + ": " + e.getMessage());
            }
        }
        return Optional.of(ready.remove());
    }

    @Override
    public void peerIndexTable(PeerIndexTable table) {
        // The decoder remembers it.
    }

    @Override
    public void ribEntry(RibEntry entry) {
        if (entry.family().safi().equals(Safi.UNICAST) && peer.takes(entry, firstOfItsRecord)) {
            ready.add(new RouteChange(entry.route(), entry.attributes().attributes(), true));
        }
        firstOfItsRecord = false;
    }

    @Override
    public void message(Bgp4mpMessage message) {
        // Only tables are announced.
    }

    @Override
    public void stateChange(Bgp4mpStateChange change) {
        // Only tables are announced.
    }

    @Override
    public void unsupported(String kind) {
        // Only tables are announced.
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
