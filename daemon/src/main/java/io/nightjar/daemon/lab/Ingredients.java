package io.nightjar.daemon.lab;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** The programs that a lab is made of, all present on this machine. */
record Ingredients(NightjarProgram nightjar, Optional<Path> bird, Set<String> birdNodes) {

    /** Installs what is missing and says so. */
    static Ingredients provide(DebianPackages packages, List<String> birdNodes, Consumer<String> say) {
        String installed = packages.install("etcd-server", "etcd-client", "iproute2", "iputils-ping", "util-linux");
        if (!installed.isBlank()) {
            say.accept(installed.strip());
        }
        Optional<Path> bird = birdNodes.isEmpty() ? Optional.empty() : Optional.of(packages.unpacked("bird"));
        return new Ingredients(NightjarProgram.ofThisProcess(), bird, Set.copyOf(birdNodes));
    }

    boolean isBird(LabNode node) {
        return birdNodes.contains(node.name());
    }

    Path birdPrograms() {
        return bird.orElseThrow(() -> new LabException("BIRD was not asked for"));
    }
}
