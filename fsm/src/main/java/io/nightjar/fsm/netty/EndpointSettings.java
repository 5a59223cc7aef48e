package io.nightjar.fsm.netty;

import io.nightjar.bgp.time.NanoClock;
import io.nightjar.fsm.RestartState;
import java.util.random.RandomGenerator;

/**
 * What an endpoint needs to be told.
 *
 * @param transport how bytes move
 * @param threads how many event loops
 * @param clock tells the time
 * @param random spreads timers; asked once
 * @param restart what our OPENs say of our own restart
 */
public record EndpointSettings(
        IoTransport transport, int threads, NanoClock clock, RandomGenerator random, RestartState restart) {}
