package io.nightjar.daemon;

import com.sun.jdi.Bootstrap;
import com.sun.jdi.ThreadReference;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.connect.AttachingConnector;
import com.sun.jdi.connect.Connector;
import com.sun.jdi.connect.IllegalConnectorArgumentsException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Stops one thread of another Java process, as a debugger does, until its own standard input ends. The arguments are the port at which the
 * process waits for debuggers and the beginning of the thread's name.
 */
final class ThreadStopper {

    /** What it prints when the thread has stopped. */
    static final String STOPPED = "stopped ";

    private ThreadStopper() {}

    public static void main(String[] args) throws IOException, IllegalConnectorArgumentsException {
        VirtualMachine machine = attach(args[0]);
        List<ThreadReference> threads = machine.allThreads().stream()
                .filter(thread -> thread.name().startsWith(args[1]))
                .toList();
        if (threads.isEmpty()) {
            throw new IllegalArgumentException(machine.allThreads().toString());
        }
        ThreadReference last = threads.get(threads.size() - 1);
        last.suspend();
        System.out.println(STOPPED + last.name());
        long unused = System.in.transferTo(OutputStream.nullOutputStream());
        last.resume();
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
}
