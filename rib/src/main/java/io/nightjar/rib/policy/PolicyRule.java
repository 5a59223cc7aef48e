package io.nightjar.rib.policy;

/**
 * One rule of a policy.
 *
 * @param match which routes it is about
 * @param action what happens to them; evaluation ends here
 * @param origin the object that the rule comes from, for people: {@code block 192.168.18.64/26}
 */
public record PolicyRule(PrefixMatch match, RouteAction action, String origin) {}
