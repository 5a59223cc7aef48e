package io.nightjar.kernel.netlink;

import io.nightjar.kernel.OperationOutcome;
import io.nightjar.kernel.OperationResult;
import io.nightjar.kernel.RouteOperation;
import java.util.ArrayList;
import java.util.List;

/**
 * An operation as rounds of orders, of which each is asked for when the one before has been answered, and a last one that clears
 * up. What is only to be removed is removed in the last round but that one: by then all that is new is there.
 */
final class RouteWrite {

    /** How many rounds of orders there are before the corrections. */
    static final int ROUNDS = RouteReplacement.ROUNDS;

    private final RouteOperation operation;
    private final List<List<RouteRequest>> rounds;
    private final List<RouteRequest> placed = new ArrayList<>();
    private OperationResult result;

    private RouteWrite(RouteOperation operation, List<List<RouteRequest>> rounds) {
        this.operation = operation;
        this.rounds = rounds;
        this.result = OperationResult.of(operation, OperationOutcome.APPLIED);
    }

    static RouteWrite of(RouteOperation operation) {
        if (operation instanceof RouteOperation.Replace replace) {
            return new RouteWrite(operation, RouteReplacement.of(replace).rounds());
        }
        return operation instanceof RouteOperation.Add
                ? new RouteWrite(operation, List.of(only(RouteRequest.Order.ADD, operation)))
                : new RouteWrite(operation, List.of(List.of(), List.of(), only(RouteRequest.Order.DELETE, operation)));
    }

    private static List<RouteRequest> only(RouteRequest.Order order, RouteOperation operation) {
        return List.of(new RouteRequest(order, operation.route()));
    }

    /** What to order in this round, counted from 0. */
    List<RouteRequest> requests(int round) {
        boolean over = round >= rounds.size() || result.outcome() != OperationOutcome.APPLIED;
        return over ? List.of() : rounds.get(round);
    }

    void answered(List<RouteRequest> requests, List<NetlinkRequests.Answer> answers) {
        for (int i = 0; i < answers.size(); i++) {
            RouteRequest request = requests.get(i);
            NetlinkRequests.Answer answer = answers.get(i);
            if (request.isBesideAnother() && answer.isDone()) {
                placed.add(request);
            } else if (!request.isBesideAnother() || answer.errno() != Errno.EEXIST) {
                note(answer);
            }
        }
    }

    /** Bridges, and what was appended to a route that then was not the one that we knew. */
    List<RouteRequest> corrections() {
        if (placed.isEmpty()) {
            return List.of();
        }
        boolean failed = result.outcome() != OperationOutcome.APPLIED;
        return placed.stream()
                .filter(request -> failed || request.order() == RouteRequest.Order.BRIDGE)
                .map(request -> new RouteRequest(RouteRequest.Order.DELETE, request.route()))
                .toList();
    }

    OperationResult result() {
        return result;
    }

    private void note(NetlinkRequests.Answer answer) {
        if (answer.isDone() || result.outcome() != OperationOutcome.APPLIED) {
            return;
        }
        result = switch (answer.errno()) {
            case Errno.EEXIST -> OperationResult.of(operation, OperationOutcome.EXISTS);
            case Errno.ESRCH -> OperationResult.of(operation, OperationOutcome.MISSING);
            default -> new OperationResult(operation, OperationOutcome.REFUSED, answer.reason());
        };
    }
}
