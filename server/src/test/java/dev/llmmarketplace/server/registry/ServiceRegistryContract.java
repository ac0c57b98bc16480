package dev.llmmarketplace.server.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.llmmarketplace.core.catalog.ServiceManifest;
import dev.llmmarketplace.core.catalog.ServiceStatus;
import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.core.kernel.ProblemException;
import dev.llmmarketplace.core.kernel.VersionId;
import dev.llmmarketplace.core.publishing.submission.ServiceRegistry;
import dev.llmmarketplace.server.json.Syntax;
import dev.llmmarketplace.server.manifest.ManifestReader;
import dev.llmmarketplace.server.manifest.ManifestReading;
import dev.llmmarketplace.server.rest.Contract;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What any {@link ServiceRegistry} does. */
abstract class ServiceRegistryContract {
    private static final ManifestReader READER =
            new ManifestReader(Contract.load().manifestSchema());

    /** The registry under test. */
    abstract ServiceRegistry registry();

    /** How it stands with a version there, in our words: a status or {@code provisional}; empty when it is not there. */
    abstract Optional<String> standing(ServiceManifest manifest);

    static ServiceManifest manifest(String number, String description) {
        String text = """
                manifestVersion: 1
                provider: acme
                name: chat
                version: %s
                title: A chat
                description: %s
                category: text-generation
                tags: [chat]
                capabilities: [{name: chat}]
                pricing: {model: per-token, rates: {input: 0.15, output: 2}}
                """.formatted(number, description);
        return ((ManifestReading.Read) READER.read(text.getBytes(StandardCharsets.UTF_8), Syntax.YAML)).manifest();
    }

    private final ServiceManifest manifest = manifest("1.0.0", "Answers questions.");
    private final VersionId version = VersionId.next();

    @Test
    void aVersionIsRegisteredOnceHoweverOftenItIsAsked() {
        String first = registry().register(version, manifest);

        assertThat(registry().register(version, manifest)).isEqualTo(first);
        assertThat(standing(manifest)).contains("provisional");
    }

    @Test
    void versionsOfAServiceStandBesideEachOther() {
        ServiceManifest next = manifest("1.1.0", "Answers questions.");
        String first = registry().register(version, manifest);

        assertThat(registry().register(VersionId.next(), next)).isNotEqualTo(first);
        assertThat(standing(manifest)).isPresent();
        assertThat(standing(next)).isPresent();
    }

    @Test
    void anotherVersionOfThatNumberIsRefusedAndItsRecordStays() {
        registry().register(version, manifest);
        VersionId rival = VersionId.next();

        assertThatThrownBy(() -> registry().register(rival, manifest))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().code()).isEqualTo(ErrorCode.CONFLICT));
        registry().deregister(rival, manifest);
        assertThat(standing(manifest)).isPresent();
    }

    @Test
    void aVersionIsTakenOutHoweverOftenItIsAsked() {
        registry().register(version, manifest);

        registry().deregister(version, manifest);
        registry().deregister(version, manifest);

        assertThat(standing(manifest)).isEmpty();
    }

    @Test
    void itIsSaidHowItStandsWithAVersionAlsoWithOneThatIsNotKnownYet() {
        for (ServiceStatus status : ServiceStatus.values()) {
            registry().update(version, manifest, status);
            assertThat(standing(manifest)).contains(status.wireName());
        }
    }
}
