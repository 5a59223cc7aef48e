package io.nightjar.daemon.lab;

/** What the lab needs of a machine: its programs, the registry of labs, and where missing programs come from. */
public record Machine(Commands commands, LabRegistry registry, DebianPackages packages) {

    /** The machine that this process runs on. */
    public static Machine local() {
        Commands commands = new HostCommands();
        return new Machine(commands, LabRegistry.ofThisMachine(commands), DebianPackages.ofThisTree(commands));
    }
}
