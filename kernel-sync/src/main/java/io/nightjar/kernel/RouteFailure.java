package io.nightjar.kernel;

/**
 * A route that we want and that the kernel did not take, for now.
 *
 * @param desired the route
 * @param reason in the kernel's words
 */
public record RouteFailure(KernelRoute desired, String reason) {}
