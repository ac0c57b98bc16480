package dev.llmmarketplace.server.probe;

import dev.llmmarketplace.core.catalog.Capability;
import dev.llmmarketplace.core.catalog.Endpoint;
import dev.llmmarketplace.core.catalog.Endpoint.Authentication;
import dev.llmmarketplace.core.catalog.Protocol;
import dev.llmmarketplace.core.catalog.ServiceManifest;
import dev.llmmarketplace.core.kernel.Secret;
import dev.llmmarketplace.core.publishing.livetest.Finding;
import dev.llmmarketplace.core.publishing.livetest.LiveTests;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Calls each endpoint of a service a few times, at most seven, each for sixteen tokens at most. What is tested follows from
 * the manifest: its category, its capabilities and the parameters it says it understands.
 */
public final class ProbedTests implements LiveTests {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final GuardedCaller caller;

    public ProbedTests(GuardedCaller caller) {
        this.caller = caller;
    }

    @Override
    public List<Finding> run(ServiceManifest manifest, Map<String, Secret> credentials) {
        List<Finding> findings = new ArrayList<>();
        for (Endpoint endpoint : manifest.endpoints()) {
            Target target =
                    new Target(endpoint, Optional.ofNullable(credentials.get(endpoint.credential())), caller, PATIENCE);
            untestable(endpoint, target)
                    .ifPresentOrElse(
                            why -> findings.add(skipped(endpoint, why)),
                            () -> Exam.of(manifest, endpoint)
                                    .ifPresentOrElse(
                                            exam -> findings.addAll(
                                                    new Examination(target, exam, manifest.serviceLevel())
                                                            .run(asks(manifest))),
                                            () -> findings.add(skipped(endpoint, "Its dialect is its own."))));
        }
        return findings;
    }

    private static Examination.Asks asks(ServiceManifest manifest) {
        return new Examination.Asks(
                says(manifest, "stream", "streaming"),
                says(manifest, "tools", "tools"),
                says(manifest, "response_format", "structured-output"));
    }

    private static boolean says(ServiceManifest manifest, String parameter, String capability) {
        return manifest.supportedParameters().contains(parameter)
                || manifest.capabilities().stream().map(Capability::name).anyMatch(capability::equals);
    }

    private static Optional<String> untestable(Endpoint endpoint, Target target) {
        @Nullable String why = null;
        if (endpoint.protocol() != Protocol.REST) {
            why = "Only endpoints of HTTP are called.";
        } else if (endpoint.authentication() instanceof Authentication.OAuth2
                || endpoint.authentication() instanceof Authentication.MutualTls) {
            why = "Tests sign in with bearer tokens and headers only.";
        } else if (endpoint.needsCredential() && target.credential().isEmpty()) {
            why = "Its credential is not stored yet.";
        }
        return Optional.ofNullable(why);
    }

    private static Finding skipped(Endpoint endpoint, String why) {
        return new Finding(endpoint.name(), "call", Finding.Outcome.SKIPPED, why, null);
    }
}
