package io.nightjar.benchmarks;

import io.nightjar.bgp.attribute.PathAttributes;
import io.nightjar.bgp.codec.MessageBlock;
import io.nightjar.bgp.message.NotificationMessage;
import io.nightjar.bgp.message.UpdateMessage;
import io.nightjar.bgp.net.AddressFamily;
import io.nightjar.reflector.ReflectionRules;
import io.nightjar.rib.PeerOutput;
import io.nightjar.rib.RibListener;
import io.nightjar.rib.engine.RibCommand;
import io.nightjar.rib.engine.RibEngine;
import io.nightjar.rib.nexthop.NextHopResolver;
import io.nightjar.rib.testing.TestPeer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A reflector's table without the network: what a client says is decided, packed into messages and handed to all others. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class FanOutBenchmark {

    private static final int BLOCKS = 1000;

    /** How many clients hear of it. */
    @Param({"1", "50", "500"})
    public int clients;

    private final RibEngine engine =
            new RibEngine(ReflectionRules.rules(), NextHopResolver.NO_FORWARDING, RibListener.NONE);

    private final CountingOutput heard = new CountingOutput();

    private final TestPeer speaker = TestPeer.client(1, "10.0.0.254");

    private final UpdateMessage[] alternatives = {announcement("172.17.0.1", 1), announcement("172.17.0.2", 1)};

    private final UpdateMessage[] tables = {announcement("172.17.0.1", BLOCKS), announcement("172.17.0.2", BLOCKS)};

    private final UpdateMessage withdrawal =
            new UpdateMessage(SampleRoutes.blocks(BLOCKS), PathAttributes.EMPTY, List.of());

    private int turn;

    /** Takes everything and keeps nothing but how much it was. */
    private static final class CountingOutput implements PeerOutput {

        private long octets;

        @Override
        public boolean isWritable() {
            return true;
        }

        @Override
        public void send(List<byte[]> messages) {
            octets += MessageBlock.of(messages).octets().length;
        }

        @Override
        public void pauseReading() {
            // Nothing is read.
        }

        @Override
        public void resumeReading() {
            // Nothing is read.
        }

        @Override
        public void end(NotificationMessage notification, @Nullable Duration startAgainAfter) {
            throw new IllegalStateException("ended: " + notification);
        }
    }

    private static UpdateMessage announcement(String nextHop, int blocks) {
        return new UpdateMessage(List.of(), SampleRoutes.attributes(nextHop), SampleRoutes.blocks(blocks));
    }

    /** All clients are there and have said that they have announced everything. */
    @Setup
    public void connect() {
        for (int number = 1; number <= clients + 1; number++) {
            TestPeer peer = TestPeer.client(number, "10.0.0.254");
            engine.apply(new RibCommand.PeerUp(peer.session(), peer.policy(), heard));
            engine.apply(new RibCommand.UpdateReceived(peer.id(), UpdateMessage.endOfRib(AddressFamily.IPV4_UNICAST)));
            engine.settle();
        }
    }

    private long say(UpdateMessage[] messages) {
        turn = 1 - turn;
        return say(messages[turn]);
    }

    private long say(UpdateMessage message) {
        engine.apply(new RibCommand.UpdateReceived(speaker.id(), message));
        engine.settle();
        return heard.octets;
    }

    /** One prefix gets another next hop. */
    @Benchmark
    public long oneChange() {
        return say(alternatives);
    }

    /** A thousand prefixes with one set of attributes get another next hop; the time is that of one of them. */
    @Benchmark
    @OperationsPerInvocation(BLOCKS)
    public long changeOfMany() {
        return say(tables);
    }

    /** A thousand prefixes are announced again as they are; the time, like the garbage, is that of one of them. */
    @Benchmark
    @OperationsPerInvocation(BLOCKS)
    public long nothingNew() {
        return say(tables[0]);
    }

    /** A thousand prefixes go and come back; the time is that of one of them, for both. */
    @Benchmark
    @OperationsPerInvocation(BLOCKS)
    public long goingAndComing() {
        return say(withdrawal) + say(tables[0]);
    }
}
