package dev.llmmarketplace.adapters.contract;

import static dev.llmmarketplace.adapters.contract.Examples.now;
import static dev.llmmarketplace.adapters.contract.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.llmmarketplace.core.access.AccessStore;
import dev.llmmarketplace.core.access.AccessStore.NewSecret;
import dev.llmmarketplace.core.access.AccessStore.SigningKey;
import dev.llmmarketplace.core.access.AddressBlock;
import dev.llmmarketplace.core.access.ApiKey;
import dev.llmmarketplace.core.access.KeyDigest;
import dev.llmmarketplace.core.access.Organisation;
import dev.llmmarketplace.core.access.Project;
import dev.llmmarketplace.core.access.Role;
import dev.llmmarketplace.core.access.User;
import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.core.kernel.KeyId;
import dev.llmmarketplace.core.kernel.Money;
import dev.llmmarketplace.core.kernel.OrganisationId;
import dev.llmmarketplace.core.kernel.Page;
import dev.llmmarketplace.core.kernel.ProjectId;
import dev.llmmarketplace.core.kernel.Secret;
import dev.llmmarketplace.core.kernel.ServiceId;
import dev.llmmarketplace.core.kernel.UserId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every {@link AccessStore} does. */
public abstract class AccessStoreContract {
    private static final Instant LATER = Instant.parse("2099-01-01T00:00:00Z");

    /** Stores in which other tests may have written. */
    protected abstract Stores stores();

    /** Stores in which nobody has written yet. */
    protected abstract Stores untouchedStores();

    @Test
    void anOrganisationIsFoundAsItWasCreated() {
        Organisation organisation = organisation();

        assertThat(access().findOrganisation(organisation.id())).contains(organisation);
        assertThat(access().findOrganisation(organisation.slug())).contains(organisation);
        assertThat(access().findOrganisation(OrganisationId.next())).isEmpty();
        assertThat(access().findOrganisation("nobody")).isEmpty();
    }

    @Test
    void aSlugIsTakenOnce() {
        Organisation first = organisation();
        Organisation second =
                new Organisation(OrganisationId.next(), first.slug(), "Another", false, true, false, false, now());

        assertRefused(ErrorCode.CONFLICT, () -> access().createOrganisation(second));
    }

    @Test
    void registrationCreatesBothOrNeither() {
        User taken = user();
        Organisation organisation = Examples.organisation();
        User sameEmail = withEmail(Examples.user(organisation.id()), taken.email());

        assertRefused(ErrorCode.CONFLICT, () -> access().register(organisation, sameEmail));

        assertThat(access().findOrganisation(organisation.id())).isEmpty();
        access().register(organisation, Examples.user(organisation.id()));
        assertThat(access().findOrganisation(organisation.id())).contains(organisation);
    }

    @Test
    void aUserNeedsAnOrganisationThatExists() {
        assertRefused(ErrorCode.NOT_FOUND, () -> access().createUser(Examples.user(OrganisationId.next())));
    }

    @Test
    void theFirstUserEndsTheFirstStart() {
        AccessStore untouched = untouchedStores().access();
        assertThat(untouched.empty()).isTrue();

        Organisation organisation = Examples.organisation();
        untouched.register(organisation, Examples.user(organisation.id()));

        assertThat(untouched.empty()).isFalse();
    }

    @Test
    void pagesOfOrganisationsAndUsersHoldEachOfThemOnce() {
        AccessStore untouched = untouchedStores().access();
        List<String> slugs = new ArrayList<>();
        List<String> emails = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            Organisation organisation = Examples.organisation();
            User user = Examples.user(organisation.id());
            untouched.register(organisation, user);
            slugs.add(organisation.slug());
            emails.add(user.email());
        }

