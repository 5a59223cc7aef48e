package io.nightjar.kernel.netlink;

import java.nio.file.Path;

/** Moves the calling thread, and only that, into a network namespace. Sockets that it opens afterwards stay there. */
public final class NamespaceEntry {

    private NamespaceEntry() {}

    /**
     * Enters for good.
     *
     * @param namespace a file that stands for it, such as {@code /run/netns/node00}
     */
    public static void enter(LibC libc, Path namespace) throws NetlinkException {
        int fd = libc.open(namespace.toString(), LibC.O_RDONLY | LibC.O_CLOEXEC);
        if (fd < 0) {
            throw new NetlinkException("opening the network namespace " + namespace, LibC.errno());
        }
        try {
            if (libc.setns(fd, LibC.CLONE_NEWNET) != 0) {
                throw new NetlinkException("entering the network namespace " + namespace, LibC.errno());
            }
        } finally {
            libc.close(fd);
        }
    }
}
