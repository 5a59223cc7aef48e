package io.nightjar.benchmarks;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.nightjar.bgp.attribute.PathAttributes;
import io.nightjar.bgp.codec.DecodedMessage;
import io.nightjar.bgp.codec.MessageCodec;
import io.nightjar.bgp.codec.UpdateEncoder;
import io.nightjar.bgp.error.BgpProtocolException;
import io.nightjar.bgp.message.Nlri;
import io.nightjar.bgp.net.AddressFamily;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Reading one UPDATE, and writing routes that share their attributes. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class CodecBenchmark {

    private final MessageCodec codec = new MessageCodec();
    private final UpdateEncoder encoder = new UpdateEncoder(SampleRoutes.CONTEXT);
    private final PathAttributes attributes = SampleRoutes.attributes("172.17.8.101");
    private final List<Nlri> fewRoutes = SampleRoutes.blocks(5);
    private final List<Nlri> manyRoutes = SampleRoutes.blocks(10_000);
    private final byte[] smallUpdate =
            encoder.announce(AddressFamily.IPV4_UNICAST, attributes, fewRoutes).get(0);
    private final byte[] fullUpdate =
            encoder.announce(AddressFamily.IPV4_UNICAST, attributes, manyRoutes).get(0);

    /** An UPDATE of five routes. */
    @Benchmark
    public DecodedMessage decodeSmallUpdate() throws BgpProtocolException {
        return decode(smallUpdate);
    }

    /** An UPDATE of as many routes as fit 4096 octets. */
    @Benchmark
    public DecodedMessage decodeFullUpdate() throws BgpProtocolException {
        return decode(fullUpdate);
    }

    private DecodedMessage decode(byte[] message) throws BgpProtocolException {
        ByteBuf frame = Unpooled.wrappedBuffer(message);
        return codec.decode(frame, SampleRoutes.CONTEXT);
    }

    /** Five routes, one message. */
    @Benchmark
    public List<byte[]> announceFewRoutes() {
        return encoder.announce(AddressFamily.IPV4_UNICAST, attributes, fewRoutes);
    }

    /** Ten thousand routes, packed into as few messages as possible. */
    @Benchmark
    public List<byte[]> announceManyRoutes() {
        return encoder.announce(AddressFamily.IPV4_UNICAST, attributes, manyRoutes);
    }
}
