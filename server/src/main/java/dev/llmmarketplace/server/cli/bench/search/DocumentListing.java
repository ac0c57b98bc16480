package dev.llmmarketplace.server.cli.bench.search;

import dev.llmmarketplace.core.catalog.Category;
import dev.llmmarketplace.core.catalog.Compliance;
import dev.llmmarketplace.core.catalog.ComplianceLevel;
import dev.llmmarketplace.core.catalog.Farewell;
import dev.llmmarketplace.core.catalog.Limits;
import dev.llmmarketplace.core.catalog.SemanticVersion;
import dev.llmmarketplace.core.catalog.ServiceLevel;
import dev.llmmarketplace.core.catalog.ServiceManifest;
import dev.llmmarketplace.core.catalog.ServiceName;
import dev.llmmarketplace.core.catalog.ServiceStatus;
import dev.llmmarketplace.core.catalog.ServiceVersion;
import dev.llmmarketplace.core.catalog.SupportLevel;
import dev.llmmarketplace.core.kernel.OrganisationId;
import dev.llmmarketplace.core.kernel.ServiceId;
import dev.llmmarketplace.core.kernel.VersionId;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;

/**
 * A document as a listing that has nothing to tell but title and description: its address is a number, so that no
 * identifier of the collection is sought in.
 */
final class DocumentListing {
    private static final OrganisationId PROVIDER = OrganisationId.next();

    private DocumentListing() {}

    static ServiceVersion of(int number, JudgedCorpus.Document document) {
        return new ServiceVersion(
                VersionId.next(),
                ServiceId.next(),
                PROVIDER,
                manifest(new ServiceName("x", "x" + number), document),
                ServiceStatus.ACTIVE,
                null,
                false,
                true,
                Instant.EPOCH,
                Instant.EPOCH,
                null,
                Farewell.NONE);
    }

    private static ServiceManifest manifest(ServiceName name, JudgedCorpus.Document document) {
        return new ServiceManifest(
                name,
                SemanticVersion.parse("1.0.0"),
                document.title(),
                document.text(),
                Category.OTHER,
                new TreeSet<>(),
                null,
                List.of(),
                new ServiceManifest.Modalities(new TreeSet<>(), new TreeSet<>()),
                List.of(),
                null,
                new ServiceLevel(BigDecimal.ZERO, Duration.ZERO, SupportLevel.BASIC, Duration.ZERO),
                new Compliance(ComplianceLevel.PUBLIC, new TreeSet<>(), new TreeSet<>(), false, false, null),
                new Limits(0, 0),
                new TreeSet<>(),
                ServiceManifest.Documents.NONE,
                null);
    }
}
