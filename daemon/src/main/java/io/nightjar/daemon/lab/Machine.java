package io.nightjar.daemon.lab;

/**
 * What the lab needs of a machine: its programs, the registry of labs, where missing programs come from, and what nodes
 * are.
 */
public record Machine(Commands commands, LabRegistry registry, DebianPackages packages, NodeDriver driver) {

    /** Whether nodes are {@code containers}; they are namespaces otherwise. */
    private static final String DRIVER_PROPERTY = "nightjar.lab.driver";

    /** The machine that this process runs on. */
    public static Machine local() {
        Commands commands = new HostCommands();
        DebianPackages packages = DebianPackages.ofThisTree(commands);
        return new Machine(commands, LabRegistry.ofThisMachine(commands), packages, driver(commands, packages));
    }

    private static NodeDriver driver(Commands commands, DebianPackages packages) {
        String name = System.getProperty(DRIVER_PROPERTY, "namespaces");
        return switch (name) {
            case "namespaces" -> new NamespaceDriver(commands);
            case "containers" ->
                new ContainerDriver(
                        commands,
                        new ContainerImage(commands, packages),
                        ContainerMounts.ofThisProcess(),
                        ResourceLimits.ofThisProcess());
            default -> throw new LabException(DRIVER_PROPERTY + " is namespaces or containers, not " + name);
        };
    }
}
