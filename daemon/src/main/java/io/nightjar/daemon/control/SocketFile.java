package io.nightjar.daemon.control;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * The file that stands for a control socket. The socket is bound beside its place and moved there when it has its permissions, so that
 * nobody who may not connect ever can.
 */
public final class SocketFile {

    /** sun_path of sockaddr_un, less the closing zero. */
    private static final int MAX_OCTETS = 107;

    private final Path path;

    private final Path draft;

    private final String owner;

    SocketFile(Path path) {
        this(path, "nightjar");
    }

    /**
     * A file at a path.
     *
     * @param owner the program that may answer there
     */
    public SocketFile(Path path, String owner) {
        this.path = path;
        this.draft = Path.of(path + ".new");
        this.owner = owner;
    }

    /** Makes room for a new socket: removes the file of a daemon that is gone, and only that. */
    public void prepare() throws ControlSocketException {
        if (draft.toString().getBytes(StandardCharsets.UTF_8).length > MAX_OCTETS) {
            throw new ControlSocketException("the control socket's path is too long: " + path);
        }
        try {
            Path parent = path.toAbsolutePath().getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            removeIfDead(path);
            removeIfDead(draft);
        } catch (IOException e) {
            throw new ControlSocketException("cannot use " + path + " as control socket: " + e);
        }
    }

    private void removeIfDead(Path file) throws IOException, ControlSocketException {
        if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                || Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new ControlSocketException(file + " is in the way: it is not a socket");
        }
        if (answers(file)) {
            throw new ControlSocketException("another " + owner + " is running: it answers on " + file);
        }
        Files.deleteIfExists(file);
    }

    private static boolean answers(Path file) {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            return channel.connect(UnixDomainSocketAddress.of(file));
        } catch (IOException e) {
            return false;
        }
    }

    /** Where to bind the socket. */
    public UnixDomainSocketAddress address() {
        return UnixDomainSocketAddress.of(draft);
    }

    /** Lets owner and group connect to the socket that was bound. */
    public void publish() throws IOException {
        Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("rw-rw----"));
        Files.move(draft, path, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Removes it, if it is there. */
    public void remove() throws IOException {
        Files.deleteIfExists(path);
    }
}