        assertThat(all(untouched::organisations, Organisation::slug)).containsExactlyElementsOf(sorted(slugs));
        assertThat(all(untouched::users, User::email)).containsExactlyElementsOf(sorted(emails));
    }

    @Test
    void aCursorThatIsNoneIsRefused() {
        assertRefused(ErrorCode.VALIDATION_FAILED, () -> access().organisations(new Page.Request(10, "not a cursor!")));
    }

    @Test
    void anOrganisationsRightsAndSuspensionChange() {
        Organisation organisation = organisation();

        Organisation changed = access().updateOrganisation(organisation.id(), false, true, true);

        assertThat(changed.provider()).isFalse();
        assertThat(changed.suspended()).isTrue();
        assertThat(access().findOrganisation(organisation.id())).contains(changed);
        assertRefused(ErrorCode.NOT_FOUND, () -> access().updateOrganisation(OrganisationId.next(), true, true, false));
    }

    @Test
    void aUserIsFoundAsCreatedWhateverTheCaseOfTheEmail() {
        User user = user();

        assertThat(access().findUser(user.id())).contains(user);
        assertThat(access().findUser(user.email().toUpperCase(Locale.ROOT))).contains(user);
        assertThat(access().findUser(UserId.next())).isEmpty();
        assertThat(access().findUser("nobody@example.org")).isEmpty();
    }

    @Test
    void rolesAndPasswordsAreReplaced() {
        User user = user();

        access().storeRoles(user.id(), Set.of(Role.APPROVER));
        access().storePassword(user.id(), new Secret("another"));

        User changed = access().findUser(user.id()).orElseThrow();
        assertThat(changed.roles()).containsExactly(Role.APPROVER);
        assertThat(changed.passwordHash()).isEqualTo(new Secret("another"));
        assertRefused(ErrorCode.NOT_FOUND, () -> access().storeRoles(UserId.next(), Set.of()));
        assertRefused(ErrorCode.NOT_FOUND, () -> access().storePassword(UserId.next(), new Secret("x")));
    }

    @Test
    void failuresInARowLockAndASuccessUnlocks() {
        UserId user = user().id();

        access().recordFailedSignIn(user, 2, LATER);
        assertThat(access().findUser(user).orElseThrow().lockedUntil()).isNull();
        access().recordFailedSignIn(user, 2, LATER);
        assertThat(access().findUser(user).orElseThrow().lockedUntil()).isEqualTo(LATER);

        access().recordSignIn(user, now());
        User unlocked = access().findUser(user).orElseThrow();
        assertThat(unlocked.lockedUntil()).isNull();
        assertThat(unlocked.failedSignIns()).isZero();
    }

    @Test
    void aRefreshTokenIsRedeemedOnce() {
        UserId user = user().id();
        KeyDigest token = session(user, LATER);

        assertThat(access().redeemSession(token, now())).contains(user);
        assertThat(access().redeemSession(token, now())).isEmpty();
    }

    @Test
    void aTokenThatComesTwiceEndsAllSessionsOfItsUser() {
        UserId user = user().id();
        KeyDigest stolen = session(user, LATER);
        KeyDigest other = session(user, LATER);
        KeyDigest strangers = session(user().id(), LATER);
        access().redeemSession(stolen, now());

        access().redeemSession(stolen, now());

        assertThat(access().redeemSession(other, now())).isEmpty();
        assertThat(access().redeemSession(strangers, now())).isPresent();
    }

    @Test
    void expiredUnknownAndEndedSessionsAreNotRedeemed() {
        UserId user = user().id();
        KeyDigest expired = session(user, now().minusSeconds(1));
        KeyDigest ended = session(user, LATER);
        access().endSessions(user);

        assertThat(access().redeemSession(expired, now())).isEmpty();
        assertThat(access().redeemSession(ended, now())).isEmpty();
        assertThat(access().redeemSession(Examples.digest(), now())).isEmpty();
    }

    @Test
    void aProjectsNameIsItsOrganisationsOwn() {
        Project first = Examples.project(organisation().id(), Project.Limits.NONE);
        stores().projects().create(first);
        Project same = new Project(ProjectId.next(), first.organisation(), first.name(), first.limits(), now());
        assertRefused(ErrorCode.CONFLICT, () -> stores().projects().create(same));
        Project elsewhere = new Project(ProjectId.next(), organisation().id(), first.name(), first.limits(), now());
        stores().projects().create(elsewhere);

        Project.Limits limits = new Project.Limits(60, 1000, 5, new Money(5_000_000_000L, "EUR"));
        assertThat(stores().projects().limit(first.id(), limits).limits()).isEqualTo(limits);
        assertThat(stores().projects().projects(first.organisation()))
                .containsExactly(stores().projects().find(first.id()).orElseThrow());
        assertRefused(ErrorCode.NOT_FOUND, () -> stores().projects().limit(ProjectId.next(), limits));
    }

    @Test
    void anArchivedProjectTakesItsKeysWithItAndLeavesItsName() {
        Project project = Examples.project(organisation().id(), Project.Limits.NONE);
        stores().projects().create(project);
        ApiKey inside = Examples.key(project.organisation(), project.id());
        ApiKey outside = Examples.key(project.organisation(), null);
        access().createKey(inside);
        access().createKey(outside);
        Instant at = now();

        assertThat(stores().projects().archive(project.id(), at).archivedAt()).isEqualTo(at);

        assertThat(access().findKey(inside.id()).orElseThrow().revokedAt()).isEqualTo(at);
        assertThat(access().findKey(outside.id()).orElseThrow().revokedAt()).isNull();
        assertThat(stores().projects().projects(project.organisation())).isEmpty();
        assertThat(stores().projects().find(project.id()).orElseThrow().archivedAt())
                .isEqualTo(at);
        assertThat(stores().projects().archive(project.id(), LATER).archivedAt())
                .isEqualTo(at);
        assertRefused(
                ErrorCode.NOT_FOUND, () -> access().createKey(Examples.key(project.organisation(), project.id())));
        assertRefused(ErrorCode.NOT_FOUND, () -> stores().projects().archive(ProjectId.next(), at));
        stores().projects()
                .create(new Project(ProjectId.next(), project.organisation(), project.name(), project.limits(), at));
    }

    @Test
    void aKeyIsFoundAsItWasCreated() {
        OrganisationId organisation = organisation().id();
        Project project = Examples.project(organisation, Project.Limits.NONE);
        stores().projects().create(project);
        ApiKey scoped = new ApiKey(
                KeyId.next(),
                organisation,
                project.id(),
                "batch",
                "llm_mk_xyz",
                Examples.digest(),
                new ApiKey.Scopes(
                        Set.of(ServiceId.next()),
                        Set.of("embeddings", "models"),
                        Set.of("acme/*", "acme/chat@1.0.0"),
                        Set.of(AddressBlock.parse("10.0.0.0/8"), AddressBlock.parse("2001:db8::/32"))),
                new ApiKey.Limits(60, 20_000, new Money(5_000_000_000L, "EUR")),
                now(),
                LATER,
                null,
                null,
                new ApiKey.Retiring(Examples.digest(), LATER));
        access().createKey(scoped);

        assertThat(access().findKey(scoped.id())).contains(scoped);
        assertThat(access().findKey(KeyId.next())).isEmpty();
    }

    @Test
    void keysAreListedForTheirOrganisationNewestFirst() {
        OrganisationId organisation = organisation().id();
        ApiKey first = key(organisation);
        ApiKey second = key(organisation);
        key(organisation().id());

        assertThat(access().keys(organisation)).containsExactly(second, first);
    }

    @Test
    void aRotatedKeyHasBothSecretsForAWhile() {
        ApiKey key = key(organisation().id());
        NewSecret next = new NewSecret("llm_mk_new", Examples.digest(), LATER);

        ApiKey rotated = access().rotateKey(key.id(), key.digest(), next).orElseThrow();

        assertThat(rotated.digest()).isEqualTo(next.digest());
        assertThat(rotated.prefix()).isEqualTo("llm_mk_new");
        assertThat(rotated.retiring()).isEqualTo(new ApiKey.Retiring(key.digest(), LATER));
        assertThat(access().findKey(key.id())).contains(rotated);
    }

    @Test
    void aSecretIsRotatedOnceAndARevokedKeyNeverAgain() {
        ApiKey key = key(organisation().id());
        NewSecret next = new NewSecret("llm_mk_new", Examples.digest(), LATER);
        access().rotateKey(key.id(), key.digest(), next);

        NewSecret other = new NewSecret("llm_mk_other", Examples.digest(), LATER);
        assertThat(access().rotateKey(key.id(), key.digest(), other)).isEmpty();
        access().revokeKey(key.id(), now());
        assertThat(access().rotateKey(key.id(), next.digest(), other)).isEmpty();
    }

    @Test
    void theLimitsOfAKeyAreReplacedAsAWhole() {
        ApiKey key = key(organisation().id());
        ApiKey.Limits limits = new ApiKey.Limits(60, 0, new Money(1, "USD"));

        assertThat(access().limitKey(key.id(), limits).limits()).isEqualTo(limits);
        assertThat(access().limitKey(key.id(), ApiKey.Limits.NONE).limits()).isEqualTo(ApiKey.Limits.NONE);
        assertRefused(ErrorCode.NOT_FOUND, () -> access().limitKey(KeyId.next(), limits));
    }

    @Test
    void theFirstRevocationStays() {
        ApiKey key = key(organisation().id());
        Instant first = now();

        access().revokeKey(key.id(), first);
        ApiKey revoked = access().revokeKey(key.id(), first.plusSeconds(60));

        assertThat(revoked.revokedAt()).isEqualTo(first);
        assertRefused(ErrorCode.NOT_FOUND, () -> access().revokeKey(KeyId.next(), first));
    }

    @Test
    void theLastUseOfAKeyNeverGoesBack() {
        ApiKey key = key(organisation().id());
        Instant noon = Instant.parse("2026-05-05T12:00:00Z");

        access().recordKeyUse(key.id(), noon);
        access().recordKeyUse(key.id(), noon.minusSeconds(60));

        assertThat(access().findKey(key.id()).map(ApiKey::lastUsedAt)).contains(noon);
    }

    @Test
    void rotationRetiresTheKeyBeforeAndHappensOnce() {
        AccessStore untouched = untouchedStores().access();
        Instant start = now();
        SigningKey first = signingKey("first", start);
        SigningKey second = signingKey("second", start.plusSeconds(3600));
        SigningKey rival = signingKey("rival", start.plusSeconds(3601));

        assertThat(untouched.addSigningKey(first, start.minusSeconds(1))).isTrue();
        assertThat(untouched.addSigningKey(second, start.plusSeconds(1800))).isTrue();
        assertThat(untouched.addSigningKey(rival, start.plusSeconds(1800))).isFalse();

        List<SigningKey> keys = untouched.signingKeys(start);
        assertThat(keys).extracting(SigningKey::id).containsExactly("second", "first");
        assertThat(keys).extracting(SigningKey::retiredAt).containsExactly(null, second.createdAt());
        assertThat(keys.getFirst().sealedJwk()).isEqualTo(second.sealedJwk());
        assertThat(untouched.signingKeys(start.plusSeconds(7200)))
                .extracting(SigningKey::id)
                .containsExactly("second");
    }

    @Test
    void textThatCannotBeStoredIsTheCallersFault() {
        assertRefused(ErrorCode.MALFORMED_REQUEST, () -> access().findUser("nul\0@example.org"));
    }

    private AccessStore access() {
        return stores().access();
    }

    private Organisation organisation() {
        Organisation organisation = Examples.organisation();
        access().createOrganisation(organisation);
        return organisation;
    }

    private User user() {
        User user = Examples.user(organisation().id());
        access().createUser(user);
        return user;
    }

    private ApiKey key(OrganisationId organisation) {
        ApiKey key = Examples.key(organisation);
        access().createKey(key);
        return key;
    }

    private KeyDigest session(UserId user, Instant expiresAt) {
        KeyDigest token = Examples.digest();
        access().storeSession(token, user, expiresAt);
        return token;
    }

    private static SigningKey signingKey(String id, Instant createdAt) {
        return new SigningKey(id, new byte[] {1, 2, 3}, createdAt, null);
    }

    private static User withEmail(User user, String email) {
        return new User(
                user.id(),
                user.organisation(),
                email,
                user.fullName(),
                user.passwordHash(),
                user.roles(),
                0,
                null,
                user.createdAt());
    }

    private static <T> List<String> all(Function<Page.Request, Page<T>> pages, Function<T, String> name) {
        List<String> names = new ArrayList<>();
        @Nullable String cursor = null;
        do {
            Page<T> page = pages.apply(new Page.Request(2, cursor));
            page.items().forEach(item -> names.add(name.apply(item)));
            cursor = page.next();
        } while (cursor != null);
        return names;
    }

    private static List<String> sorted(List<String> names) {
        return names.stream().sorted().toList();
    }
}
