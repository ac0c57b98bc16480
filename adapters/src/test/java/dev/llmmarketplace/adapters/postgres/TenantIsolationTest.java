package dev.llmmarketplace.adapters.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.llmmarketplace.adapters.contract.Calls;
import dev.llmmarketplace.adapters.contract.Examples;
import dev.llmmarketplace.core.access.Organisation;
import dev.llmmarketplace.core.kernel.Money;
import dev.llmmarketplace.core.kernel.OrganisationId;
import dev.llmmarketplace.core.quota.Budget;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A query that forgets to ask for the organisation shows another's rows to nobody. */
@ParameterizedClass
@EnumSource(Engine.class)
class TenantIsolationTest {
    private final Installation installation;
    private final Database database;
    private final Organisation one = Examples.organisation();
    private final Organisation other = Examples.organisation();

    TenantIsolationTest(Engine engine) {
        installation = engine.shared();
        database = installation.database();
    }

    @BeforeEach
    void bothOwnSomething() {
        for (Organisation organisation : List.of(one, other)) {
            installation.stores().access().createOrganisation(organisation);
            installation.stores().access().createKey(Examples.key(organisation.id()));
            installation.stores().quota().storeBudget(new Budget(organisation.id(), new Money(5, "USD")));
            Calls calls = Calls.ofNobody(organisation.id(), OrganisationId.next(), Examples.now());
            installation.stores().metering().sink().ship(Examples.name("j"), 0, 1, calls.calls(1));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"api_key.organisation", "budget.organisation", "usage_record.consumer"})
    void anUnrestrictedQueryShowsOnesOwnRowsOnly(String column) {
        String sql = "SELECT DISTINCT " + column + " FROM " + column.substring(0, column.indexOf('.'));

        List<OrganisationId> owners = database.actingFor(
                one.id(),
                handle -> handle.createQuery(sql)
                        .mapTo(UUID.class)
                        .map(OrganisationId::new)
                        .list());

        assertThat(owners).containsExactly(one.id());
    }

    @Test
    void anothersAccountsAreNotShownEither() {
        List<UUID> owners = database.actingFor(
                one.id(),
                handle -> handle.createQuery("SELECT owner FROM allowance_account")
                        .mapTo(UUID.class)
                        .list());

        assertThat(owners).containsExactly(one.id().value());
    }

    @Test
    void nothingCanBeWrittenForAnother() {
        assertThatThrownBy(() ->
                        database.changeFor(one.id(), handle -> ApiKeyTable.insert(handle, Examples.key(other.id()))))
                .hasMessageContaining("row-level security");
        database.changeFor(one.id(), handle -> BudgetTable.remove(handle, other.id()));
        assertThat(installation.stores().quota().findBudget(other.id())).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "marketplace_user",
                "session",
                "credential",
                "signing_key",
                "ledger_transfer",
                "ledger_entry",
                "outbox"
            })
    void whatIsNoConsumersBusinessIsOutOfReach(String table) {
        assertThatThrownBy(() -> database.changeFor(one.id(), handle -> handle.execute("SELECT FROM " + table)))
                .hasMessageContaining("permission denied");
    }

    @Test
    void theNextUserOfTheConnectionIsNotBoundByTheLast() {
        database.actingFor(one.id(), handle -> true);

        String user = database.read(handle ->
                handle.createQuery("SELECT current_user").mapTo(String.class).one());

        assertThat(user).isEqualTo(installation.settings().user());
    }
}
