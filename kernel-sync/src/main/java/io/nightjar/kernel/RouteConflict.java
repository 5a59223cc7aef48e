package io.nightjar.kernel;

/**
 * A route that we want and that somebody else has in another form.
 *
 * @param desired ours, which is not in the kernel, or behind or beside theirs
 * @param owner theirs, with the same prefix and metric, which is
 * @param ownerInterface the name of the link that theirs uses; empty if it discards
 */
public record RouteConflict(KernelRoute desired, KernelRoute owner, String ownerInterface) {}
