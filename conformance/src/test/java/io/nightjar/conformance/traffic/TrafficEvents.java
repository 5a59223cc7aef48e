package io.nightjar.conformance.traffic;

import static io.nightjar.conformance.traffic.TrafficEvent.Extent.COUNTED;
import static io.nightjar.conformance.traffic.TrafficEvent.Extent.EVERY_BUILD;
import static io.nightjar.conformance.traffic.TrafficEvent.Extent.WHOLE_TABLE;

import io.nightjar.conformance.TestBed;
import io.nightjar.conformance.traffic.ClusterShape.Link;
import io.nightjar.daemon.lab.BirdSpeaker;
import io.nightjar.daemon.lab.LabNode;
import io.nightjar.daemon.lab.NightjarSpeaker;
import io.nightjar.daemon.lab.Speaker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** How each event comes about, and how one knows that it is over. */
final class TrafficEvents {

    private static final Duration GRACE = Duration.ofSeconds(20);
    private static final Duration SWEEP_LIMIT = Duration.ofSeconds(60);

    /** BIRD waits 240 s for a dead peer. */
    private static final Duration DEAD_PEER_LIMIT = Duration.ofMinutes(5);

    /** All of them, in the order of the table; each leaves the cluster whole. */
    static final List<TrafficEvent> ALL = List.of(
            TrafficEvent.of("RESTART", "SIGTERM, then a new start", EVERY_BUILD, TrafficEvents::restart),
            TrafficEvent.of("KILL", "SIGKILL, then a new start", WHOLE_TABLE, TrafficEvents::kill),
            TrafficEvent.of(
                    "KILL_TWICE",
                    "SIGKILL, a new start, SIGKILL as soon as it answers, a new start",
                    EVERY_BUILD,
                    TrafficEvents::killTwice),
            TrafficEvent.of(
                    "NO_DATASTORE",
                    "etcd is away: SIGKILL, a new start, then etcd comes back",
                    EVERY_BUILD,
                    TrafficEvents::killWithoutDatastore),
            TrafficEvent.of("UPGRADE", "SIGTERM, then the start of another build", WHOLE_TABLE, TrafficEvents::upgrade),
            TrafficEvent.of(
                    "CHANGED", "SIGTERM, further blocks, then a new start", WHOLE_TABLE, TrafficEvents::changed),
            TrafficEvent.of(
                    "PEER_NIGHTJAR",
                    "a peer that is Nightjar: SIGTERM, then a new start",
                    EVERY_BUILD,
                    TrafficEvents::restartNightjar),
            TrafficEvent.of(
                    "PEER_BIRD_KILLED",
                    "a peer that is BIRD: SIGKILL, then a new start",
                    EVERY_BUILD,
                    TrafficEvents::killBird),
            TrafficEvent.of(
                    "PEER_BIRD_STOPPED",
                    "a peer that is BIRD: SIGTERM, then a new start",
                    COUNTED,
                    TrafficEvents::restartBird),
            TrafficEvent.everywhere(
                    "ALL_KILLED",
                    "all nodes at once: SIGKILL, then a new start",
                    WHOLE_TABLE,
                    Link.MESH,
                    TrafficEvents::killAll),
            TrafficEvent.of("BLOCK", "a block is added", EVERY_BUILD, TrafficEvents::addBlock),
            TrafficEvent.of("LINK_FLAP", "an unrelated interface goes down and up", EVERY_BUILD, TrafficEvents::flap),
            TrafficEvent.everywhere(
                    "TO_REFLECTOR",
                    "mesh to reflector: first the reflector is added, then the mesh is ended",
                    EVERY_BUILD,
                    Link.MESH,
                    TrafficEvents::toReflector),
            TrafficEvent.everywhere(
                    "TO_MESH",
                    "reflector to mesh: first the mesh is made, then the reflector is removed",
                    WHOLE_TABLE,
                    Link.REFLECTOR,
                    TrafficEvents::toMesh),
            TrafficEvent.everywhere(
                    "TO_REFLECTOR_AT_ONCE",
                    "mesh to reflector in one edit",
                    EVERY_BUILD,
                    Link.MESH,
                    TrafficEvents::toReflectorAtOnce),
            TrafficEvent.everywhere(
                    "TO_MESH_AT_ONCE",
                    "reflector to mesh in one edit",
                    WHOLE_TABLE,
                    Link.REFLECTOR,
                    TrafficEvents::toMeshAtOnce),
            TrafficEvent.everywhere(
                    "TO_NODE",
                    "mesh to reflector: first a node becomes the reflector, then the mesh is ended",
                    EVERY_BUILD,
                    Link.MESH,
                    TrafficEvents::toNode),
            TrafficEvent.everywhere(
                    "FROM_NODE_AT_ONCE",
                    "reflector to mesh in one edit, where a node was the reflector",
                    WHOLE_TABLE,
                    Link.NODE,
                    TrafficEvents::toMeshAtOnce),
            TrafficEvent.of(
                    "DEAD_PEER",
                    "a node of the mesh is dead: SIGKILL, then a new start",
                    WHOLE_TABLE,
                    TrafficEvents::killBesideDead),
            TrafficEvent.of(
                    "DEAD_PEER_STOPPED",
                    "a node of the mesh is dead: SIGTERM, then a new start",
                    WHOLE_TABLE,
                    TrafficEvents::restartBesideDead));

