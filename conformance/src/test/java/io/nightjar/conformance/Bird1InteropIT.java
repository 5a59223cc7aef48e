package io.nightjar.conformance;

import io.nightjar.daemon.lab.BirdProgram;
import io.nightjar.daemon.lab.BirdSpeaker;
import io.nightjar.kernel.testing.RequiresNetworkNamespaces;
import java.nio.file.Path;

/** Nightjar and BIRD 1.6.8, the version that Calico's BIRD is made of. */
@RequiresNetworkNamespaces
class Bird1InteropIT implements BirdInterop {

    @Override
    public BirdSpeaker start(InteropBed interop, BirdPeerConfiguration configuration, boolean overIpv6) {
        Path programs = TestBed.unpacked("bird");
        BirdProgram program = overIpv6 ? BirdProgram.bird6(programs) : BirdProgram.bird(programs);
        return BirdSpeaker.start(interop.bed().site(), InteropBed.PEER, program, configuration.bird1(overIpv6));
    }
}
