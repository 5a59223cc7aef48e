package io.nightjar.daemon.control;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** The file that stands for a control socket. */
public final class SocketFile {

    /** sun_path of sockaddr_un, less the closing zero. */
    private static final int MAX_OCTETS = 107;

    private final Path path;

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
        this.owner = owner;
    }

    /** Makes room for a new socket: removes the file of a daemon that is gone, and only that. */
    public void prepare() throws ControlSocketException {
        if (path.toString().getBytes(StandardCharsets.UTF_8).length > MAX_OCTETS) {
            throw new ControlSocketException("the control socket's path is too long: " + path);
        }
        try {
            Path parent = path.toAbsolutePath().getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
                removeIfDead();
            }
        } catch (IOException e) {
            throw new ControlSocketException("cannot use " + path + " as control socket: " + e);
        }
    }

    private void removeIfDead() throws IOException, ControlSocketException {
        if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)
                || Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            throw new ControlSocketException(path + " is in the way: it is not a socket");
        }
        if (answers()) {
            throw new ControlSocketException("another " + owner + " is running: it answers on " + path);
        }
        Files.deleteIfExists(path);
    }

    private boolean answers() {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            return channel.connect(UnixDomainSocketAddress.of(path));
        } catch (IOException e) {
            return false;
        }
    }

    /** Owner and group may connect. */
    public void restrict() throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-rw----"));
    }

    /** Removes it, if it is there. */
    public void remove() throws IOException {
        Files.deleteIfExists(path);
    }
}
