package io.nightjar.daemon.lab;

import java.util.List;

/** What was found on one node. */
public record NodeReport(String name, String address, String speaker, List<String> routes, List<Session> sessions) {

    public NodeReport {
        routes = List.copyOf(routes);
        sessions = List.copyOf(sessions);
    }
}
