package dev.llmmarketplace.adapters.postgres;

import dev.llmmarketplace.core.access.Role;
import dev.llmmarketplace.core.access.User;
import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.core.kernel.OrganisationId;
import dev.llmmarketplace.core.kernel.Page;
import dev.llmmarketplace.core.kernel.ProblemException;
import dev.llmmarketplace.core.kernel.Secret;
import dev.llmmarketplace.core.kernel.UserId;
import dev.llmmarketplace.core.kernel.WireName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** The statements on {@code marketplace_user}. */
final class UserTable {
    private UserTable() {}

    static void insert(Handle handle, User user) {
        int inserted = handle.createUpdate("""
                        INSERT INTO marketplace_user
                            (id, organisation, email, full_name, password_hash, roles, failed_sign_ins, locked_until,
                             created_at)
                        VALUES (:id, :organisation, :email, :fullName, :passwordHash, :roles, :failedSignIns,
                                :lockedUntil, :createdAt)
                        ON CONFLICT (email) DO NOTHING
                        """)
                .bind("id", user.id().value())
                .bind("organisation", user.organisation().value())
                .bind("email", lowerCase(user.email()))
                .bind("fullName", user.fullName())
                .bind("passwordHash", user.passwordHash().reveal())
                .bindArray("roles", String.class, names(user.roles()))
                .bind("failedSignIns", user.failedSignIns())
                .bind("lockedUntil", user.lockedUntil())
                .bind("createdAt", user.createdAt())
                .execute();
        if (inserted == 0) {
            throw new ProblemException(ErrorCode.CONFLICT, "The e-mail address is in use already.");
        }
    }

    static boolean empty(Handle handle) {
        return handle.createQuery("SELECT NOT EXISTS (SELECT FROM marketplace_user)")
                .mapTo(Boolean.class)
                .one();
    }

    static Optional<User> find(Handle handle, UserId id) {
        return handle.createQuery("SELECT * FROM marketplace_user WHERE id = :id")
                .bind("id", id.value())
                .map((row, context) -> read(row))
                .findOne();
    }

    static Optional<User> find(Handle handle, String email) {
        return handle.createQuery("SELECT * FROM marketplace_user WHERE email = :email")
                .bind("email", lowerCase(email))
                .map((row, context) -> read(row))
                .findOne();
    }

    static Page<User> page(Handle handle, Page.Request page) {
        List<User> rows = handle.createQuery("""
                        SELECT * FROM marketplace_user
                        WHERE email > coalesce(:after, '')
                        ORDER BY email LIMIT :limit
                        """)
                .bind("after", Cursor.part(page))
                .bind("limit", page.limit() + 1)
                .map((row, context) -> read(row))
                .list();
        return Cursor.page(rows, page, User::email);
    }

    static int storeRoles(Handle handle, UserId user, Collection<Role> roles) {
        return handle.createUpdate("UPDATE marketplace_user SET roles = :roles WHERE id = :id")
                .bind("id", user.value())
                .bindArray("roles", String.class, names(roles))
                .execute();
    }

    static int storePassword(Handle handle, UserId user, Secret passwordHash) {
        return handle.createUpdate("UPDATE marketplace_user SET password_hash = :hash WHERE id = :id")
                .bind("id", user.value())
                .bind("hash", passwordHash.reveal())
                .execute();
    }

    static int recordFailedSignIn(Handle handle, UserId user, int lockAfter, Instant lockUntil) {
        return handle.createUpdate("""
                        UPDATE marketplace_user
                        SET failed_sign_ins = failed_sign_ins + 1,
                            locked_until = CASE WHEN failed_sign_ins + 1 >= :lockAfter THEN :lockUntil ELSE locked_until END
                        WHERE id = :id
                        """)
                .bind("id", user.value())
                .bind("lockAfter", lockAfter)
                .bind("lockUntil", lockUntil)
                .execute();
    }

    static int recordSignIn(Handle handle, UserId user, Instant at) {
        return handle.createUpdate("""
                        UPDATE marketplace_user SET failed_sign_ins = 0, locked_until = NULL, signed_in_at = :at
                        WHERE id = :id
                        """).bind("id", user.value()).bind("at", at).execute();
    }

    private static User read(ResultSet row) throws SQLException {
        return new User(
                new UserId(Columns.uuid(row, "id")),
                new OrganisationId(Columns.uuid(row, "organisation")),
                row.getString("email"),
                row.getString("full_name"),
                new Secret(row.getString("password_hash")),
                Columns.texts(row, "roles").stream()
                        .map(role -> WireName.parse(Role.class, role, "roles"))
                        .collect(Collectors.toUnmodifiableSet()),
                row.getInt("failed_sign_ins"),
                Columns.nullableInstant(row, "locked_until"),
                Columns.instant(row, "created_at"));
    }

    private static List<String> names(Collection<Role> roles) {
        return roles.stream().map(Role::wireName).sorted().toList();
    }

    private static String lowerCase(String email) {
        return email.toLowerCase(Locale.ROOT);
    }
}
