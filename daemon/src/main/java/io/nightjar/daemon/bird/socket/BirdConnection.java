package io.nightjar.daemon.bird.socket;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.timeout.WriteTimeoutException;
import io.nightjar.daemon.bird.Answer;
import io.nightjar.daemon.bird.BirdShell;
import io.nightjar.daemon.bird.Reply;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One client. On its event loop, but for {@link #tell}. */
final class BirdConnection extends ChannelInboundHandlerAdapter implements BirdShell.Client {

    private static final Logger LOG = LoggerFactory.getLogger(BirdConnection.class);

    private static final int ANSWER_SECONDS = 10;

    private final LineBuffer lines = new LineBuffer();
    private final LongSupplier ticket;
    private final Function<BirdShell.Client, BirdShell> shells;
    private @Nullable ChannelHandlerContext context;
    private @Nullable BirdShell shell;
    private @Nullable ByteBuf input;
    private boolean busy;
    private volatile long lastActivity;

    /**
     * A client that has not said anything.
     *
     * @param ticket rises with everything that anybody does
     */
    BirdConnection(Function<BirdShell.Client, BirdShell> shells, LongSupplier ticket) {
        this.shells = shells;
        this.ticket = ticket;
    }

    /** When something has last happened here, on the scale of everybody's tickets. */
    long lastActivity() {
        return lastActivity;
    }

    @Override
    public void channelActive(ChannelHandlerContext active) {
        context = active;
        shell = shells.apply(this);
        lastActivity = ticket.getAsLong();
        send(active, BirdShell.greeting(), this::goOn);
    }

    private static void send(ChannelHandlerContext to, String words, Runnable then) {
        ByteBuf octets = Unpooled.copiedBuffer(words, StandardCharsets.UTF_8);
        var unused = to.writeAndFlush(octets).addListener(sent -> {
            if (sent.isSuccess()) {
                then.run();
            } else {
                end(to);
            }
        });
    }

    private static void end(ChannelHandlerContext to) {
        var unused = to.close();
    }

    @Override
    public void channelRead(ChannelHandlerContext from, Object message) {
        // Nothing has been read while there was something left.
        input = (ByteBuf) message;
        goOn();
    }

    /** Answers the next line, or reads on when there is none. */
    private void goOn() {
        ChannelHandlerContext here = context;
        BirdShell asked = shell;
        if (busy || here == null || asked == null) {
            return;
        }
        ByteBuf left = input;
        LineBuffer.Find find = left == null ? LineBuffer.Find.NOTHING : lines.next(left);
        if (find == LineBuffer.Find.NOTHING) {
            release();
            here.read();
            return;
        }
        busy = true;
        lastActivity = ticket.getAsLong();
        Answer answer = find == LineBuffer.Find.LINE ? asked.answer(lines.line()) : BirdShell.tooLong();
        piece(here, answer, new Reply());
    }

    private void release() {
        if (input != null) {
            input.release();
            input = null;
        }
    }

    private void piece(ChannelHandlerContext here, Answer answer, Reply reply) {
        var unused = write(answer, reply)
                .orTimeout(ANSWER_SECONDS, TimeUnit.SECONDS)
                .whenCompleteAsync(
                        (done, failure) -> {
                            if (failure != null) {
                                LOG.warn("a command on BIRD's socket cannot be answered", failure);
                                BirdShell.broken(reply);
                            }
                            send(here, reply.take(), () -> pieceSent(here, answer, reply));
                        },
                        here.executor());
    }

    private static CompletableFuture<Void> write(Answer answer, Reply reply) {
        try {
            return answer.write(reply);
        } catch (RuntimeException fault) {
            return CompletableFuture.failedFuture(fault);
        }
    }

    private void pieceSent(ChannelHandlerContext here, Answer answer, Reply reply) {
        lastActivity = ticket.getAsLong();
        if (reply.ended()) {
            busy = false;
            goOn();
        } else {
            piece(here, answer, reply);
        }
    }

    @Override
    public Executor executor() {
        ChannelHandlerContext here = context;
        if (here == null) {
            throw new IllegalStateException("not connected");
        }
        return here.executor();
    }

    @Override
    public void tell(String words) {
        ChannelHandlerContext here = context;
        if (here != null) {
            here.executor().execute(() -> send(here, BirdShell.asynchronous(words), () -> {}));
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext gone) {
        release();
        gone.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext here, Throwable cause) {
        if (cause instanceof IOException || cause instanceof WriteTimeoutException) {
            LOG.debug("a client of BIRD's socket is gone: {}", cause.toString());
        } else {
            LOG.error("internal fault, a connection to BIRD's socket ends", cause);
        }
        end(here);
    }
}
