package io.nightjar.daemon.bird.socket;

import io.nightjar.bgp.net.AddressFamily;
import io.nightjar.daemon.bird.BirdClock;
import java.nio.file.Path;

/**
 * One of BIRD's control sockets.
 *
 * @param path of the file
 * @param family that it shows
 * @param clock tells the time of day
 */
public record BirdSocket(Path path, AddressFamily family, BirdClock clock) {}
