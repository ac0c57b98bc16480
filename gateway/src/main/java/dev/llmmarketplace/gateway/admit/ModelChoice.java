package dev.llmmarketplace.gateway.admit;

import dev.llmmarketplace.core.catalog.Rates;
import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.gateway.admit.Admission.Refused;
import dev.llmmarketplace.gateway.admit.Gatekeeper.Errand;
import dev.llmmarketplace.gateway.route.Target;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The admission of a call that names a model and leaves the service open: {@code model:llama-3.3-70b}. The services that
 * serve it are tried in order, those with an endpoint in use first, the cheaper before the dearer, until one admits the
 * call. Belongs to one event loop.
 */
public final class ModelChoice {
    /** No service's name has a colon before its slash. */
    public static final String PREFIX = "model:";

    private final List<Target> candidates;
    private final Attempt attempt;
    private final Consumer<Admission> asker;
    private int tried;
    private @Nullable Refused first;

    /** Admits or refuses the call to one service. */
    interface Attempt {
        void admit(Target target, Consumer<Admission> asker);
    }

    /** @param candidates at least one; the list is this choice's own */
    private ModelChoice(List<Target> candidates, Attempt attempt, Consumer<Admission> asker) {
        this.candidates = candidates;
        this.attempt = attempt;
        this.asker = asker;
    }

    /**
     * @param serving all callable services that serve the model
     * @param grants what the caller may choose among
     */
    static void among(List<Target> serving, Grants grants, Errand errand, Attempt attempt, Consumer<Admission> asker) {
        String model = errand.shape().model();
        List<Target> candidates = new ArrayList<>();
        for (Target target : serving) {
            if (suits(target, grants, errand)) {
                candidates.add(target);
            }
        }
        if (serving.isEmpty()) {
            asker.accept(Refusals.unknownModel(model));
        } else if (candidates.isEmpty()) {
            asker.accept(Refusals.noServiceOf(model));
        } else {
            long now = System.nanoTime();
            candidates.sort(Comparator.comparing((Target target) -> !inUse(target, now))
                    .thenComparingLong(ModelChoice::price)
                    .thenComparing(Target::label));
            new ModelChoice(candidates, attempt, asker).next();
        }
    }

    private static boolean suits(Target target, Grants grants, Errand errand) {
        Target.Way way = target.way();
        return way != null
                && !errand.failed().contains(target.service().service())
                && errand.route().in(way.dialect()) != null
                && errand.key().reaches(target)
                && grants.find(errand.key().organisation(), target.service().service()) != null;
    }

    private static boolean inUse(Target target, long now) {
        Target.Way way = target.way();
        return way != null && way.destinations().available(now);
    }

    /** Of a token in and one out; that calls differ in how many they have of each is left aside. */
    private static long price(Target target) {
        Target.Way way = target.way();
        if (way == null) {
            return Long.MAX_VALUE;
        }
        Rates rates = way.prices().rates();
        return rates.input() + rates.output();
    }

    private void next() {
        attempt.admit(candidates.get(tried++), this::heard);
    }

    private void heard(Admission admission) {
        switch (admission) {
            case Admission.Admitted admitted -> asker.accept(admitted);
            case Refused refused -> {
                Refused told = first == null ? refused : first;
                first = told;
                if (tried < candidates.size() && mayDiffer(refused.error().code())) {
                    next();
                } else {
                    asker.accept(told);
                }
            }
        }
    }

    /** What is spent, or cannot be determined, is the same with all of them. */
    private static boolean mayDiffer(ErrorCode code) {
        return code != ErrorCode.BUDGET_EXHAUSTED && code != ErrorCode.UNAVAILABLE;
    }
}
