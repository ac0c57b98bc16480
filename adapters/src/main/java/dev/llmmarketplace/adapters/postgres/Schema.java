package dev.llmmarketplace.adapters.postgres;

import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.core.kernel.ProblemException;
import java.util.Arrays;
import java.util.Optional;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;

/** Brings the schema up to date. It only moves forward: an older program does not start on a newer schema. */
final class Schema {
    private Schema() {}

    static void migrate(DataSource source) {
        Flyway flyway = Flyway.configure()
                .dataSource(source)
                .locations("classpath:db/migration")
                .placeholderReplacement(false)
                .loggers("slf4j")
                .load();
        try {
            refuseNewer(flyway.info().all());
            flyway.migrate();
        } catch (FlywayException e) {
            throw new ProblemException(ErrorCode.UNAVAILABLE, "The database cannot be migrated: " + e.getMessage());
        }
    }

    private static void refuseNewer(MigrationInfo[] migrations) {
        Optional<MigrationInfo> newer = Arrays.stream(migrations)
                .filter(migration -> migration.getState().isApplied()
                        && !migration.getState().isResolved())
                .findFirst();
        newer.ifPresent(migration -> {
            throw new ProblemException(
                    ErrorCode.UNAVAILABLE,
                    "The database was made by a newer marketplace (its schema has the step " + migration.getVersion()
                            + ", '" + migration.getDescription() + "'). Start that version, or restore a backup.");
        });
    }
}
