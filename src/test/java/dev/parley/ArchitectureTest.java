package dev.parley;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.GeneralCodingRules;
import io.vertx.core.AbstractVerticle;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Holds the code to the dependency rules of the design. */
@AnalyzeClasses(packages = "dev.parley", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String ROOT = "dev.parley";

    /** What each package may import of Parley, besides itself. {@code boot} may import anything. */
    private static final Map<String, Set<String>> MAY_IMPORT = new TreeMap<>(Map.ofEntries(
            Map.entry("model", Set.of()),
            Map.entry("protocol", Set.of("model")),
            Map.entry("bus", Set.of("model")),
            Map.entry("config", Set.of()),
            Map.entry("archive", Set.of("model")),
            Map.entry("backup", Set.of("model")),
            Map.entry("store", Set.of("model", "config", "archive", "backup")),
            Map.entry("store.rocks", Set.of("store", "model", "config", "archive", "backup")),
            Map.entry("store.cassandra", Set.of("store", "model", "config", "archive")),
            Map.entry("keys", Set.of("model")),
            Map.entry("listen", Set.of("config")),
            Map.entry("cluster", Set.of("config", "listen")),
            Map.entry("accounts", Set.of("model", "bus", "config", "keys", "backup")),
            Map.entry("accounts.sql", Set.of("accounts", "model", "bus", "config", "archive", "backup")),
            Map.entry("sessions", Set.of("model", "config")),
            Map.entry("sessions.shared", Set.of("sessions", "model")),
            Map.entry("sessions.redis", Set.of("sessions", "model", "redis")),
            Map.entry("limits", Set.of("model")),
            Map.entry("limits.shared", Set.of("limits", "model")),
            Map.entry("limits.redis", Set.of("limits", "model", "redis")),
            Map.entry("redis", Set.of("model", "config")),
            Map.entry("node", Set.of("model", "bus", "config", "listen")),
            Map.entry("edge", Set.of("model", "protocol", "bus", "config", "node", "listen")),
            Map.entry("api", Set.of("model", "protocol", "bus", "config", "node", "listen")),
            Map.entry("router", Set.of("model", "bus", "config")),
            Map.entry("presence", Set.of("model", "bus", "config", "sessions", "limits")),
            Map.entry("persistence", Set.of("model", "bus", "config", "store")),
            Map.entry("notification", Set.of("model", "bus", "config")),
            Map.entry("notification.http", Set.of("notification")),
            Map.entry("notification.webhook", Set.of("notification", "notification.http", "model", "bus")),
            Map.entry("notification.webpush", Set.of("notification", "notification.http", "bus", "config", "keys")),
            Map.entry("notification.fcm", Set.of("notification", "notification.http", "bus", "config")),
            Map.entry("notification.apns", Set.of("notification", "bus", "config")),
            Map.entry("bench", Set.of("bench.accounts", "bench.capacity", "bench.simulation", "bench.filling")),
            Map.entry("bench.accounts", Set.of("model", "accounts", "accounts.sql", "bus")),
            Map.entry("bench.capacity", Set.of()),
            Map.entry("bench.filling", Set.of("model", "store", "store.rocks")),
            Map.entry(
                    "bench.simulation",
                    Set.of(
                            "model",
                            "bus",
                            "config",
                            "node",
                            "edge",
                            "router",
                            "presence",
                            "sessions",
                            "sessions.redis",
                            "limits",
                            "redis")),
            Map.entry("metrics", Set.of("model", "bus", "node", "notification", "traces")),
            Map.entry("traces", Set.of("model", "bus", "config")),
            Map.entry("ops", Set.of("model", "bus", "config", "listen", "backup"))));

    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);

    @TestFactory
    List<DynamicTest> importsOnlyWhatItMay() {
        List<DynamicTest> tests = new ArrayList<>();
        MAY_IMPORT.forEach((name, allowed) -> tests.add(
                DynamicTest.dynamicTest(name, () -> importsOnly(name, allowed).check(MAIN))));
        return tests;
    }

    private static ArchRule importsOnly(String name, Set<String> allowed) {
        List<String> packages = new ArrayList<>(List.of(ROOT + "." + name));
        allowed.forEach(other -> packages.add(ROOT + "." + other));
        return noClasses()
                .that()
                .resideInAPackage(ROOT + "." + name)
                .should()
                .dependOnClassesThat(resideInAPackage(ROOT + "..").and(isOutside(packages)))
                .allowEmptyShould(true);
    }

    private static DescribedPredicate<JavaClass> isOutside(List<String> packages) {
        return DescribedPredicate.describe("outside of " + packages, one -> !packages.contains(one.getPackageName()));
    }

    @Test
    void everyPackageHasItsRules() {
        assertThat(MAIN.getPackage(ROOT).getSubpackagesInTree())
                .filteredOn(one -> !one.getClasses().isEmpty())
                .extracting(one -> one.getName().substring(ROOT.length() + 1))
                .allSatisfy(name -> assertThat(name.equals("boot") || MAY_IMPORT.containsKey(name))
                        .as("%s is in the table of imports", name)
                        .isTrue());
    }

    @Test
    void everyPackageSaysWhatItIsFor() {
        assertThat(MAIN.getPackage(ROOT).getSubpackagesInTree())
                .filteredOn(one -> !one.getClasses().isEmpty())
                .filteredOn(one -> one.tryGetPackageInfo().isEmpty())
                .extracting(JavaPackage::getName)
                .isEmpty();
    }

    @ArchTest
    static final ArchRule hasNoCycles =
            slices().matching("dev.parley.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule modelKnowsTheJdkOnly = classes()
            .that()
            .resideInAPackage("dev.parley.model")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("dev.parley.model", "java..");

    @ArchTest
    static final ArchRule onlyTheTypedBusTouchesTheEventBus = noClasses()
            .that()
            .resideOutsideOfPackages("dev.parley.bus", "dev.parley.traces", "dev.parley.bench.simulation")
            .should()
            .dependOnClassesThat(resideInAPackage("io.vertx.core.eventbus..")
                    .and(DescribedPredicate.describe("that is not its options", one -> !one.getSimpleName()
                            .equals("EventBusOptions"))));

    @ArchTest
    static final ArchRule onlyMetricsKnowsHowToMeasure = noClasses()
            .that()
            .resideOutsideOfPackage("dev.parley.metrics")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.micrometer..", "io.prometheus..", "io.vertx.micrometer..");

    @ArchTest
    static final ArchRule onlyTracesKnowsHowToTrace = noClasses()
            .that()
            .resideOutsideOfPackage("dev.parley.traces")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.opentelemetry..");

    @ArchTest
    static final ArchRule verticlesReturnFutures = noClasses().should().beAssignableTo(AbstractVerticle.class);

    @ArchTest
    static final ArchRule nothingIsWrittenByJavaSerialisation =
            noClasses().should().dependOnClassesThat().belongToAnyOf(ObjectInputStream.class, ObjectOutputStream.class);

    @ArchTest
    static final ArchRule nothingSleeps = noClasses().should().callMethod(Thread.class, "sleep", long.class);

    @ArchTest
    static final ArchRule logsBySlf4j = GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;

    @ArchTest
    static final ArchRule onlyCommandsWriteToTheTerminal = noClasses()
            .that()
            .resideOutsideOfPackages("dev.parley.boot", "dev.parley.bench")
            .should(GeneralCodingRules.ACCESS_STANDARD_STREAMS);

    @ArchTest
    static final ArchRule hasNoCatchAllPackages = noClasses()
            .should()
            .resideInAnyPackage("..util..", "..utils..", "..common..", "..helper..", "..helpers..", "..misc..");

    @Test
    void testsNeverSleep() throws URISyntaxException {
        JavaClasses tests = new ClassFileImporter()
                .importLocations(Set.of(Location.of(ArchitectureTest.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI())));
        noClasses()
                .should()
                .callMethod(Thread.class, "sleep", long.class)
                .orShould()
                .callMethod(Thread.class, "sleep", long.class, int.class)
                .check(tests);
    }
}
