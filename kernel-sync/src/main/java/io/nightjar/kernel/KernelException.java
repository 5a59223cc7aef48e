package io.nightjar.kernel;

import java.io.IOException;

/** The kernel cannot be talked to at all; the message says what was attempted and why it failed. */
public class KernelException extends IOException {

    private static final long serialVersionUID = 1L;

    public KernelException(String message) {
        super(message);
    }
}
