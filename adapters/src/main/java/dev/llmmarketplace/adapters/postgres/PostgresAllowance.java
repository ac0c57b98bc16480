package dev.llmmarketplace.adapters.postgres;

import dev.llmmarketplace.core.quota.Account;
import dev.llmmarketplace.core.quota.Allowance;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;

/**
 * {@link Allowance} on PostgreSQL. The limits are read where they are kept, in plans, budgets and keys, so a changed limit
 * holds from the next lease on; a limit below what is spent or out grants nothing.
 *
 * <p>The row of an account is the lock on it and on all of its leases. Whoever needs several takes them in the order of
 * their key.
 */
public final class PostgresAllowance implements Allowance {
    private final Database database;

    public PostgresAllowance(Database database) {
        this.database = database;
    }

    /**
     * One statement. Where the account's row exists, {@code ON CONFLICT} waits for whoever changes it and computes from
     * what he left. An owner that is not known has nothing.
     */
    @Override
    public Grant lease(String holder, Account account, long wanted) {
        if (wanted <= 0) {
            throw new IllegalArgumentException("a lease is of more than 0 units, not " + wanted);
        }
        return database.write(handle -> bind(handle.createQuery("""
                        WITH limited AS (
                            SELECT 'tokens' AS unit, p.tokens_per_month AS units, p.tokens_per_month = 0 AS unlimited
                            FROM subscription s JOIN plan p ON p.id = s.plan
                            WHERE NOT :money AND s.id = :owner
                            UNION ALL
                            SELECT coalesce(b.currency, ''), coalesce(b.nanos_per_month, 0), b.organisation IS NULL
                            FROM organisation o LEFT JOIN budget b ON b.organisation = o.id
                            WHERE :money AND o.id = :owner
                            UNION ALL
                            SELECT coalesce(k.budget_currency, ''), coalesce(k.budget_nanos, 0), k.budget_nanos IS NULL
                            FROM api_key k WHERE :money AND k.id = :owner
                            UNION ALL
                            SELECT coalesce(p.budget_currency, ''), coalesce(p.budget_nanos, 0), p.budget_nanos IS NULL
                            FROM project p WHERE :money AND p.id = :owner
                        ), account AS (
                            INSERT INTO allowance_account AS a (owner, unit, month, spent, leased, granted)
                            SELECT :owner, unit, :month, 0, least(:wanted, units), least(:wanted, units)
                            FROM limited WHERE NOT unlimited
                            ON CONFLICT (owner, unit, month) DO UPDATE
                            SET leased = a.leased + greatest(0, least(:wanted,
                                    (SELECT units FROM limited) - a.spent - a.leased)),
                                granted = greatest(0, least(:wanted, (SELECT units FROM limited) - a.spent - a.leased))
                            RETURNING unit, spent, leased, granted
                        ), lease AS (
                            INSERT INTO allowance_lease AS l (holder, owner, unit, month, units)
                            SELECT :holder, :owner, unit, :month, granted FROM account WHERE granted > 0
                            ON CONFLICT (holder, owner, unit, month) DO UPDATE SET units = l.units + excluded.units
                        )
                        SELECT limited.unlimited, limited.units, account.spent, account.leased, account.granted
                        FROM limited LEFT JOIN account ON true
                        """), holder, account)
                .bind("wanted", wanted)
                .map((row, context) -> row.getBoolean("unlimited")
                        ? new Grant(wanted, Grant.UNLIMITED, Grant.UNLIMITED)
                        : new Grant(
                                row.getLong("granted"),
                                row.getLong("units"),
                                Math.max(0, row.getLong("units") - row.getLong("spent") - row.getLong("leased"))))
                .findOne()
                .orElseGet(() -> new Grant(0, 0, 0)));
    }

    @Override
    public void giveBack(String holder, Account account, long units) {
        if (units > 0) {
            database.changeOrAssumeChanged(handle -> {
                lock(handle, account);
                takeBack(handle, holder, account, units);
            });
        }
    }

    @Override
    public void reclaim(String holder) {
        database.change(handle -> {
            handle.createQuery("""
                            SELECT a.owner FROM allowance_account a
                            WHERE EXISTS (SELECT FROM allowance_lease l
                                          WHERE l.holder = :holder AND l.units > 0
                                            AND (l.owner, l.unit, l.month) = (a.owner, a.unit, a.month))
                            ORDER BY a.owner, a.unit, a.month FOR UPDATE
                            """).bind("holder", holder).mapToMap().list();
            handle.createUpdate("""
                            WITH returned AS (
                                SELECT owner, unit, month, units FROM allowance_lease WHERE holder = :holder
                            ), emptied AS (
                                DELETE FROM allowance_lease WHERE holder = :holder
                            )
                            UPDATE allowance_account a SET leased = a.leased - r.units
                            FROM returned r WHERE (a.owner, a.unit, a.month) = (r.owner, r.unit, r.month)
                            """).bind("holder", holder).execute();
        });
    }

    private static void lock(Handle handle, Account account) {
        bind(handle.createQuery("""
                        SELECT owner FROM allowance_account
                        WHERE owner = :owner AND month = :month AND (unit <> 'tokens') = :money
                        ORDER BY owner, unit, month FOR UPDATE
                        """), "", account).mapToMap().list();
    }

    /** Never more than is out. After a change of the budget's currency, blocks of the former one come back too. */
    private static void takeBack(Handle handle, String holder, Account account, long units) {
        bind(handle.createUpdate("""
                        WITH returned AS (
                            SELECT holder, owner, unit, month, least(units, :units) AS units FROM allowance_lease
                            WHERE holder = :holder AND owner = :owner AND month = :month AND (unit <> 'tokens') = :money
                            ORDER BY allowance_lease.units DESC LIMIT 1
                        ), reduced AS (
                            UPDATE allowance_lease l SET units = l.units - r.units FROM returned r
                            WHERE (l.holder, l.owner, l.unit, l.month) = (r.holder, r.owner, r.unit, r.month)
                        )
                        UPDATE allowance_account a SET leased = a.leased - r.units FROM returned r
                        WHERE (a.owner, a.unit, a.month) = (r.owner, r.unit, r.month)
                        """), holder, account).bind("units", units).execute();
    }

    private static <S extends SqlStatement<S>> S bind(S statement, String holder, Account account) {
        return statement.bindMap(Map.of(
                "holder",
                holder,
                "owner",
                account.owner(),
                "month",
                account.month().atDay(1),
                "money",
                account.unit() == Account.Unit.NANOS));
    }
}
