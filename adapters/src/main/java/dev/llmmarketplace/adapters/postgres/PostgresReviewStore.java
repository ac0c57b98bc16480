package dev.llmmarketplace.adapters.postgres;

import dev.llmmarketplace.core.kernel.OrganisationId;
import dev.llmmarketplace.core.kernel.Page;
import dev.llmmarketplace.core.kernel.ServiceId;
import dev.llmmarketplace.core.kernel.UserId;
import dev.llmmarketplace.core.review.Review;
import dev.llmmarketplace.core.review.ReviewStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** {@link ReviewStore} on PostgreSQL. */
public final class PostgresReviewStore implements ReviewStore {
    private final Database database;

    public PostgresReviewStore(Database database) {
        this.database = database;
    }

    @Override
    public boolean called(OrganisationId organisation, ServiceId service) {
        return database.actingFor(
                organisation,
                handle -> handle.createQuery("""
            SELECT EXISTS (SELECT FROM usage_rollup
                           WHERE consumer = :organisation AND grain = 'day' AND service = :service)
            """)
                        .bind("organisation", organisation.value())
                        .bind("service", service.value())
                        .mapTo(Boolean.class)
                        .one());
    }

    @Override
    public Review store(Review review) {
        return database.actingFor(
                review.organisation(),
                handle -> handle.createQuery("""
            INSERT INTO review AS r (id, service, author, organisation, stars, text, written_at)
            VALUES (:id, :service, :author, :organisation, :stars, :text, :writtenAt)
            ON CONFLICT (service, author) DO UPDATE
            SET organisation = excluded.organisation, stars = excluded.stars, text = excluded.text,
                written_at = excluded.written_at
            RETURNING *
            """)
                        .bind("id", review.id())
                        .bind("service", review.service().value())
                        .bind("author", review.author().value())
                        .bind("organisation", review.organisation().value())
                        .bind("stars", review.stars())
                        .bind("text", review.text())
                        .bind("writtenAt", review.writtenAt())
                        .map((row, context) -> review(row))
                        .one());
    }

    @Override
    public Optional<Review> find(OrganisationId organisation, UserId author, ServiceId service) {
        return database.actingFor(
                organisation,
                handle -> handle.createQuery("SELECT * FROM review WHERE service = :service AND author = :author")
                        .bind("service", service.value())
                        .bind("author", author.value())
                        .map((row, context) -> review(row))
                        .findOne());
    }

    @Override
    public boolean withdraw(OrganisationId organisation, UserId author, ServiceId service) {
        return database.actingFor(
                        organisation,
                        handle -> handle.createUpdate(
                                        "DELETE FROM review WHERE service = :service AND author = :author")
                                .bind("service", service.value())
                                .bind("author", author.value())
                                .execute())
                > 0;
    }

    @Override
    public boolean remove(ServiceId service, UUID review) {
        return database.write(handle -> handle.createUpdate("DELETE FROM review WHERE id = :id AND service = :service")
                        .bind("id", review)
                        .bind("service", service.value())
                        .execute())
                > 0;
    }

    @Override
    public Page<Review> list(ServiceId service, Page.Request page) {
        After after = After.of(page);
        List<Review> rows = database.read(handle -> handle.createQuery("""
            SELECT * FROM review
            WHERE service = :service
              AND (CAST(:afterTime AS timestamptz) IS NULL
                   OR (written_at, id) < (:afterTime, CAST(:afterId AS uuid)))
            ORDER BY written_at DESC, id DESC LIMIT :limit
            """)
                .bind("service", service.value())
                .bind("afterTime", after.time())
                .bind("afterId", after.id())
                .bind("limit", page.limit() + 1)
                .map((row, context) -> review(row))
                .list());
        return Cursor.page(rows, page, review -> Cursor.join(review.writtenAt(), review.id()));
    }

    private record Stars(int stars, long reviews, double weight) {}

    @Override
    public Summary summary(ServiceId service, Instant now) {
        List<Stars> found = database.read(handle -> handle.createQuery("""
            SELECT stars, count(*) AS reviews, sum(review_weight(written_at, :now)) AS weight
            FROM review WHERE service = :service GROUP BY stars
            """)
                .bind("service", service.value())
                .bind("now", now)
                .map((row, context) -> new Stars(row.getInt("stars"), row.getLong("reviews"), row.getDouble("weight")))
                .list());
        Map<Integer, Long> byStars = new TreeMap<>();
        found.forEach(stars -> byStars.put(stars.stars(), stars.reviews()));
        return new Summary(mean(found), found.stream().mapToLong(Stars::reviews).sum(), byStars);
    }

    private static @Nullable Double mean(List<Stars> found) {
        double weight = found.stream().mapToDouble(Stars::weight).sum();
        return weight == 0
                ? null
                : (Double) (found.stream()
                                .mapToDouble(stars -> stars.stars() * stars.weight())
                                .sum()
                        / weight);
    }

    private static Review review(ResultSet row) throws SQLException {
        return new Review(
                Columns.uuid(row, "id"),
                new ServiceId(Columns.uuid(row, "service")),
                new UserId(Columns.uuid(row, "author")),
                new OrganisationId(Columns.uuid(row, "organisation")),
                row.getInt("stars"),
                row.getString("text"),
                Columns.instant(row, "written_at"));
    }
}
