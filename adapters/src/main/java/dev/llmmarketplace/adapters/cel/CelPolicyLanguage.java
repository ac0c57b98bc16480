package dev.llmmarketplace.adapters.cel;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import dev.llmmarketplace.core.governance.Consequence;
import dev.llmmarketplace.core.governance.Occasion;
import dev.llmmarketplace.core.governance.Policy;
import dev.llmmarketplace.core.governance.PolicyCase;
import dev.llmmarketplace.core.governance.PolicyFinding;
import dev.llmmarketplace.core.governance.PolicyLanguage;
import dev.llmmarketplace.core.kernel.Problem.Violation;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * {@link PolicyLanguage} in CEL. What has been compiled is kept, up to a bound; expressions and what they do are bounded
 * too. Thread-safe.
 *
 * @see <a href="https://cel.dev">cel.dev</a>
 */
public final class CelPolicyLanguage implements PolicyLanguage {
    private static final int MAX_KEPT = 2_000;
    private static final int LONGEST = 10_000;
    private static final int MOST_ITERATIONS = 100_000;

    private final Facts facts;
    private final Map<Expression, CelRuntime.Program> compiled = new ConcurrentHashMap<>();

    /** @param local endpoints that the operator allows in his own network */
    public CelPolicyLanguage(Predicate<URI> local) {
        facts = new Facts(local);
    }

    /** The library, loaded with the first policy and not while the program starts. */
    private static final class Machinery {
        static final CelOptions OPTIONS = CelOptions.current()
                .maxExpressionCodePointSize(LONGEST)
                .comprehensionMaxIterations(MOST_ITERATIONS)
                .enableHeterogeneousNumericComparisons(true)
                .build();
        static final CelRuntime RUNTIME =
                CelRuntimeFactory.plannerRuntimeBuilder().setOptions(OPTIONS).build();

        static CelCompiler compiler(Occasion occasion, CelType result) {
            CelCompilerBuilder builder = CelCompilerFactory.standardCelCompilerBuilder()
                    .setOptions(OPTIONS)
                    .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
                    .setTypeProvider(new Vocabulary())
                    .setResultType(result);
            Vocabulary.variables().forEach((name, type) -> {
                if (occasion == Occasion.ACCESS || !ofAccess(name)) {
                    builder.addVar(name, type);
                }
            });
            return builder.build();
        }

        private static boolean ofAccess(String variable) {
            return variable.equals(Vocabulary.CONSUMER) || variable.equals(Vocabulary.REQUEST);
        }
    }

    /** @param condition true when it must be true or false */
    private record Expression(String text, Occasion occasion, boolean condition) {}

    @Override
    public List<Violation> check(Policy policy) {
        List<Violation> violations = new ArrayList<>();
        check("/when", policy.rule().when(), policy.occasion(), true, violations);
        check("/require", policy.rule().require(), policy.occasion(), true, violations);
        check("/found", policy.rule().found(), policy.occasion(), false, violations);
        return violations;
    }

    private void check(
            String field, @Nullable String text, Occasion occasion, boolean condition, List<Violation> violations) {
        if (text == null) {
            return;
        }
        try {
            compile(new Expression(text, occasion, condition));
        } catch (CelValidationException e) {
            e.getErrors().forEach(issue -> violations.add(violation(field, text, condition, issue)));
        } catch (CelEvaluationException e) {
            violations.add(new Violation(field, "an expression in CEL", message(e), "Write it more simply."));
        }
    }

    private static Violation violation(String field, String text, boolean condition, CelIssue issue) {
        int line = issue.getSourceLocation().getLine();
        int column = issue.getSourceLocation().getColumn() + 1;
        String place = text.contains("\n") ? "line " + line + ", column " + column : "column " + column;
        return new Violation(
                field,
                condition ? "an expression in CEL that is true or false" : "an expression in CEL",
                "at " + place + ": " + issue.getMessage(),
                "Correct the expression; docs/guide/policies.md says what it can name.");
    }

    @Override
    public List<PolicyFinding> judge(List<Policy> policies, PolicyCase about) {
        Map<String, Object> known = facts.of(about);
        return policies.stream()
                .filter(policy -> policy.occasion() == about.occasion())
                .flatMap(policy -> judge(policy, known).stream())
                .toList();
    }

    private Optional<PolicyFinding> judge(Policy policy, Map<String, Object> known) {
        Policy.Rule rule = policy.rule();
        try {
            boolean concerned = rule.when() == null || holds(policy, rule.when(), known);
            return !concerned || holds(policy, rule.require(), known)
                    ? Optional.empty()
                    : Optional.of(finding(policy, policy.consequence(), found(policy, known)));
        } catch (CelValidationException | CelEvaluationException e) {
            return Optional.of(finding(policy, Consequence.APPROVAL, "it could not be asked: " + message(e)));
        }
    }

    private String found(Policy policy, Map<String, Object> known)
            throws CelValidationException, CelEvaluationException {
        String text = policy.rule().found();
        return text == null ? "it is not kept" : shown(ask(new Expression(text, policy.occasion(), false), known));
    }

    private static String shown(Object value) {
        return value instanceof List<?> items
                ? items.stream().map(String::valueOf).collect(Collectors.joining(", "))
                : String.valueOf(value);
    }

    private static PolicyFinding finding(Policy policy, Consequence consequence, String found) {
        return new PolicyFinding(
                policy.id().value(),
                policy.severity(),
                consequence,
                policy.rule().field(),
                policy.wording().title(),
                found,
                policy.wording().remediation(),
                null);
    }

    private boolean holds(Policy policy, String condition, Map<String, Object> known)
            throws CelValidationException, CelEvaluationException {
        return (Boolean) ask(new Expression(condition, policy.occasion(), true), known);
    }

    private Object ask(Expression expression, Map<String, Object> known)
            throws CelValidationException, CelEvaluationException {
        return compile(expression).eval(known);
    }

    /** Compiling twice at the same moment does no harm. */
    private CelRuntime.Program compile(Expression expression) throws CelValidationException, CelEvaluationException {
        CelRuntime.Program known = compiled.get(expression);
        if (known != null) {
            return known;
        }
        CelType result = expression.condition() ? SimpleType.BOOL : SimpleType.DYN;
        CelAbstractSyntaxTree tree = Machinery.compiler(expression.occasion(), result)
                .compile(expression.text())
                .getAst();
        CelRuntime.Program program = Machinery.RUNTIME.createProgram(tree);
        if (compiled.size() < MAX_KEPT) {
            compiled.put(expression, program);
        }
        return program;
    }

    private static String message(Exception e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
