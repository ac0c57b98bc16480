package dev.llmmarketplace.adapters.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.llmmarketplace.adapters.contract.Copy;
import dev.llmmarketplace.adapters.contract.Examples;
import dev.llmmarketplace.core.access.ApiKey;
import dev.llmmarketplace.core.access.Organisation;
import dev.llmmarketplace.core.event.Feed;
import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.core.kernel.KeyId;
import dev.llmmarketplace.core.kernel.Money;
import dev.llmmarketplace.core.kernel.ProblemException;
import dev.llmmarketplace.core.kernel.Secret;
import dev.llmmarketplace.core.quota.Account;
import dev.llmmarketplace.core.quota.Budget;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What the stores make of a database in trouble. */
@ParameterizedClass
@EnumSource(Engine.class)
class DatabaseTest {
    private final Engine engine;

    @AutoClose
    private final Installations installations = new Installations();

    DatabaseTest(Engine engine) {
        this.engine = engine;
    }

    @Test
    void aSecondOpeningFindsTheSchemaUpToDate() {
        DatabaseSettings settings = engine.empty();
        try (Database first = Database.open(settings);
                Database second = Database.open(settings)) {
            assertThat(first.healthy()).isTrue();
            assertThat(second.healthy()).isTrue();
        }
    }

    @Test
    void aSchemaNewerThanTheProgramIsRefused() {
        Installation newer = installations.open(engine);
        newer.database().change(handle -> handle.execute("""
                INSERT INTO flyway_schema_history
                SELECT 999, '999', 'from the future', type, script, checksum, installed_by, now(), 1, true
                FROM flyway_schema_history WHERE installed_rank = 1
                """));

        assertThatThrownBy(() -> Database.open(newer.settings()))
                .satisfies(DatabaseTest::unavailable)
                .hasMessageContaining("newer marketplace")
                .hasMessageContaining("from the future");
    }

    @Test
    void aChangedMigrationIsRefused() {
        Installation changed = installations.open(engine);
        changed.database()
                .change(handle -> handle.execute("UPDATE flyway_schema_history SET checksum = 1 WHERE version = '1'"));

        assertThatThrownBy(() -> Database.open(changed.settings())).satisfies(DatabaseTest::unavailable);
    }

    @Test
    void aDatabaseThatIsNotThereIsNamedInTheRefusal() {
        DatabaseSettings nowhere =
                new DatabaseSettings("jdbc:postgresql://127.0.0.1:1/none?user=a", "someone", new Secret("s3cret"), 2);

        assertThatThrownBy(() -> Database.open(nowhere))
                .satisfies(DatabaseTest::unavailable)
                .hasMessageContaining("127.0.0.1:1/none")
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void lostConnectionsAreReplaced() {
        Installation installation = installations.open(engine);
        terminate(installation, "true");

        await().until(() -> installation.database().healthy());
        assertThat(installation.stores().access().empty()).isTrue();
    }

    @Test
    void aConnectionThatIsLostInTheMiddleIsUnavailability() {
        Installation installation = installations.open(engine);

        assertThatThrownBy(() -> installation.database().change(handle -> {
                    int pid = handle.createQuery("SELECT pg_backend_pid()")
                            .mapTo(Integer.class)
                            .one();
                    terminate(installation, "pid = " + pid);
                    handle.execute("SELECT 1");
                }))
                .satisfies(DatabaseTest::unavailable);
        await().until(() -> installation.database().healthy());
    }

    @Test
    void unitsOnTheirWayBackAreGivenUpWhenTheCommitIsNotAnswered() {
        Installation installation = installations.open(engine);
        Organisation organisation = Examples.organisation();
        installation.stores().access().createOrganisation(organisation);
        installation.stores().quota().storeBudget(new Budget(organisation.id(), new Money(5000, "USD")));
        Account account = Account.money(organisation.id(), Examples.now());
        installation.stores().allowance().lease("holder", account, 1000);
        loseTheConnectionAtTheCommitOf(installation, "allowance_lease");

        assertThatCode(() -> installation.stores().allowance().giveBack("holder", account, 400))
                .as("whoever gave them must not spend them")
                .doesNotThrowAnyException();
    }

    private static void loseTheConnectionAtTheCommitOf(Installation installation, String table) {
        installation.database().change(handle -> handle.execute("""
                CREATE FUNCTION hang_up() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                    PERFORM pg_terminate_backend(pg_backend_pid());
                    PERFORM pg_sleep(10);
                    RETURN NULL;
                END $$;
                CREATE CONSTRAINT TRIGGER hang_up AFTER UPDATE ON %s DEFERRABLE INITIALLY DEFERRED
                FOR EACH ROW EXECUTE FUNCTION hang_up();
                """.formatted(table)));
    }

    @Test
    void aReadOnlyDatabaseIsUnhealthyAndRefusesInASentence() {
        Installation installation = installations.open(engine);
        installation.database().change(handle -> handle.execute("""
                DO $$ BEGIN
                    EXECUTE format('ALTER DATABASE %I SET default_transaction_read_only = on', current_database());
                END $$
                """));
        terminate(installation, "true");
        await().until(() -> !installation.database().healthy());

        assertThatThrownBy(() -> installation.stores().access().createOrganisation(Examples.organisation()))
                .satisfies(DatabaseTest::unavailable)
                .hasMessageContaining("read-only");
    }

    @Test
    void aClosedDatabaseIsUnhealthyAndUnavailable() {
        Database closed = Database.open(engine.empty());
        closed.close();

        assertThat(closed.healthy()).isFalse();
        assertThatThrownBy(() -> new PostgresAccessStore(closed).empty()).satisfies(DatabaseTest::unavailable);
    }

    @Test
    void aFeedRecoversWithEverythingWhenItsConnectionIsKilled() {
        Installation installation = installations.open(engine);
        Organisation organisation = Examples.organisation();
        installation.stores().access().createOrganisation(organisation);
        Copy<KeyId, ApiKey> copy = new Copy<>(ApiKey::id);
        try (Feed.Following following = installation.stores().feeds().keys().follow(copy)) {
            terminate(installation, "query LIKE 'LISTEN%' OR query = 'SELECT 1'");
            ApiKey key = Examples.key(organisation.id());
            await().ignoreExceptionsMatching(ProblemException.class::isInstance).until(() -> {
                installation.stores().access().createKey(key);
                return true;
            });

            await().until(() -> copy.has(key.id()));
            await().until(following::connected);
            assertThat(copy.replacements()).isGreaterThan(1);
        }
    }

    @Test
    void waitingForEventsEndsInTimeWhenNothingHappens() throws InterruptedException {
        Installation installation = installations.open(engine);

        installation.stores().events().await("catalog", Duration.ofMillis(20));

        assertThat(installation.announcements().connected()).isTrue();
    }

    /** Ends the connections to the installation's database that {@code which} names. */
    private void terminate(Installation installation, String which) {
        String database = installation.settings().url().replaceFirst(".*/", "");
        engine.shared()
                .database()
                .change(handle -> handle.execute(
                        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = ? AND (" + which + ")",
                        database));
    }

    private static void unavailable(Throwable failure) {
        assertThat(failure).isInstanceOf(ProblemException.class);
        assertThat(((ProblemException) failure).problem().code()).isEqualTo(ErrorCode.UNAVAILABLE);
    }
}
