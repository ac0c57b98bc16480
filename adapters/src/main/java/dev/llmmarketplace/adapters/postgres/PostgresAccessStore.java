package dev.llmmarketplace.adapters.postgres;

import dev.llmmarketplace.core.access.AccessStore;
import dev.llmmarketplace.core.access.ApiKey;
import dev.llmmarketplace.core.access.KeyDigest;
import dev.llmmarketplace.core.access.Organisation;
import dev.llmmarketplace.core.access.Role;
import dev.llmmarketplace.core.access.User;
import dev.llmmarketplace.core.event.EventType;
import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.core.kernel.KeyId;
import dev.llmmarketplace.core.kernel.OrganisationId;
import dev.llmmarketplace.core.kernel.Page;
import dev.llmmarketplace.core.kernel.ProblemException;
import dev.llmmarketplace.core.kernel.Secret;
import dev.llmmarketplace.core.kernel.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@link AccessStore} on PostgreSQL; each table's statements stand in a class of their own. */
public final class PostgresAccessStore implements AccessStore {
    private static final String TOPIC = "access";

    private final Database database;

    public PostgresAccessStore(Database database) {
        this.database = database;
    }

    @Override
    public void createOrganisation(Organisation organisation) {
        database.change(handle -> OrganisationTable.insert(handle, organisation));
    }

    @Override
    public void register(Organisation organisation, User user) {
        database.change(handle -> {
            OrganisationTable.insert(handle, organisation);
            UserTable.insert(handle, user);
        });
    }

    @Override
    public void createUser(User user) {
        database.change(handle -> UserTable.insert(handle, user));
    }

    @Override
    public boolean empty() {
        return database.read(UserTable::empty);
    }

    @Override
    public Optional<Organisation> findOrganisation(OrganisationId id) {
        return database.read(handle -> OrganisationTable.find(handle, id));
    }

    @Override
    public Optional<Organisation> findOrganisation(String slug) {
        return database.read(handle -> OrganisationTable.find(handle, slug));
    }

    @Override
    public Page<Organisation> organisations(Page.Request page) {
        return database.read(handle -> OrganisationTable.page(handle, page));
    }

    @Override
    public Organisation updateOrganisation(OrganisationId id, boolean provider, boolean consumer, boolean suspended) {
        return database.write(handle -> {
            Organisation changed = OrganisationTable.update(handle, id, provider, consumer, suspended)
                    .orElseThrow(() -> unknown("organisation", id));
            Map<String, Object> data = Map.of(
                    "organisationId", id.toString(),
                    "slug", changed.slug(),
                    "provider", provider,
                    "consumer", consumer,
                    "suspended", suspended);
            Outbox.append(handle, TOPIC, Outbox.Entry.own(EventType.ORGANISATION_CHANGED, id, id, data));
            return changed;
        });
    }

    @Override
    public Optional<User> findUser(UserId id) {
        return database.read(handle -> UserTable.find(handle, id));
    }

    @Override
    public Optional<User> findUser(String email) {
        return database.read(handle -> UserTable.find(handle, email));
    }

    @Override
    public Page<User> users(Page.Request page) {
        return database.read(handle -> UserTable.page(handle, page));
    }

    @Override
    public void storeRoles(UserId user, Set<Role> roles) {
        requireChanged(user, database.write(handle -> UserTable.storeRoles(handle, user, roles)));
    }

    @Override
    public void storePassword(UserId user, Secret passwordHash) {
        requireChanged(user, database.write(handle -> UserTable.storePassword(handle, user, passwordHash)));
    }

    @Override
    public void recordFailedSignIn(UserId user, int lockAfter, Instant lockUntil) {
        requireChanged(
                user, database.write(handle -> UserTable.recordFailedSignIn(handle, user, lockAfter, lockUntil)));
    }

    @Override
    public void recordSignIn(UserId user, Instant at) {
        requireChanged(user, database.write(handle -> UserTable.recordSignIn(handle, user, at)));
    }

    @Override
    public void storeSession(KeyDigest refreshToken, UserId user, Instant expiresAt) {
        database.change(handle -> SessionTable.insert(handle, refreshToken, user, expiresAt));
    }

    @Override
    public Optional<UserId> redeemSession(KeyDigest refreshToken, Instant now) {
        return database.write(handle -> SessionTable.redeem(handle, refreshToken, now));
    }

    @Override
    public void endSessions(UserId user) {
        database.change(handle -> SessionTable.revoke(handle, user));
    }

    @Override
    public void createKey(ApiKey key) {
        database.changeFor(key.organisation(), handle -> {
            if (key.project() != null) {
                ProjectTable.holdOpen(handle, key.project());
            }
            ApiKeyTable.insert(handle, key);
            KeyEvents.tell(handle, EventType.KEY_CREATED, key);
        });
    }

    @Override
    public Optional<ApiKey> findKey(KeyId id) {
        return database.read(handle -> ApiKeyTable.find(handle, id));
    }

    @Override
    public List<ApiKey> keys(OrganisationId organisation) {
        return database.actingFor(organisation, handle -> ApiKeyTable.list(handle, organisation));
    }

    @Override
    public ApiKey revokeKey(KeyId id, Instant at) {
        return database.write(handle -> {
            Optional<ApiKey> revoked = ApiKeyTable.revoke(handle, id, at);
            revoked.ifPresent(key -> KeyEvents.tell(handle, EventType.KEY_REVOKED, key));
            return revoked.or(() -> ApiKeyTable.find(handle, id)).orElseThrow(() -> unknown("API key", id));
        });
    }

    @Override
    public Optional<ApiKey> rotateKey(KeyId id, KeyDigest present, NewSecret next) {
        return database.write(handle -> {
            Optional<ApiKey> rotated = ApiKeyTable.rotate(handle, id, present, next);
            rotated.ifPresent(key -> KeyEvents.tell(handle, EventType.KEY_ROTATED, key));
            return rotated;
        });
    }

    @Override
    public ApiKey limitKey(KeyId id, ApiKey.Limits limits) {
        return database.write(handle -> {
            ApiKey limited = ApiKeyTable.limit(handle, id, limits).orElseThrow(() -> unknown("API key", id));
            KeyEvents.tell(handle, EventType.KEY_LIMITED, limited);
            return limited;
        });
    }

    @Override
    public void recordKeyUse(KeyId id, Instant at) {
        database.change(handle -> ApiKeyTable.recordUse(handle, id, at));
    }

    @Override
    public List<SigningKey> signingKeys(Instant retiredAfter) {
        return database.read(handle -> SigningKeyTable.list(handle, retiredAfter));
    }

    @Override
    public boolean addSigningKey(SigningKey key, Instant notBefore) {
        return database.write(handle -> SigningKeyTable.add(handle, key, notBefore));
    }

    private static void requireChanged(UserId user, int rows) {
        if (rows == 0) {
            throw unknown("user", user);
        }
    }

    private static ProblemException unknown(String what, Object id) {
        return new ProblemException(ErrorCode.NOT_FOUND, "There is no " + what + " " + id + ".");
    }
}
