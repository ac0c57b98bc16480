package dev.llmmarketplace.server.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.llmmarketplace.adapters.registry.HttpServiceRegistry;
import dev.llmmarketplace.core.catalog.ServiceManifest;
import dev.llmmarketplace.core.catalog.ServiceStatus;
import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.core.kernel.ProblemException;
import dev.llmmarketplace.core.kernel.VersionId;
import dev.llmmarketplace.core.publishing.submission.ServiceRegistry;
import dev.llmmarketplace.server.registry.StandInRegistry.Mood;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class HttpServiceRegistryTest extends ServiceRegistryContract {
    private final StandInRegistry partner = new StandInRegistry();
    private final HttpServiceRegistry registry = HttpServiceRegistry.at(
            partner.address(), () -> URI.create("https://market.example"), Duration.ofSeconds(1));

    @AfterEach
    void close() {
        partner.close();
        registry.close();
    }

    @Override
    ServiceRegistry registry() {
        return registry;
    }

    @Override
    Optional<String> standing(ServiceManifest manifest) {
        return asset(manifest).map(asset -> annotation(asset, "marketplace.status"));
    }

    private Optional<JsonNode> asset(ServiceManifest manifest) {
        return partner.find(manifest.name().toString(), manifest.version().toString());
    }

    private static String annotation(JsonNode asset, String name) {
        return asset.at("/metadata/annotations").path(name).asText();
    }

    @Test
    void theRecordSaysWhatTheVersionIs() {
        VersionId version = VersionId.next();
        ServiceManifest manifest = manifest("1.0.0", "Answers questions.");

        registry.register(version, manifest);

        JsonNode asset = asset(manifest).orElseThrow();
        assertThat(asset.at("/storage/uri").asText())
                .isEqualTo("https://market.example/api/v1/services/by-name/acme/chat");
        assertThat(asset.at("/checksum/value").asText()).matches("[0-9a-f]{64}");
        assertThat(annotation(asset, "marketplace.version")).isEqualTo(version.toString());
        assertThat(annotation(asset, "marketplace.pricing")).contains("\"inputNanos\":150000000");
    }

    @ParameterizedTest
    @CsvSource({"SUSPENDED, non_compliant", "DEPRECATED, deprecated", "RETIRED, archived", "ACTIVE, active"})
    void statesAreToldInTheRegistrysWords(ServiceStatus status, String told) {
        ServiceManifest manifest = manifest("1.0.0", "Answers questions.");

        registry.update(VersionId.next(), manifest, status);

        assertThat(asset(manifest).orElseThrow().path("status").asText()).isEqualTo(told);
    }

    @Test
    void whatTheRegistryRefusesIsTheSubmittersBusiness() {
        assertThatThrownBy(() -> registry.register(VersionId.next(), manifest("1.0.0", "Please refuse me.")))
                .isInstanceOfSatisfying(ProblemException.class, e -> {
                    assertThat(e.problem().code().kind()).isEqualTo(ErrorCode.Kind.CALLER);
                    assertThat(e.problem().detail()).contains("Asset validation failed");
                });
    }

    @Test
    void aNameThatAnotherHasTakenThereIsAConflict() {
        partner.occupy("acme/chat", "1.0.0");

        assertThatThrownBy(() -> registry.register(VersionId.next(), manifest("1.0.0", "Answers questions.")))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().code()).isEqualTo(ErrorCode.CONFLICT));
    }

    @Test
    void aRecordIsFoundAmongMoreThanAPage() {
        for (int number = 0; number < 120; number++) {
            partner.occupy("acme/chat-" + number, "1.0.0");
        }
        VersionId version = VersionId.next();
        ServiceManifest manifest = manifest("1.0.0", "Answers questions.");
        registry.register(version, manifest);

        registry.deregister(version, manifest);

        assertThat(asset(manifest)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"UNAVAILABLE, UPSTREAM_FAILED", "NONSENSE, UPSTREAM_FAILED", "SILENT, UPSTREAM_TIMEOUT"})
    void aRegistryThatIsNotWellIsNobodysFaultHere(Mood mood, ErrorCode code) {
        partner.is(mood);

        assertThatThrownBy(() -> registry.register(VersionId.next(), manifest("1.0.0", "Answers questions.")))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().code()).isEqualTo(code));
    }

    @Test
    void aRegistryThatIsAwayIsNobodysFaultEither() {
        URI nowhere = URI.create("http://127.0.0.1:1");
        try (HttpServiceRegistry away = HttpServiceRegistry.at(nowhere, () -> nowhere, Duration.ofSeconds(1))) {
            assertThatThrownBy(() -> away.deregister(VersionId.next(), manifest("1.0.0", "Answers questions.")))
                    .isInstanceOfSatisfying(
                            ProblemException.class,
                            e -> assertThat(e.problem().code()).isEqualTo(ErrorCode.UPSTREAM_FAILED));
        }
    }
}
