package io.nightjar.conformance;

import io.nightjar.daemon.lab.BirdProgram;
import io.nightjar.daemon.lab.BirdSpeaker;
import io.nightjar.kernel.testing.RequiresNetworkNamespaces;

/** Nightjar and BIRD 2.0.12. */
@RequiresNetworkNamespaces
class Bird2InteropIT implements BirdInterop {

    @Override
    public BirdSpeaker start(InteropBed interop, BirdPeerConfiguration configuration, boolean overIpv6) {
        BirdProgram program = BirdProgram.bird(TestBed.unpacked("bird2"));
        return BirdSpeaker.start(interop.bed().site(), InteropBed.PEER, program, configuration.bird2(overIpv6));
    }
}
