package dev.llmmarketplace.server.probe;

import dev.llmmarketplace.core.catalog.Capability;
import dev.llmmarketplace.core.catalog.Endpoint;
import dev.llmmarketplace.core.catalog.Protocol;
import dev.llmmarketplace.core.catalog.ServiceManifest;
import dev.llmmarketplace.core.kernel.Secret;
import dev.llmmarketplace.core.publishing.livetest.Finding;
import dev.llmmarketplace.core.publishing.livetest.Finding.Outcome;
import dev.llmmarketplace.core.publishing.livetest.LiveTests;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Calls each endpoint of a service a few times, at most nine. What is tested follows from the manifest: its category, its
 * capabilities, its limits and the parameters it says it understands. Of endpoints in a dialect of their own, of WebSockets
 * and of gRPC it is tested that they are there and take the credential.
 */
public final class ProbedTests implements LiveTests {
    private final GuardedCaller caller;
    private final boolean limits;

    private ProbedTests(GuardedCaller caller, boolean limits) {
        this.caller = caller;
        this.limits = limits;
    }

    /** Everything, long prompts too. */
    public static LiveTests thorough(GuardedCaller caller) {
        return new ProbedTests(caller, true);
    }

    /** What may be repeated every few minutes. */
    public static LiveTests brief(GuardedCaller caller) {
        return new ProbedTests(caller, false);
    }

    @Override
    public List<Finding> run(ServiceManifest manifest, Map<String, Secret> credentials) {
        List<Finding> findings = new ArrayList<>();
        for (Endpoint endpoint : manifest.endpoints()) {
            findings.addAll(run(manifest, endpoint, Optional.ofNullable(credentials.get(endpoint.credential()))));
        }
        return findings;
    }

    private List<Finding> run(ServiceManifest manifest, Endpoint endpoint, Optional<Secret> credential) {
        if (endpoint.needsCredential() && credential.isEmpty()) {
            return List.of(
                    new Finding(endpoint.name(), "call", Outcome.SKIPPED, "Its credential is not stored yet.", null));
        }
        Target target;
        try {
            target = new Target(endpoint, credential, Proof.of(endpoint, credential, caller), caller);
        } catch (IOException e) {
            return List.of(
                    new Finding(endpoint.name(), "call", Outcome.FAILED, "No sign-in: " + e.getMessage() + ".", null));
        }
        Optional<Exam> exam = endpoint.protocol() == Protocol.REST ? Exam.of(manifest, endpoint) : Optional.empty();
        return exam.map(known -> examine(manifest, target, known)).orElseGet(() -> Knock.on(target));
    }

    private List<Finding> examine(ServiceManifest manifest, Target target, Exam exam) {
        List<Finding> findings =
                new ArrayList<>(new Examination(target, exam, manifest.serviceLevel()).run(asks(manifest)));
        boolean serves = findings.stream()
                .anyMatch(finding -> finding.test().equals("call") && finding.outcome() == Outcome.PASSED);
        if (serves && limits) {
            findings.addAll(Extent.examine(target, exam, manifest));
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
}
