package io.nightjar.kernel;

/**
 * A network interface.
 *
 * @param index the kernel's number for it
 * @param name which may change
 * @param up whether the administrator has set it up; the carrier is not considered, as in BIRD
 */
public record KernelLink(int index, String name, boolean up) {}
