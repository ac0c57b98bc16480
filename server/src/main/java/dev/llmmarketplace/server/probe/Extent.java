package dev.llmmarketplace.server.probe;

import dev.llmmarketplace.core.catalog.Limits;
import dev.llmmarketplace.core.catalog.PriceBook;
import dev.llmmarketplace.core.catalog.ServiceManifest;
import dev.llmmarketplace.core.publishing.livetest.Finding;
import dev.llmmarketplace.core.publishing.livetest.Finding.Outcome;
import dev.llmmarketplace.server.probe.GuardedCaller.Reply;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Whether an endpoint takes prompts as long, and promises answers as long, as its manifest says: as far as one call for two
 * hundredths of the price's unit shows it. What would cost more is not tried, or with fewer tokens.
 */
final class Extent {
    private static final long MOST_NANOS = 20_000_000;
    private static final long MOST_TOKENS = 32_000;
    private static final long MILLION = 1_000_000;

    /** A token for a word of four letters and a space is a safe guess; the rest is for what we do not see. */
    private static final double SHARE = 0.8;

    private final Target target;
    private final Exam exam;
    private final Limits limits;
    private final PriceBook prices;

    private Extent(Target target, Exam exam, Limits limits, PriceBook prices) {
        this.target = target;
        this.exam = exam;
        this.limits = limits;
        this.prices = prices;
    }

    /** What is declared and priced; the rest is not tested. */
    static List<Finding> examine(Target target, Exam exam, ServiceManifest manifest) {
        if (exam.embeddings() || manifest.pricing() == null) {
            return List.of();
        }
        Extent extent = new Extent(target, exam, manifest.limits(), manifest.pricing());
        List<Finding> findings = new ArrayList<>();
        if (manifest.limits().contextTokens() > 0) {
            findings.add(extent.context());
        }
        if (manifest.limits().outputTokens() > 0) {
            findings.add(extent.output());
        }
        return findings;
    }

    private Finding context() {
        long wanted = Math.min((long) (limits.contextTokens() * SHARE), MOST_TOKENS);
        long tokens = Math.min(wanted, affordable(prices.ratesFor(wanted).input()));
        if (tokens < 1) {
            return finding("context", Outcome.SKIPPED, "A long prompt costs too much to be tried.", null);
        }
        String tried = String.format(
                Locale.ROOT, "A prompt of about %d tokens of %d declared", tokens, limits.contextTokens());
        return tried("context", exam.withPrompt("word ".repeat((int) tokens)), tried);
    }

    private Finding output() {
        if (affordable(prices.ratesFor(1).output()) < limits.outputTokens()) {
            return finding(
                    "output",
                    Outcome.SKIPPED,
                    "An answer of " + limits.outputTokens() + " tokens may cost too much to be asked for.",
                    null);
        }
        return tried(
                "output",
                exam.withOutput(limits.outputTokens()),
                "A request for an answer of up to " + limits.outputTokens() + " tokens");
    }

    /** @param rate nano-units per million tokens */
    private static long affordable(long rate) {
        return rate == 0 ? Long.MAX_VALUE : MOST_NANOS * MILLION / rate;
    }

    private Finding tried(String test, String request, String what) {
        try {
            Reply reply = target.call(exam.route(), request);
            if (reply.limited()) {
                return finding(test, Outcome.LIMITED, Examination.LIMITED, reply.millis());
            }
            return finding(
                    test,
                    reply.ok() ? Outcome.PASSED : Outcome.FAILED,
                    what + (reply.ok() ? " is taken." : " is refused with status " + reply.status() + "."),
                    reply.millis());
        } catch (IOException e) {
            return finding(test, Outcome.FAILED, what + " is not answered: " + e.getMessage() + ".", null);
        }
    }

    private Finding finding(String test, Outcome outcome, String detail, @Nullable Long millis) {
        return new Finding(target.endpoint().name(), test, outcome, detail, millis);
    }
}