    private TrafficEvents() {}

    static void restart(TrafficLab lab) {
        replace(lab, true, SWEEP_LIMIT, Speaker::restart);
    }

    static void kill(TrafficLab lab) {
        replace(lab, false, SWEEP_LIMIT, Speaker::restart);
    }

    static void killTwice(TrafficLab lab) {
        replace(lab, false, SWEEP_LIMIT, speaker -> {
            speaker.restart();
            lab.awaitAnswer(TrafficLab.SUBJECT);
            speaker.process().kill();
            speaker.restart();
        });
    }

    static void killWithoutDatastore(TrafficLab lab) {
        replace(lab, false, SWEEP_LIMIT, speaker -> {
            lab.datastore().process().kill();
            speaker.restart();
            lab.awaitAnswer(TrafficLab.SUBJECT);
            lab.datastore().restart();
        });
    }

    static void upgrade(TrafficLab lab) {
        Path folder = lab.bed().site().folder("upgrade");
        replace(lab, true, SWEEP_LIMIT, speaker -> {
            if (speaker instanceof BirdSpeaker bird) {
                bird.restart(OtherBuild.of(TrafficLab.BIRD_PROGRAM, folder));
            } else {
                ((NightjarSpeaker) speaker).restart(OtherBuild.of(TestBed.nightjar(), folder));
            }
        });
    }

    static void changed(TrafficLab lab) {
        replace(lab, true, SWEEP_LIMIT, speaker -> {
            lab.change(lab.shape().withBlock("node00", "192.168.201.0/26").withBlock("node01", "192.168.202.0/26"));
            speaker.restart();
        });
    }

    static void killBesideDead(TrafficLab lab) {
        replaceBesideDead(lab, false);
    }

    static void restartBesideDead(TrafficLab lab) {
        replaceBesideDead(lab, true);
    }

    private static void replaceBesideDead(TrafficLab lab, boolean inOrder) {
        lab.change(lab.shape().with(TrafficLab.DEAD));
        lab.awaitWhole();
        replace(lab, inOrder, DEAD_PEER_LIMIT, Speaker::restart);
        lab.change(lab.shape().without(TrafficLab.DEAD));
        lab.awaitWhole();
    }

    /** How the old process is followed by a new one. */
    @FunctionalInterface
    private interface Start {
        void again(Speaker speaker);
    }

    /** A new process has nothing left to learn when its predecessor's route is swept. */
    private static void replace(TrafficLab lab, boolean inOrder, Duration limit, Start start) {
        Speaker speaker = lab.speaker(TrafficLab.SUBJECT);
        end(speaker, inOrder);
        lab.leaveLeftover();
        start.again(speaker);
        lab.awaitSwept(limit);
        lab.awaitWhole();
    }

    private static void end(Speaker speaker, boolean inOrder) {
        if (inOrder) {
            speaker.process().stop(GRACE);
        } else {
            speaker.process().kill();
        }
    }

    static void restartNightjar(TrafficLab lab) {
        replacePeer(lab, TrafficLab.NIGHTJAR, true);
    }

    static void killBird(TrafficLab lab) {
        replacePeer(lab, TrafficLab.BIRD, false);
    }

    static void restartBird(TrafficLab lab) {
        replacePeer(lab, TrafficLab.BIRD, true);
    }

    private static void replacePeer(TrafficLab lab, LabNode node, boolean inOrder) {
        Speaker speaker = lab.speaker(node);
        end(speaker, inOrder);
        speaker.restart();
        lab.awaitAnswer(node);
        lab.awaitWhole();
    }

    static void killAll(TrafficLab lab) {
        List<Speaker> all = lab.speakers();
        all.forEach(speaker -> speaker.process().kill());
        lab.leaveLeftover();
        all.forEach(Speaker::restart);
        lab.awaitSwept(SWEEP_LIMIT);
        lab.awaitWhole();
    }

    static void addBlock(TrafficLab lab) {
        lab.change(lab.shape().withBlock("node00", "192.168.200.0/26"));
        lab.awaitWhole();
    }

    static void flap(TrafficLab lab) {
        lab.ip(TrafficLab.SUBJECT, "link", "set", "spare0", "down");
        lab.ip(TrafficLab.SUBJECT, "link", "set", "spare0", "up");
        lab.awaitWhole();
    }

    static void toReflector(TrafficLab lab) {
        inSteps(lab, Link.REFLECTOR);
    }

    static void toNode(TrafficLab lab) {
        inSteps(lab, Link.NODE);
    }

    static void toMesh(TrafficLab lab) {
        inSteps(lab, Link.MESH);
    }

    private static void inSteps(TrafficLab lab, Link wanted) {
        lab.change(lab.shape().linkedBy(Link.MESH, wanted == Link.MESH ? Link.REFLECTOR : wanted));
        lab.awaitWhole();
        lab.change(lab.shape().linkedBy(wanted));
        lab.awaitWhole();
    }

    static void toReflectorAtOnce(TrafficLab lab) {
        atOnce(lab, Link.REFLECTOR);
    }

    static void toMeshAtOnce(TrafficLab lab) {
        atOnce(lab, Link.MESH);
    }

    private static void atOnce(TrafficLab lab, Link wanted) {
        lab.change(lab.shape().linkedBy(wanted));
        lab.awaitWhole();
    }
}
