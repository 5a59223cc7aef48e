package io.nightjar.kernel.netlink;

import io.nightjar.kernel.OperationOutcome;
import io.nightjar.kernel.OperationResult;
import io.nightjar.kernel.RouteOperation;
import java.util.List;

/**
 * An operation as up to three rounds of orders: what is to be added, then what is to be removed, then what has to be
 * taken back. Each round is only asked for when the one before has been answered.
 */
final class RouteWrite {

    private final RouteOperation operation;
    private final List<RouteRequest> additions;
    private final List<RouteRequest> removals;
    private OperationResult result;

    private RouteWrite(RouteOperation operation, List<RouteRequest> additions, List<RouteRequest> removals) {
        this.operation = operation;
        this.additions = additions;
        this.removals = removals;
        this.result = OperationResult.of(operation, OperationOutcome.APPLIED);
    }

    static RouteWrite of(RouteOperation operation) {
        if (operation instanceof RouteOperation.Replace replace) {
            RouteReplacement replacement = RouteReplacement.of(replace);
            return new RouteWrite(operation, replacement.first(), replacement.second());
        }
        return operation instanceof RouteOperation.Add
                ? new RouteWrite(
                        operation, List.of(new RouteRequest(RouteRequest.Order.ADD, operation.route())), List.of())
                : new RouteWrite(
                        operation, List.of(), List.of(new RouteRequest(RouteRequest.Order.DELETE, operation.route())));
    }

    List<RouteRequest> additions() {
        return additions;
    }

    void additionsAnswered(List<NetlinkRequests.Answer> answers) {
        for (int i = 0; i < answers.size(); i++) {
            boolean append = additions.get(i).order() == RouteRequest.Order.APPEND;
            boolean isThereAlready = append && answers.get(i).errno() == Errno.EEXIST;
            if (!isThereAlready) {
                note(answers.get(i));
            }
        }
    }

    List<RouteRequest> removals() {
        return result.outcome() == OperationOutcome.APPLIED ? removals : List.of();
    }

    void removalsAnswered(List<NetlinkRequests.Answer> answers) {
        answers.forEach(this::note);
    }

    /** What was added beside a route that then was not the one that we knew. */
    List<RouteRequest> corrections() {
        if (result.outcome() == OperationOutcome.APPLIED) {
            return List.of();
        }
        return additions.stream()
                .filter(request -> request.order() == RouteRequest.Order.APPEND)
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
