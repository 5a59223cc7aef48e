package io.nightjar.fsm.netty;

/**
 * How a listener is doing.
 *
 * @param wanted where it is to listen
 * @param boundPort where it does; 0 while it does not
 * @param lastError why not; empty while it does
 */
public record ListenerStatus(ListenAddress wanted, int boundPort, String lastError) {

    public boolean isBound() {
        return boundPort != 0;
    }
}
