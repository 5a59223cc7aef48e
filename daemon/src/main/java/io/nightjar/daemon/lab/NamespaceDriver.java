package io.nightjar.daemon.lab;

/** Nodes that are network namespaces and nothing else: a program keeps the machine's files and sees its processes. */
final class NamespaceDriver implements NodeDriver {

    private final Commands commands;

    NamespaceDriver(Commands commands) {
        this.commands = commands;
    }

    @Override
    public void prepare() {
        // The machine itself has everything.
    }

    @Override
    public RunningProgram start(NodeProgram program) {
        return RunningProgram.of(
                commands.start(program.node().enter(program.words()), program.environment(), program.log()));
    }
}
