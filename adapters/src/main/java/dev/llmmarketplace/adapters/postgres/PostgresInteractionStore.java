package dev.llmmarketplace.adapters.postgres;

import dev.llmmarketplace.core.kernel.OrganisationId;
import dev.llmmarketplace.core.kernel.UserId;
import dev.llmmarketplace.core.recommendation.Interaction;
import dev.llmmarketplace.core.recommendation.InteractionStore;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jdbi.v3.core.Handle;

/** {@link InteractionStore} on PostgreSQL, whose schema refuses interactions without consent. */
public final class PostgresInteractionStore implements InteractionStore {
    /** Of one user with one service in one hour; what is beyond is no interest of a human being. */
    private static final int MOST_TIMES = 60;

    private final Database database;

    public PostgresInteractionStore(Database database) {
        this.database = database;
    }

    @Override
    public boolean consented(OrganisationId organisation, UserId user) {
        return database.actingFor(
                organisation,
                handle -> handle.createQuery("""
            SELECT EXISTS (SELECT FROM personalisation WHERE marketplace_user = :user)
            """)
                        .bind("user", user.value())
                        .mapTo(Boolean.class)
                        .one());
    }

    @Override
    public void consent(OrganisationId organisation, UserId user, boolean given, Instant at) {
        database.changeFor(organisation, handle -> {
            if (given) {
                give(handle, organisation, user, at);
            } else {
                handle.createUpdate("DELETE FROM personalisation WHERE marketplace_user = :user")
                        .bind("user", user.value())
                        .execute();
            }
        });
    }

    private static void give(Handle handle, OrganisationId organisation, UserId user, Instant at) {
        handle.createUpdate("""
            INSERT INTO personalisation (marketplace_user, organisation, consented_at)
            VALUES (:user, :organisation, :at)
            ON CONFLICT (marketplace_user) DO NOTHING
            """)
                .bind("user", user.value())
                .bind("organisation", organisation.value())
                .bind("at", at)
                .execute();
    }

    @Override
    public boolean record(Interaction interaction) {
        return database.actingFor(
                        interaction.organisation(),
                        handle -> handle.createUpdate("""
            INSERT INTO interaction AS i (marketplace_user, organisation, service, kind, hour, times)
            SELECT marketplace_user, organisation, :service, :kind, :hour, 1
            FROM personalisation WHERE marketplace_user = :user
            ON CONFLICT (marketplace_user, service, kind, hour) DO UPDATE SET times = least(i.times + 1, :most)
            """)
                                .bind("service", interaction.service().value())
                                .bind("kind", interaction.kind().wireName())
                                .bind("hour", interaction.at().truncatedTo(ChronoUnit.HOURS))
                                .bind("user", interaction.user().value())
                                .bind("most", MOST_TIMES)
                                .execute())
                > 0;
    }

    @Override
    public int purge(Instant before) {
        return database.write(handle -> handle.createUpdate("DELETE FROM interaction WHERE hour < :before")
                .bind("before", before)
                .execute());
    }
}
