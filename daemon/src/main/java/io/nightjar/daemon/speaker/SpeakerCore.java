package io.nightjar.daemon.speaker;

import io.nightjar.bgp.net.AddressFamily;
import io.nightjar.bgp.peer.PeerId;
import io.nightjar.fsm.RestartState;
import io.nightjar.fsm.session.SessionListener;
import io.nightjar.reflector.ReflectionRules;
import io.nightjar.rib.BestPathChange;
import io.nightjar.rib.config.KernelConfig;
import io.nightjar.rib.config.SpeakerConfig;
import io.nightjar.rib.engine.RibCommand;
import io.nightjar.rib.engine.RibEngine;
import io.nightjar.rib.engine.RibInbox;
import io.nightjar.rib.nexthop.NextHopResolver;
import io.nightjar.rib.table.Sharing;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a speaker is made of between its ports, put together: sessions, table and kernel, the waits after a start, and the
 * reconfiguration of all of them. It has no thread, no clock and no socket; the daemon gives it real ones, and a simulation
 * simulated ones.
 *
 * @param <T> the table
 * @param <S> the sessions
 */
public final class SpeakerCore<T extends RibInbox, S extends Sessions> {

    private static final Logger LOG = LoggerFactory.getLogger(SpeakerCore.class);

    private final World<T, S> world;
    private final ForwardingControl forwarding;
    private final EndOfRibWatch endOfRib;
    private final RouteProgrammer programmer;
    private final T table;
    private final Resolving resolving;
    private final Learning learning;
    private final SessionBridge bridge;
    private final OwnRestart ownRestart;
    private final S sessions;
    private final Reconfigurer reconfigurer;

    /** Everything is put together, and nothing configured yet. */
    public SpeakerCore(World<T, S> world) {
        this.world = world;
        forwarding = world.forwarding();
        endOfRib = new EndOfRibWatch(world.control(), this::later, new RestartEnds());
        programmer = new RouteProgrammer(forwarding);
        TableListener listener = new TableListener(
                programmer,
                endOfRib,
                (delay, command) -> later(delay, () -> tell(command)),
                world::bestPathsChanged,
                ended -> bridge().forgotten(ended));
        table = world.table(
                new RibEngine(ReflectionRules.rules(), NextHopResolver.NO_FORWARDING, listener, true, world.sharing()));
        resolving = new Resolving(table::submit);
        learning = new Learning(table::submit);
        bridge = new SessionBridge(table, endOfRib, this::later);
        ownRestart = new OwnRestart(endOfRib, forwarding);
        sessions = world.sessions(bridge, ownRestart);
        reconfigurer = new Reconfigurer(
                sessions,
                new Reconfigurer.TableSettings(bridge::policiesChanged, this::originate, this::programKernel),
                new DepartureOutlook());
    }

    /** What a speaker stands in. */
    public interface World<T extends RibInbox, S extends Sessions> {

        /** Where planning and waiting is done. */
        Control control();

        /** The machine's forwarding. */
        ForwardingControl forwarding();

        /** Makes equal values one: for the table alone, or for tables that belong to the same thread. */
        default Sharing sharing() {
            return Sharing.ofOneTable();
        }

        /** Gives an engine somebody who works it; called once. */
        T table(RibEngine engine);

        /**
         * The sessions; called once.
         *
         * @param listener uses them
         * @param restart what OPENs say of our own restart
         */
        S sessions(SessionListener listener, RestartState restart);

        /** The routing table that is written. */
        int kernelTable();

        /** The table has decided; on its thread. */
        void bestPathsChanged(List<BestPathChange> changes);

        /** More than half of the peers have announced everything, or have had their time; once. */
        void quorum();

        /** The start is over: everything is known that can be; once. */
        void settled();
    }

    /** The one thread that plans and reconfigures. */
    public interface Control extends Executor {

        /** Calls later, unless it is cancelled. */
        Appointment after(Duration delay, Runnable task);
    }

    /** What is to be done later. */
    @FunctionalInterface
    public interface Appointment {

        /** It is not done, if it has not been, and takes no room any longer. Any thread. */
        void cancel();
    }

    private Appointment later(Duration delay, Runnable task) {
        return world.control().after(delay, task);
    }

    private void tell(RibCommand command) {
        table.submit(command);
    }

    /** What happens when those who are waited for after the start have spoken, or have had their time. */
    private final class RestartEnds implements EndOfRibWatch.Ends {

        @Override
        public void quorum() {
            world.quorum();
        }

        /** RFC 4724 §4.1: peers that have kept our routes hear that they know all of them now. */
        @Override
        public void restarted() {
            LOG.info("our restart is over: nobody is waited for any more");
            table.submit(new RibCommand.RestartCompleted());
        }

        @Override
        public void expired(PeerId peer, Set<AddressFamily> families) {
            families.forEach(family -> forwarding.complete(peer, family));
        }

        /** By the time that the table answers, it has decided about everything that was submitted before. */
        @Override
        public void sweep() {
            world.settled();
            var unused = table.query(view -> {
                forwarding.sweepStale();
                return true;
            });
        }

        @Override
        public CompletionStage<OptionalInt> announced(PeerId peer) {
            return table.query(view -> view.peer(peer).stream()
                    .mapToInt(known -> known.counts().received())
                    .findFirst());
        }
    }

    /** Peers that leave wait for what the table says. */
    private final class DepartureOutlook implements Departures.Outlook {

        @Override
        public void after(Duration delay, Runnable task) {
            later(delay, task);
        }

        @Override
        public CompletionStage<Set<PeerId>> replaced(Map<PeerId, Set<PeerId>> successors) {
            return table.query(view -> Succession.replaced(view, successors))
                    .thenApplyAsync(done -> done, world.control());
        }
    }

    /** Makes this the configuration in force. On the control thread. */
    public void configure(SpeakerConfig wanted) {
        reconfigurer.apply(wanted);
        endOfRib.expect(wanted);
    }

    private void originate(SpeakerConfig wanted) {
        table.submit(new RibCommand.Originate(wanted.originated()));
    }

    /** The table number is the one that the speaker was started with; only a new start changes it. */
    private void programKernel(KernelConfig wanted) {
        boolean enabled = wanted.enabled() && forwarding.enabled();
        programmer.configure(enabled ? wanted.withTable(world.kernelTable()) : KernelConfig.OFF);
        forwarding.ignore(wanted.ignoredInterfaces());
        learning.configure(enabled && wanted.learn());
        reprogram();
    }

    /** Decides anew what all best paths mean to the kernel. */
    void reprogram() {
        var unused = table.query(view -> {
            programmer.reprogram(view);
            return true;
        });
    }

    /** The machine's forwarding knows this now. Always the same thread. */
    public void forwardingChanged(ForwardingView now) {
        resolving.viewChanged(now);
        learning.viewChanged(now.kernel());
        if (programmer.devicesChanged(now.devices())) {
            reprogram();
        }
    }

    /** The table, with whoever works it. */
    public T table() {
        return table;
    }

    /** The sessions. */
    public S sessions() {
        return sessions;
    }

    EndOfRibWatch endOfRib() {
        return endOfRib;
    }

    RouteProgrammer programmer() {
        return programmer;
    }

    SessionBridge bridge() {
        return bridge;
    }

    OwnRestart ownRestart() {
        return ownRestart;
    }

    Reconfigurer reconfigurer() {
        return reconfigurer;
    }
}
