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

    private static final int LAST_ROUND = ROUNDS - 1;

    private final RouteOperation operation;
    private final int firstRound;
    private final List<List<RouteRequest>> rounds;
    private List<RouteRequest> placed = List.of();
    private NetlinkRequests.Answer failure = NetlinkRequests.Answer.DONE;

    private RouteWrite(RouteOperation operation, int firstRound, List<List<RouteRequest>> rounds) {
        this.operation = operation;
        this.firstRound = firstRound;
        this.rounds = rounds;
    }

    static RouteWrite of(RouteOperation operation) {
        if (operation instanceof RouteOperation.Replace replace) {
            return new RouteWrite(operation, 0, RouteReplacement.of(replace).rounds());
        }
        if (operation instanceof RouteOperation.Delete delete) {
            return new RouteWrite(
                    operation, LAST_ROUND, List.of(List.of(RouteRequest.delete(delete.route(), delete.loose()))));
        }
        return new RouteWrite(
                operation, 0, List.of(List.of(new RouteRequest(RouteRequest.Order.ADD, operation.route()))));
    }

    /** What to order in this round, counted from 0. */
    List<RouteRequest> requests(int round) {
        int index = round - firstRound;
        return index >= 0 && index < rounds.size() && failure.isDone() ? rounds.get(index) : List.of();
    }

    void answered(RouteRequest request, NetlinkRequests.Answer answer) {
        if (request.isBesideAnother() && answer.isDone()) {
            placed = placed.isEmpty() ? new ArrayList<>() : placed;
            placed.add(request);
        } else if (!(request.isBesideAnother() && answer.errno() == Errno.EEXIST) && failure.isDone()) {
            failure = answer;
        }
    }

    /** Bridges, and what was appended to a route that then was not the one that we knew. */
    void addCorrections(List<RouteRequest> corrections) {
        for (int i = 0; i < placed.size(); i++) {
            RouteRequest request = placed.get(i);
            if (!failure.isDone() || request.order() == RouteRequest.Order.BRIDGE) {
                corrections.add(RouteRequest.delete(request.route(), false));
            }
        }
    }

    OperationResult result() {
        return switch (failure.errno()) {
            case 0 -> OperationResult.of(operation, OperationOutcome.APPLIED);
            case Errno.EEXIST -> OperationResult.of(operation, OperationOutcome.EXISTS);
            case Errno.ESRCH -> OperationResult.of(operation, OperationOutcome.MISSING);
            default -> new OperationResult(operation, OperationOutcome.REFUSED, failure.reason());
        };
    }
}
