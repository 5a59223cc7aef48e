package io.nightjar.daemon;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.io.ObjectInput;
import java.time.Clock;
import java.time.Instant;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;

/** The fences of the house, over the classes of all modules. */
@AnalyzeClasses(
        packages = "io.nightjar",
        importOptions = {ImportOption.DoNotIncludeTests.class, ArchitectureTest.NoTestJars.class})
class ArchitectureTest {

    /** In a whole build the shared fakes of the other modules come as archives. */
    static final class NoTestJars implements ImportOption {

        @Override
        public boolean includes(Location location) {
            return !location.contains("-tests.jar");
        }
    }

    private static final String DAEMON = "io.nightjar.daemon..";

    @ArchTest
    static final ArchRule theModulesAreAStrictDag = Architectures.layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("bgp-core")
            .definedBy("io.nightjar.bgp..")
            .layer("fsm")
            .definedBy("io.nightjar.fsm..")
            .layer("rib")
            .definedBy("io.nightjar.rib..")
            .layer("route-reflector")
            .definedBy("io.nightjar.reflector..")
            .layer("kernel-sync")
            .definedBy("io.nightjar.kernel..")
            .layer("etcd-peers")
            .definedBy("io.nightjar.calico..")
            .layer("daemon")
            .definedBy(DAEMON)
            .whereLayer("daemon")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("etcd-peers")
            .mayOnlyBeAccessedByLayers("daemon")
            .whereLayer("kernel-sync")
            .mayOnlyBeAccessedByLayers("daemon")
            .whereLayer("route-reflector")
            .mayOnlyBeAccessedByLayers("daemon")
            .whereLayer("fsm")
            .mayOnlyBeAccessedByLayers("daemon")
            .whereLayer("rib")
            .mayOnlyBeAccessedByLayers("route-reflector", "etcd-peers", "daemon");

    @ArchTest
    static final ArchRule sessionsAndTableDoNotKnowEachOther =
            slices().matching("io.nightjar.(fsm|rib)..").should().notDependOnEachOther();

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().assignedFrom(new PackagesWithOneVocabulary()).should().beFreeOfCycles();

    @ArchTest
    static final ArchRule nettyChannelsStayBehindThreePackages = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "io.nightjar.fsm.netty..", "io.nightjar.daemon.control..", "io.nightjar.daemon.bird.socket..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.netty.channel..", "io.netty.bootstrap..", "io.netty.handler.codec..");

    @ArchTest
    static final ArchRule nativeCodeStaysBehindOnePackage = noClasses()
            .that()
            .resideOutsideOfPackage("io.nightjar.kernel.netlink..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jnr..", "com.kenai.jffi..");

    @ArchTest
    static final ArchRule theEtcdClientStaysBehindOnePackage = noClasses()
            .that()
            .resideOutsideOfPackage("io.nightjar.calico.store..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.etcd..", "io.grpc..", "io.vertx..");

    @ArchTest
    static final ArchRule micrometerStaysBehindOnePackage = noClasses()
            .that()
            .resideOutsideOfPackage("io.nightjar.daemon.metrics..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.micrometer..", "io.prometheus..");

    @ArchTest
    static final ArchRule pureCodeHasNoLoggerNoThreadAndNoSocket = noClasses()
            .that()
            .resideInAnyPackage(
                    "io.nightjar.bgp..",
                    "io.nightjar.fsm",
                    "io.nightjar.rib.decision..",
                    "io.nightjar.rib.policy..",
                    "io.nightjar.reflector..",
                    "io.nightjar.calico.plan..",
                    "io.nightjar.calico.model..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.slf4j..", "java.util.concurrent..", "java.net..", "java.nio.channels..");

    @ArchTest
    static final ArchRule onlyTheDaemonsClockTellsTheTime = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("io.nightjar.daemon.SystemNanoClock")
            .should()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(Clock.class, "systemUTC")
            .orShould()
            .callMethod(Clock.class, "systemDefaultZone");

    /** SECURITY.md: what comes from outside is read field by field. */
    @ArchTest
    static final ArchRule nothingIsDeserialised = noClasses()
            .should()
            .dependOnClassesThat()
            .areAssignableTo(ObjectInput.class)
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("org.yaml.snakeyaml.constructor.Constructor");

    @ArchTest
    static final ArchRule nobodySleeps = noClasses()
            .should()
            .callMethod(Thread.class, "sleep", long.class)
            .orShould()
            .callMethod(Thread.class, "sleep", long.class, int.class);

    @ArchTest
    static final ArchRule chanceIsHandedIn =
            noClasses().should().callConstructor(Random.class).orShould().callMethod(Math.class, "random");

    @ArchTest
    static final ArchRule nobodyUsesMonitorsOnMethods = methods().should().notHaveModifier(JavaModifier.SYNCHRONIZED);

    @ArchTest
    static void everyPackageHasAnEssayAndMarksItsNulls(JavaClasses classes) {
        Set<String> unmarked = classes.stream()
                .map(JavaClass::getPackage)
                .filter(type -> type.getClasses().stream().anyMatch(c -> !c.isAnonymousClass()))
                .filter(type -> !isMarked(type))
                .map(JavaPackage::getName)
                .collect(Collectors.toSet());

        assertThat(unmarked).isEmpty();
    }

    /**
     * Each package is a slice, but for the protocol's vocabulary, which is one: RFC 4271 defines messages, attributes and
     * errors by each other, and so do our values.
     */
    private static final class PackagesWithOneVocabulary implements SliceAssignment {

        private static final String VOCABULARY = "io.nightjar.bgp";

        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            String name = type.getPackageName();
            return SliceIdentifier.of(name.startsWith(VOCABULARY) ? VOCABULARY : name);
        }

        @Override
        public String getDescription() {
            return "packages, the protocol's vocabulary as one";
        }
    }

    private static boolean isMarked(JavaPackage type) {
        return type.isAnnotatedWith(NullMarked.class);
    }
}
