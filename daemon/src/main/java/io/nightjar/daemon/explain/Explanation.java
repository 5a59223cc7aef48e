package io.nightjar.daemon.explain;

import java.util.List;

/**
 * Why something is as it is. The JSON has the same names.
 *
 * @param question as it was asked
 * @param subject what it was taken for: a prefix, or a node
 * @param code of the conclusion: what is in the kernel, or what keeps a route from being there
 * @param conclusion the same for people
 * @param steps in the order of the stages
 */
public record Explanation(String question, String subject, Code code, String conclusion, List<Step> steps) {

    public Explanation {
        steps = List.copyOf(steps);
    }
}
