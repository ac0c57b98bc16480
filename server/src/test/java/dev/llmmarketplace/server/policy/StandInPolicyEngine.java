package dev.llmmarketplace.server.policy;

import dev.llmmarketplace.rpc.policyengine.v1.CheckAccessRequest;
import dev.llmmarketplace.rpc.policyengine.v1.CheckAccessResponse;
import dev.llmmarketplace.rpc.policyengine.v1.PolicyEngineServiceGrpc.PolicyEngineServiceImplBase;
import dev.llmmarketplace.rpc.policyengine.v1.PolicyViolation;
import dev.llmmarketplace.rpc.policyengine.v1.ServiceCompliance;
import dev.llmmarketplace.rpc.policyengine.v1.ValidateServiceRequest;
import dev.llmmarketplace.rpc.policyengine.v1.ValidateServiceResponse;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Serves {@code policyengine.v1} with the rules that an LLM-Policy-Engine is seeded with, and fails where a test wants it. */
final class StandInPolicyEngine extends PolicyEngineServiceImplBase implements AutoCloseable {
    /** How it behaves. */
    enum Mood {
        WELL,
        AWAY,
        SILENT,
        UNEXPLAINED
    }

    final AtomicInteger asked = new AtomicInteger();
    private final Server server;
    private volatile Mood mood = Mood.WELL;

    StandInPolicyEngine() {
        server = NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .addService(this)
                .build();
        try {
            server.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getPort());
    }

    void is(Mood newMood) {
        mood = newMood;
    }

    @Override
    public void validateService(ValidateServiceRequest request, StreamObserver<ValidateServiceResponse> answer) {
        asked.incrementAndGet();
        switch (mood) {
            case SILENT -> {} // the deadline passes
            case AWAY -> answer.onError(Status.UNAVAILABLE.asRuntimeException());
            case UNEXPLAINED -> send(answer, ValidateServiceResponse.getDefaultInstance());
            case WELL -> send(answer, judged(request));
        }
    }

    @Override
    public void checkAccess(CheckAccessRequest request, StreamObserver<CheckAccessResponse> answer) {
        boolean allowed = !request.getUserId().startsWith("blocked");
        send(
                answer,
                CheckAccessResponse.newBuilder()
                        .setAllowed(allowed)
                        .setReason(allowed ? "" : "the organisation is on the list of blocked ones")
                        .build());
    }

    private static ValidateServiceResponse judged(ValidateServiceRequest request) {
        ValidateServiceResponse.Builder answer =
                ValidateServiceResponse.newBuilder().setPolicyVersion("seed-1");
        ServiceCompliance compliance = request.getCompliance();
        List<String> countries = compliance.getDataResidencyList();
        boolean confidential = List.of("confidential", "restricted").contains(compliance.getLevel());
        if (countries.stream().anyMatch(List.of("KP", "IR", "SY", "CU")::contains)) {
            answer.addViolations(violation("blocked-countries", "critical", "compliance.data_residency"));
        }
        if (request.hasEndpoint()
                && (request.getEndpoint().getAuthentication().equals("none")
                        || !request.getEndpoint().getUrl().startsWith("https://"))) {
            answer.addViolations(violation("security-baseline", "critical", "endpoint.authentication"));
        }
        if (!compliance.getLevel().equals("public") && countries.isEmpty()) {
            answer.addViolations(violation("data-residency", "high", "compliance.data_residency"));
        }
        if (confidential
                && compliance.getCertificationsList().stream().noneMatch(List.of("SOC2", "ISO27001")::contains)) {
            answer.addViolations(violation("certified", "high", "compliance.certifications"));
        }
        if (request.getSla().getSupportLevel().equals("enterprise")
                && request.getSla().getAvailability() < 99.9) {
            answer.addViolations(violation("enterprise-sla", "medium", "sla.availability"));
        }
        return answer.setCompliant(answer.getViolationsCount() == 0).build();
    }

    private static PolicyViolation violation(String policy, String severity, String field) {
        return PolicyViolation.newBuilder()
                .setPolicyId(policy)
                .setPolicyName(policy)
                .setSeverity(severity)
                .setField(field)
                .setMessage("it breaks " + policy)
                .setRemediation("Keep " + policy + ".")
                .build();
    }

    private static <T> void send(StreamObserver<T> answer, T message) {
        answer.onNext(message);
        answer.onCompleted();
    }

    @Override
    public void close() {
        server.shutdownNow();
    }
}
