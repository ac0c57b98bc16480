package dev.llmmarketplace.it;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.conditions.ArchConditions.beAnnotatedWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.BE_ANNOTATED_WITH_AN_INJECTION_ANNOTATION;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import org.junit.jupiter.api.Disabled;

/**
 * What may not be written here, each with its reason.
 *
 * <p>Other bans are held elsewhere: default charsets, ignored results and their like by Error Prone at compilation,
 * libraries by the enforcer in the root pom.
 */
@AnalyzeClasses(locations = CompiledModules.class)
final class BansTest {

    private static final String KERNEL = "dev.llmmarketplace.core.kernel..";
    private static final String SERVER = "dev.llmmarketplace.server";
    private static final String COMMANDS = "dev.llmmarketplace.server.cli..";

    private static final DescribedPredicate<JavaClass> TESTS = describe(
            "are tests",
            type -> type.getSource()
                    .map(source -> source.getUri().getPath().contains("/test-classes/"))
                    .orElse(false));
    private static final DescribedPredicate<JavaClass> PRODUCTION = DescribedPredicate.not(TESTS);

    private static final Set<String> CLOCKS = Set.of(
            Instant.class.getName(),
            LocalDate.class.getName(),
            LocalDateTime.class.getName(),
            OffsetDateTime.class.getName(),
            ZonedDateTime.class.getName());

    @ArchTest
    static final ArchRule timeComesFromTheKernel = noClasses()
            .that(PRODUCTION)
            .and()
            .resideOutsideOfPackage(KERNEL)
            .should()
            .callMethodWhere(describe("the clock of the machine is read", BansTest::readsTheClock))
            .because("expiry, limits and billing are tested by moving the clock, which only a clock that is handed in"
                    + " allows; System.nanoTime() for durations is free");

    @ArchTest
    static final ArchRule noUnboundedThreads = noClasses()
            .should()
            .callMethod(Executors.class, "newCachedThreadPool")
            .orShould()
            .callMethod(Executors.class, "newCachedThreadPool", ThreadFactory.class)
            .because("under load it starts platform threads until the machine gives up: virtual threads for blocking"
                    + " work, a bounded pool for the processor's");

    @ArchTest
    static final ArchRule noFieldInjection = noFields()
            .should(BE_ANNOTATED_WITH_AN_INJECTION_ANNOTATION)
            .because("what a class needs stands in its constructor, and the graph is built by hand in Marketplace");

    @ArchTest
    static final ArchRule noStaticState = fields().that()
            .areDeclaredInClassesThat(PRODUCTION)
            .and()
            .areStatic()
            .should()
            .beFinal()
            .because("two marketplaces in one process, as in every test, must not share anything");

    @ArchTest
    static final ArchRule standardStreamsBelongToCommands = noClasses()
            .that(PRODUCTION)
            .and()
            .resideOutsideOfPackages(SERVER, COMMANDS)
            .should(ACCESS_STANDARD_STREAMS)
            .because("a server speaks through its log; only a command speaks to the person who typed it");

    @ArchTest
    static final ArchRule onlyMainEndsTheProcess = noClasses()
            .that(PRODUCTION)
            .and()
            .resideOutsideOfPackages(SERVER, COMMANDS)
            .should()
            .callMethod(System.class, "exit", int.class)
            .orShould()
            .callMethod(Runtime.class, "halt", int.class)
            .because("a library that exits takes everybody's open requests and unshipped usage with it");

    @ArchTest
    static final ArchRule theEnvironmentIsReadOnce = noClasses()
            .that(PRODUCTION)
            .and()
            .resideOutsideOfPackage("dev.llmmarketplace.server..")
            .should()
            .callMethod(System.class, "getenv")
            .orShould()
            .callMethod(System.class, "getenv", String.class)
            .because("settings come in as validated configuration records, whose errors are reported all at once");

    @ArchTest
    static final ArchRule namesSayWhatIsDifferent = noClasses()
            .that(PRODUCTION)
            .should()
            .haveNameMatching(".*(Impl|Manager|Utils?|Helper)|.*\\.Abstract\\w*Base")
            .because("a name tells what makes this one different (LuceneSearchIndex), not that it exists");

    @ArchTest
    static final ArchRule testsDoNotSleep = noClasses()
            .that(TESTS)
            .should()
            .callMethodWhere(describe(
                    "Thread.sleep is called",
                    call -> call.getTargetOwner().isEquivalentTo(Thread.class)
                            && call.getName().equals("sleep")))
            .because("a sleep is too long on a fast machine and too short on a slow one: wait for the condition"
                    + " (Awaitility) or move the clock");

    @ArchTest
    static final ArchRule testsAreNotDisabled = noClasses()
            .should(beAnnotatedWith(Disabled.class))
            .because("a test that does not run protects nothing: mend it, or delete it and say so");

    private static boolean readsTheClock(JavaCall<?> call) {
        String owner = call.getTargetOwner().getName();
        boolean withoutClock = call.getTarget().getRawParameterTypes().isEmpty();
        return switch (call.getName()) {
            case "now" -> withoutClock && CLOCKS.contains(owner);
            case "currentTimeMillis" -> owner.equals(System.class.getName());
            case "systemUTC", "systemDefaultZone", "system" -> owner.equals(Clock.class.getName());
            default -> false;
        };
    }
}
