package dev.llmmarketplace.adapters.policyengine;

import dev.llmmarketplace.core.governance.PolicyCase;
import dev.llmmarketplace.core.governance.PolicyEngine;
import dev.llmmarketplace.core.governance.PolicyFinding;
import dev.llmmarketplace.core.governance.PolicyReport;
import dev.llmmarketplace.core.governance.PolicySeverity;
import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.core.kernel.Problem;
import dev.llmmarketplace.core.kernel.ProblemException;
import dev.llmmarketplace.rpc.policyengine.v1.CheckAccessRequest;
import dev.llmmarketplace.rpc.policyengine.v1.CheckAccessResponse;
import dev.llmmarketplace.rpc.policyengine.v1.PolicyEngineServiceGrpc;
import dev.llmmarketplace.rpc.policyengine.v1.PolicyEngineServiceGrpc.PolicyEngineServiceBlockingStub;
import dev.llmmarketplace.rpc.policyengine.v1.ValidateServiceRequest;
import dev.llmmarketplace.rpc.policyengine.v1.ValidateServiceResponse;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.net.URI;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * {@link PolicyEngine} that asks an LLM-Policy-Engine. Whatever keeps it from answering in time, a refusal among it, is
 * {@code UNAVAILABLE}, never consent. Blocking; thread-safe.
 */
public final class GrpcPolicyEngine implements PolicyEngine, AutoCloseable {
    private static final Duration RETRY = Duration.ofSeconds(30);

    private final ManagedChannel channel;
    private final ServiceQuestions questions;
    private final Deadlines deadlines;

    private GrpcPolicyEngine(ManagedChannel channel, ServiceQuestions questions, Deadlines deadlines) {
        this.channel = channel;
        this.questions = questions;
        this.deadlines = deadlines;
    }

    /** How long is waited for an answer about a publication, and about access. */
    public record Deadlines(Duration publication, Duration access) {
        public static final Deadlines USUAL = new Deadlines(Duration.ofSeconds(5), Duration.ofMillis(500));
    }

    /**
     * Connects with the first question.
     *
     * @param address {@code http://host:port}, or {@code https} for TLS
     * @param local endpoints that the operator allows in his own network, which are not its business
     */
    public static GrpcPolicyEngine at(URI address, Predicate<URI> local, Deadlines deadlines) {
        NettyChannelBuilder builder = NettyChannelBuilder.forAddress(address.getHost(), address.getPort());
        if (!"https".equals(address.getScheme())) {
            builder.usePlaintext();
        }
        return new GrpcPolicyEngine(builder.build(), new ServiceQuestions(local), deadlines);
    }

    @Override
    public PolicyReport judge(PolicyCase about) {
        try {
            PolicyCase.Access access = about.access();
            return access == null ? publication(about) : access(about, access);
        } catch (StatusRuntimeException e) {
            throw new ProblemException(Problem.passing(
                    ErrorCode.UNAVAILABLE,
                    "The policy engine does not answer (" + e.getStatus().getCode()
                            + "), and without it nothing is allowed.",
                    RETRY));
        }
    }

    private PolicyReport publication(PolicyCase about) {
        Set<PolicyFinding> findings = new LinkedHashSet<>();
        String basis = "";
        for (ValidateServiceRequest question : questions.of(about)) {
            ValidateServiceResponse answer = stub(deadlines.publication()).validateService(question);
            findings.addAll(ServiceAnswers.findings(answer));
            basis = answer.getPolicyVersion();
        }
        List<PolicyFinding> gravestFirst = findings.stream()
                .sorted(Comparator.comparing(PolicyFinding::severity))
                .toList();
        return new PolicyReport(basis, gravestFirst);
    }

    private PolicyReport access(PolicyCase about, PolicyCase.Access access) {
        CheckAccessRequest question = CheckAccessRequest.newBuilder()
                .setUserId(access.consumer().slug())
                .setServiceId(about.manifest().name().toString())
                .setAction("consume")
                .putAllContext(access.attributes())
                .build();
        CheckAccessResponse answer = stub(deadlines.access()).checkAccess(question);
        if (answer.getAllowed()) {
            return new PolicyReport("", List.of());
        }
        PolicyFinding denied = new PolicyFinding(
                "access",
                PolicySeverity.HIGH,
                PolicySeverity.HIGH.usual(),
                "",
                "allowed by the policy engine",
                answer.getReason().isEmpty() ? "it is not" : answer.getReason(),
                "Ask the administrators for access.",
                null);
        return new PolicyReport("", List.of(denied));
    }

    private PolicyEngineServiceBlockingStub stub(Duration deadline) {
        return PolicyEngineServiceGrpc.newBlockingStub(channel)
                .withDeadlineAfter(deadline.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        channel.shutdownNow();
    }
}
