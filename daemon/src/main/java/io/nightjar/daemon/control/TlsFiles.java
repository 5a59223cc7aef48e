package io.nightjar.daemon.control;

import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import javax.net.ssl.SSLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What connections are encrypted with. Certificates are renewed while we run: each connection gets what the files say when it comes;
 * while they make no sense, the last that did stays in force. Any thread.
 */
final class TlsFiles {

    private static final Logger LOG = LoggerFactory.getLogger(TlsFiles.class);

    private final HttpSettings.Tls files;

    private final ReentrantLock lock = new ReentrantLock();

    private SslContext context;

    private List<FileTime> times;

    /**
     * Reads the files.
     *
     * @throws ControlSocketException naming the file that cannot be used
     */
    TlsFiles(HttpSettings.Tls files) throws ControlSocketException {
        this.files = files;
        times = times();
        context = read();
    }

    /** What the files say now, or said last. */
    SslContext context() {
        lock.lock();
        try {
            List<FileTime> now = times();
            if (!now.equals(times)) {
                context = read();
                times = now;
                LOG.info("HTTP uses the certificate in {} as it is now", files.certificate());
            }
        } catch (ControlSocketException e) {
            LOG.warn("HTTP goes on with the certificate that it has: {}", e.getMessage());
        } finally {
            lock.unlock();
        }
        return context;
    }

    private List<Path> paths() {
        List<Path> paths = new ArrayList<>(List.of(files.certificate(), files.key()));
        Path clientCa = files.clientCa();
        if (clientCa != null) {
            paths.add(clientCa);
        }
        return paths;
    }

    private List<FileTime> times() throws ControlSocketException {
        List<FileTime> found = new ArrayList<>();
        for (Path path : paths()) {
            try {
                found.add(Files.getLastModifiedTime(path));
            } catch (IOException e) {
                throw new ControlSocketException(path + ": cannot be read: " + e);
            }
        }
        return found;
    }

    /** Health is for everybody, who may have no certificate: whether there is one is looked at when something else is asked. */
    private SslContext read() throws ControlSocketException {
        SslContextBuilder builder;
        try {
            builder = SslContextBuilder.forServer(
                    files.certificate().toFile(), files.key().toFile());
        } catch (IllegalArgumentException e) {
            throw new ControlSocketException(
                    files.certificate() + ", " + files.key() + ": not a certificate and its key in PEM: " + reason(e));
        }
        Path clientCa = files.clientCa();
        if (clientCa != null) {
            try {
                builder.trustManager(clientCa.toFile()).clientAuth(ClientAuth.OPTIONAL);
            } catch (IllegalArgumentException e) {
                throw new ControlSocketException(clientCa + ": no certificates in PEM: " + reason(e));
            }
        }
        try {
            return builder.protocols("TLSv1.3", "TLSv1.2").build();
        } catch (SSLException e) {
            throw new ControlSocketException(files.certificate() + ": cannot be used: " + reason(e));
        }
    }

    private static String reason(Exception failure) {
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        return String.valueOf(cause.getMessage());
    }
}
