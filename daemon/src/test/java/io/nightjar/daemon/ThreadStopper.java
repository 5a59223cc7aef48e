package io.nightjar.daemon;

import com.sun.jdi.Bootstrap;
import com.sun.jdi.ClassNotLoadedException;
import com.sun.jdi.ClassObjectReference;
import com.sun.jdi.ClassType;
import com.sun.jdi.IncompatibleThreadStateException;
import com.sun.jdi.InvalidTypeException;
import com.sun.jdi.InvocationException;
import com.sun.jdi.StringReference;
import com.sun.jdi.ThreadReference;
import com.sun.jdi.Value;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.connect.AttachingConnector;
import com.sun.jdi.connect.Connector;
import com.sun.jdi.connect.IllegalConnectorArgumentsException;
import com.sun.jdi.event.EventSet;
import com.sun.jdi.event.StepEvent;
import com.sun.jdi.request.EventRequest;
import com.sun.jdi.request.StepRequest;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

/**
 * Keeps one thread of another Java process from its work, as a debugger can, until its own standard input ends: stops it, or has it run on
 * the spot. The arguments are the port at which the process waits for debuggers, the beginning of the thread's name, and {@code stop} or
 * {@code spin}.
 */
final class ThreadStopper {

    /** What it prints when the thread does not work any more, or will not when it next has something to do. */
    static final String STOPPED = "stopped ";

    static final String STOP = "stop";

    static final String SPIN = "spin";

    private static final int ALONE = ThreadReference.INVOKE_SINGLE_THREADED;

    private final VirtualMachine machine;
    private final ThreadReference thread;

    private ThreadStopper(VirtualMachine machine, ThreadReference thread) {
        this.machine = machine;
        this.thread = thread;
    }

    public static void main(String[] args) throws Exception {
        VirtualMachine machine = attach(args[0]);
        List<ThreadReference> threads = machine.allThreads().stream()
                .filter(thread -> thread.name().startsWith(args[1]))
                .toList();
        if (threads.isEmpty()) {
            throw new IllegalArgumentException(machine.allThreads().toString());
        }
        ThreadStopper stopper = new ThreadStopper(machine, threads.get(threads.size() - 1));
        if (args[2].equals(SPIN)) {
            stopper.spin();
        } else {
            stopper.stop();
        }
        machine.dispose();
    }

    private static VirtualMachine attach(String port) throws IOException, IllegalConnectorArgumentsException {
        AttachingConnector sockets = Bootstrap.virtualMachineManager().attachingConnectors().stream()
                .filter(connector -> connector.transport().name().equals("dt_socket"))
                .findFirst()
                .orElseThrow();
        Map<String, Connector.Argument> arguments = sockets.defaultArguments();
        Objects.requireNonNull(arguments.get("hostname")).setValue("127.0.0.1");
        Objects.requireNonNull(arguments.get("port")).setValue(port);
        return sockets.attach(arguments);
    }

    private void say() {
        System.out.println(STOPPED + thread.name());
    }

    private static void awaitEndOfInput() throws IOException {
        long unused = System.in.transferTo(OutputStream.nullOutputStream());
    }

    private void stop() throws IOException {
        thread.suspend();
        say();
        awaitEndOfInput();
        thread.resume();
    }

    private void spin() throws Exception {
        StepRequest step =
                machine.eventRequestManager().createStepRequest(thread, StepRequest.STEP_MIN, StepRequest.STEP_INTO);
        step.setSuspendPolicy(EventRequest.SUSPEND_EVENT_THREAD);
        step.enable();
        say();
        awaitStep();
        step.disable();
        ClassType treadmill = treadmill();
        CompletableFuture<Void> running = CompletableFuture.runAsync(() -> call(treadmill, "run"));
        awaitEndOfInput();
        treadmill.setValue(treadmill.fieldByName("turning"), machine.mirrorOf(false));
        running.join();
        thread.resume();
    }

    /** The thread stands still after that, before it does what it has woken up for. */
    private void awaitStep() throws InterruptedException {
        EventSet events = machine.eventQueue().remove();
        while (events.stream().noneMatch(StepEvent.class::isInstance)) {
            events.resume();
            events = machine.eventQueue().remove();
        }
    }

    private ClassType treadmill() throws Exception {
        ClassType loaders =
                (ClassType) machine.classesByName("java.lang.ClassLoader").get(0);
        Value loader = loaders.invokeMethod(
                thread, loaders.methodsByName("getSystemClassLoader").get(0), List.of(), ALONE);
        ClassType classes = (ClassType) machine.classesByName("java.lang.Class").get(0);
        StringReference name = machine.mirrorOf(Treadmill.class.getName());
        name.disableCollection();
        Value loaded = classes.invokeMethod(
                thread,
                classes.methodsByName("forName", "(Ljava/lang/String;ZLjava/lang/ClassLoader;)Ljava/lang/Class;")
                        .get(0),
                List.of(name, machine.mirrorOf(true), loader),
                ALONE);
        return (ClassType) ((ClassObjectReference) loaded).reflectedType();
    }

    private void call(ClassType type, String method) {
        try {
            Value unused = type.invokeMethod(thread, type.methodsByName(method).get(0), List.of(), ALONE);
        } catch (InvalidTypeException
                | ClassNotLoadedException
                | IncompatibleThreadStateException
                | InvocationException e) {
            throw new IllegalStateException(e);
        }
    }
}
