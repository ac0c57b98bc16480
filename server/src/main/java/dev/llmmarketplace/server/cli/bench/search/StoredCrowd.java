package dev.llmmarketplace.server.cli.bench.search;

import dev.llmmarketplace.adapters.embedded.EmbeddedPostgres;
import dev.llmmarketplace.adapters.embedded.EmbeddedSettings;
import dev.llmmarketplace.adapters.postgres.Announcements;
import dev.llmmarketplace.adapters.postgres.Database;
import dev.llmmarketplace.adapters.postgres.DatabaseSettings;
import dev.llmmarketplace.adapters.postgres.PostgresAccessStore;
import dev.llmmarketplace.adapters.postgres.PostgresCatalogStore;
import dev.llmmarketplace.adapters.postgres.PostgresEventLog;
import dev.llmmarketplace.adapters.postgres.PostgresVectorStore;
import dev.llmmarketplace.adapters.vault.SecretDirectory;
import dev.llmmarketplace.adapters.vault.TinkSecretVault;
import dev.llmmarketplace.core.access.Organisation;
import dev.llmmarketplace.core.catalog.CatalogStore;
import dev.llmmarketplace.core.catalog.CatalogStore.ImportOutcome;
import dev.llmmarketplace.core.catalog.CatalogStore.Publication;
import dev.llmmarketplace.core.catalog.ServiceStatus;
import dev.llmmarketplace.core.catalog.ServiceVersion;
import dev.llmmarketplace.core.event.EventLog;
import dev.llmmarketplace.core.kernel.OrganisationId;
import dev.llmmarketplace.core.kernel.Time;
import dev.llmmarketplace.core.search.VectorStore;
import dev.llmmarketplace.server.cli.CacheDirectory;
import dev.llmmarketplace.server.cli.bench.search.ServiceCrowd.Member;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A crowd of services in a PostgreSQL of its own, imported as catalogues are, with the vectors of their texts. */
final class StoredCrowd implements AutoCloseable {
    private static final int BATCH = 500;

    private final ServiceCrowd crowd;
    private final CrowdVectors embedder;
    private final EmbeddedPostgres server;
    private final Database database;
    private final Announcements announcements;
    private final CatalogStore catalog;
    private final VectorStore vectors;
    private int services;

    /** @param directory of an empty database, or of one that the same crowd has filled before */
    StoredCrowd(Path directory, ServiceCrowd crowd, CrowdVectors embedder) {
        this.crowd = crowd;
        this.embedder = embedder;
        SecretDirectory secrets = SecretDirectory.open(directory.resolve("secrets"));
        server = EmbeddedPostgres.start(new EmbeddedSettings(
                directory.resolve("postgres"), CacheDirectory.postgres(), secrets.password("database-password")));
        database = Database.open(new DatabaseSettings(
                server.url(), server.user(), server.password(), DatabaseSettings.DEFAULT_CONNECTIONS));
        announcements = Announcements.open(database);
        catalog = new PostgresCatalogStore(database, TinkSecretVault.open(secrets), Time.system());
        vectors = new PostgresVectorStore(database);
        services = (int) catalog.countListed();
    }

    int services() {
        return services;
    }

    CatalogStore catalog() {
        return catalog;
    }

    EventLog events() {
        return new PostgresEventLog(database, announcements);
    }

    VectorStore vectors() {
        return vectors;
    }

    /** Those of the database. */
    List<Long> processes() {
        return ProcessHandle.of(server.pid()).stream()
                .flatMap(main -> Stream.concat(Stream.of(main), main.descendants()))
                .map(ProcessHandle::pid)
                .toList();
    }

    /** Imports services until there are {@code most}. */
    void fill(int most, Consumer<String> progress) {
        while (services < most) {
            List<Member> batch = IntStream.range(services, Math.min(most, services + BATCH))
                    .mapToObj(crowd::member)
                    .toList();
            vectors.keep(embedder.model(), embedder.keyed(batch));
            List<ImportOutcome> ignored = catalog.importListings(
                    batch.stream().map(member -> member.service().manifest()).toList());
            services += batch.size();
            if (services % (20 * BATCH) == 0 || services == most) {
                progress.accept("stored " + services + " of " + most);
            }
        }
    }

    /** An organisation that publishes. */
    OrganisationId publisher(String slug) {
        PostgresAccessStore access = new PostgresAccessStore(database);
        return access.findOrganisation(slug).map(Organisation::id).orElseGet(() -> {
            OrganisationId id = OrganisationId.next();
            access.createOrganisation(new Organisation(
                    id, slug, slug, true, true, false, false, Time.system().instant()));
            return id;
        });
    }

    /** Publishes what nobody finds yet. */
    ServiceVersion publish(OrganisationId provider, ServiceVersion service) {
        return catalog.publish(new Publication(provider, service.manifest(), ServiceStatus.PENDING_APPROVAL, Map.of()));
    }

    @Override
    public void close() {
        try (server;
                database;
                announcements) {
            embedder.forget();
        }
    }
}
