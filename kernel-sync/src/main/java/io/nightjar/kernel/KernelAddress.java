package io.nightjar.kernel;

import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.net.Prefix;

/**
 * An address of this machine.
 *
 * @param interfaceIndex the link that holds it
 * @param local the address itself
 * @param network what is reached on the link because of it: the subnet, or the other end of a point-to-point link
 */
public record KernelAddress(int interfaceIndex, IpAddress local, Prefix network) {}
