package io.nightjar.kernel.netlink;

import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import jnr.ffi.LibraryLoader;
import jnr.ffi.Runtime;
import jnr.ffi.annotations.In;
import jnr.ffi.annotations.Out;
import jnr.ffi.byref.IntByReference;
import jnr.ffi.types.intptr_t;
import jnr.ffi.types.size_t;
import jnr.ffi.types.ssize_t;

/** The functions of the C library that are used, under their own names. Buffers are direct and start at position 0. */
public interface LibC {

    int AF_NETLINK = 16;
    int SOCK_RAW = 3;
    int SOCK_CLOEXEC = 0x80000;
    int MSG_TRUNC = 0x20;
    int MSG_DONTWAIT = 0x40;
    int SOL_SOCKET = 1;
    int SO_RCVBUF = 8;
    int SO_RCVBUFFORCE = 33;
    int SOL_NETLINK = 270;
    int POLLIN = 1;
    int EFD_CLOEXEC = 0x80000;
    int EFD_NONBLOCK = 0x800;
    int O_RDONLY = 0;
    int O_CLOEXEC = 0x80000;
    int MADV_DONTNEED = 4;
    int CLONE_NEWNET = 0x40000000;

    int socket(int domain, int type, int protocol);

    int bind(int fd, @In ByteBuffer address, int length);

    int getsockname(int fd, @Out ByteBuffer address, IntByReference length);

    int setsockopt(int fd, int level, int name, @In ByteBuffer value, int length);

    @ssize_t
    long send(int fd, @In ByteBuffer message, @size_t long length, int flags);

    @ssize_t
    long recvfrom(
            int fd,
            @Out ByteBuffer into,
            @size_t long length,
            int flags,
            @Out ByteBuffer sender,
            IntByReference senderLength);

    int poll(ByteBuffer descriptors, @size_t long count, int timeoutMillis);

    int eventfd(int initial, int flags);

    @ssize_t
    long read(int fd, @Out ByteBuffer into, @size_t long length);

    @ssize_t
    long write(int fd, @In ByteBuffer from, @size_t long length);

    int open(@In CharSequence path, int flags);

    int setns(int fd, int type);

    int close(int fd);

    int madvise(@intptr_t long address, @size_t long length, int advice);

    /** The one mapping of this process. */
    final class Loaded {

        private static final LibC LIBC = LibraryLoader.create(LibC.class).load("c");

        private Loaded() {}
    }

    /** Loads the mapping; the first time costs some hundred milliseconds. */
    static LibC load() {
        return Loaded.LIBC;
    }

    /** Loads the mapping on a thread of its own. */
    static CompletableFuture<LibC> loading() {
        return CompletableFuture.supplyAsync(LibC::load, task -> new Thread(task, "libc").start());
    }

    /** The error of the last failed call of this thread. */
    static int errno() {
        return Runtime.getSystemRuntime().getLastError();
    }
}
