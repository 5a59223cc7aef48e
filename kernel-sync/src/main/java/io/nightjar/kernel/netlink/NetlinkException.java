package io.nightjar.kernel.netlink;

import io.nightjar.kernel.KernelException;

/** A system call on a netlink socket failed, or the kernel refused a request. */
public final class NetlinkException extends KernelException {

    private static final long serialVersionUID = 1L;

    private final int errno;

    /**
     * Says what was attempted and what the kernel answered.
     *
     * @param attempt for example "binding the netlink socket"
     * @param errno the error number of Linux; 0 if the kernel gave none
     */
    public NetlinkException(String attempt, int errno) {
        super(attempt + " failed" + (errno == 0 ? "" : ": " + describe(errno)));
        this.errno = errno;
    }

    /** The error's name, and for a lack of permission what is needed. */
    static String describe(int errno) {
        return errno == Errno.EPERM ? "EPERM: the capability CAP_NET_ADMIN is needed" : Errno.name(errno);
    }

    public int errno() {
        return errno;
    }
}
