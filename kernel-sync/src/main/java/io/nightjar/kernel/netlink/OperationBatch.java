package io.nightjar.kernel.netlink;

import io.nightjar.kernel.OperationOutcome;
import io.nightjar.kernel.OperationResult;
import io.nightjar.kernel.RouteOperation;
import io.nightjar.kernel.netlink.NetlinkRequests.Answer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Operations that are carried out together. All that is new comes before all that is only removed; what replaces something goes its
 * own way in between, and what that has left lying about is cleared up at the end. Very many are additions or deletions, so no object is
 * made for these.
 */
final class OperationBatch {

    private final List<RouteOperation> operations;
    private final NetlinkRequests requests;
    private final Map<Integer, Answer> failures = new HashMap<>();

    /** By the position of their operation. */
    private final Map<Integer, RouteReplacement> replacements = new TreeMap<>();

    private OperationBatch(List<RouteOperation> operations, NetlinkRequests requests) {
        this.operations = operations;
        this.requests = requests;
    }

    /** Answers with a result for each, in their order. */
    static List<OperationResult> carryOut(List<RouteOperation> operations, NetlinkRequests requests)
            throws NetlinkException {
        OperationBatch batch = new OperationBatch(operations, requests);
        batch.add();
        batch.replace();
        batch.delete();
        batch.clearUp();
        return batch.results();
    }

    private void add() throws NetlinkException {
        for (int i = 0; i < operations.size(); i++) {
            if (operations.get(i) instanceof RouteOperation.Add add) {
                requests.order(i, RouteRequest.Order.ADD, add.route());
            } else if (operations.get(i) instanceof RouteOperation.Replace replace) {
                replacements.put(i, RouteReplacement.of(replace));
            }
        }
        failures.putAll(requests.failures());
    }

    private void delete() throws NetlinkException {
        for (int i = 0; i < operations.size(); i++) {
            if (operations.get(i) instanceof RouteOperation.Delete delete) {
                requests.order(i, RouteRequest.Order.DELETE, RouteRequest.deleted(delete.route(), delete.loose()));
            }
        }
        failures.putAll(requests.failures());
    }

    /** An order of a replacement. */
    private record Asked(RouteReplacement replacement, RouteRequest request) {}

    private void replace() throws NetlinkException {
        for (int round = 0; round < RouteReplacement.ROUNDS; round++) {
            List<Asked> asked = new ArrayList<>();
            for (RouteReplacement replacement : replacements.values()) {
                replacement.requests(round).forEach(request -> asked.add(new Asked(replacement, request)));
            }
            for (int i = 0; i < asked.size(); i++) {
                order(i, asked.get(i).request());
            }
            Map<Integer, Answer> refused = requests.failures();
            for (int i = 0; i < asked.size(); i++) {
                asked.get(i).replacement().answered(asked.get(i).request(), refused.getOrDefault(i, Answer.DONE));
            }
        }
        replacements.forEach((position, replacement) -> failures.put(position, replacement.failure()));
    }

    private void order(int name, RouteRequest request) throws NetlinkException {
        requests.order(name, request.order(), request.route());
    }

    /** Nothing more can be done about what fails here. */
    private void clearUp() throws NetlinkException {
        for (RouteReplacement replacement : replacements.values()) {
            for (RouteRequest correction : replacement.corrections()) {
                order(0, correction);
            }
        }
        requests.failures();
    }

    private List<OperationResult> results() {
        List<OperationResult> results = new ArrayList<>(operations.size());
        for (int i = 0; i < operations.size(); i++) {
            Answer failure = failures.isEmpty() ? null : failures.get(i);
            results.add(failure == null ? OperationResult.APPLIED : result(failure));
        }
        return results;
    }

    private static OperationResult result(Answer answer) {
        return switch (answer.errno()) {
            case 0 -> OperationResult.APPLIED;
            case Errno.EEXIST -> OperationResult.of(OperationOutcome.EXISTS);
            case Errno.ESRCH -> OperationResult.of(OperationOutcome.MISSING);
            default -> OperationResult.refused(answer.reason());
        };
    }
}
