package io.nightjar.daemon.lab;

/** A BGP session as its speaker reports it. */
public record Session(String peer, String state) {

    public boolean isEstablished() {
        return state.equals("Established");
    }
}
