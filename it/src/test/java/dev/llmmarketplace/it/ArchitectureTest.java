package dev.llmmarketplace.it;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Which way the modules and packages depend on each other: kernel &lt;- features &lt;- gateway, adapters &lt;- server. */
@AnalyzeClasses(locations = CompiledModules.class, importOptions = DoNotIncludeTests.class)
final class ArchitectureTest {

    private static final String CORE = "dev.llmmarketplace.core..";
    private static final String KERNEL = "dev.llmmarketplace.core.kernel..";
    private static final String GATEWAY = "dev.llmmarketplace.gateway..";
    private static final String ADAPTERS = "dev.llmmarketplace.adapters..";
    private static final String SERVER = "dev.llmmarketplace.server..";

    @ArchTest
    static final ArchRule coreDependsOnTheJdkAlone = classes()
            .that()
            .resideInAPackage(CORE)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(CORE, "java..", "javax.crypto..", "org.jspecify..")
            .because("the domain outlives every framework and is tested without one");

    @ArchTest
    static final ArchRule coreReachesTheOutsideThroughPortsOnly = noClasses()
            .that()
            .resideInAPackage(CORE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "java.net.http..", "java.util.logging..")
            .because("a database, an HTTP call or a log line is an adapter's business: core states a port for it");

    @ArchTest
    static final ArchRule kernelDependsOnNoFeature = classes()
            .that()
            .resideInAPackage(KERNEL)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(KERNEL, "java..", "org.jspecify..")
            .because("every feature stands on the kernel, so it can stand on none of them");

    @ArchTest
    static final ArchRule featuresFormNoCycle = slices().matching("dev.llmmarketplace.core.(*)..")
            .should()
            .beFreeOfCycles()
            .because("features call each other in one order; against it they meet through events");

    @ArchTest
    static final ArchRule gatewayStaysSmall = classes()
            .that()
            .resideInAPackage(GATEWAY)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    GATEWAY,
                    CORE,
                    "java..",
                    "javax.crypto..",
                    "javax.net..",
                    "io.vertx.core..",
                    "io.netty..",
                    "com.fasterxml.jackson.core..",
                    "org.slf4j..",
                    "org.jspecify..")
            .because("the hot path is measured down to the allocation; a library that comes in unseen ends that");

    @ArchTest
    static final ArchRule adaptersKnowCoreOnly = noClasses()
            .that()
            .resideInAPackage(ADAPTERS)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(GATEWAY, SERVER)
            .because("an adapter serves core's port and can be replaced by another that does the same");

    @ArchTest
    static final ArchRule adaptersDoNotKnowEachOther = slices().matching("dev.llmmarketplace.adapters.(*)..")
            .should()
            .notDependOnEachOther()
            .ignoreDependency(
                    resideInAPackage("dev.llmmarketplace.adapters.embedded.."),
                    resideInAPackage("dev.llmmarketplace.adapters.postgres.."))
            .because("each can be left out of a deployment; only the embedded PostgreSQL comes with its stores");

    @ArchTest
    static final ArchRule onlyServerNamesAnAdapter = noClasses()
            .that(resideInAnyPackage(CORE, GATEWAY))
            .should()
            .dependOnClassesThat()
            .resideInAPackage(ADAPTERS)
            .because("which engine stands behind a port is decided in one place");

    @ArchTest
    static final ArchRule nothingDependsOnServer = noClasses()
            .that()
            .resideOutsideOfPackages(SERVER, "dev.llmmarketplace.bench..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(SERVER)
            .because("server wires everything, so whatever depended on it would depend on everything");
}
