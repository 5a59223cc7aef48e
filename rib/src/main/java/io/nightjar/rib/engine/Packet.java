package io.nightjar.rib.engine;

import io.nightjar.bgp.peer.PeerId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Encoded messages that are for all members of an update group but one.
 *
 * @param messages never modified
 * @param except whom they are not for, because the routes came from there; null if for all
 */
record Packet(List<byte[]> messages, @Nullable PeerId except) {}
