package io.nightjar.daemon.decode;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongConsumer;

/** Tells how much has been read, and when the next octets have to be waited for. */
final class CountedInput extends FilterInputStream {

    private final LongConsumer progress;
    private final Runnable beforeWaiting;
    private long count;

    CountedInput(InputStream in, LongConsumer progress, Runnable beforeWaiting) {
        super(in);
        this.progress = progress;
        this.beforeWaiting = beforeWaiting;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] octets, int offset, int length) throws IOException {
        if (in.available() == 0) {
            beforeWaiting.run();
        }
        int read = in.read(octets, offset, length);
        if (read > 0) {
            count += read;
            progress.accept(count);
        }
        return read;
    }

    @Override
    public long skip(long length) throws IOException {
        long skipped = in.skip(length);
        count += skipped;
        progress.accept(count);
        return skipped;
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
