package dev.llmmarketplace.core.access;

import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.core.kernel.OrganisationId;
import dev.llmmarketplace.core.kernel.ProblemException;
import dev.llmmarketplace.core.kernel.Secret;
import dev.llmmarketplace.core.kernel.UserId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** Makes organisations and users. Blocking; thread-safe. */
public final class Accounts {
    private final AccessStore access;
    private final PasswordHasher passwords;
    private final InstantSource clock;

    public Accounts(AccessStore access, PasswordHasher passwords, InstantSource clock) {
        this.access = access;
        this.passwords = passwords;
        this.clock = clock;
    }

    /** An organisation with its first user, both or neither. */
    public record Account(Organisation organisation, User user) {}

    /** Who a user is to be. */
    public record Person(String email, String fullName, Secret password) {
        public Person {
            email = email.toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Signs up a consumer. Only consumers sign themselves up: more than that is given by an administrator.
     *
     * @throws ProblemException {@code VALIDATION_FAILED} for a weak password, {@code CONFLICT} when slug or email are
     *     taken
     */
    public Account register(String slug, String name, Person person) {
        return create(organisation(slug, name, false, true), person, EnumSet.of(Role.CONSUMER));
    }

    /**
     * The very first account: the operator's own organisation and its administrator.
     *
     * @throws ProblemException {@code CONFLICT} when there are users already
     */
    public Account bootstrap(Person administrator) {
        if (!access.empty()) {
            throw new ProblemException(ErrorCode.CONFLICT, "There are users already.");
        }
        return create(
                organisation("marketplace", "Marketplace", true, true), administrator, EnumSet.of(Role.SUPER_ADMIN));
    }

    /** A user of an organisation that exists. */
    public User createUser(OrganisationId organisation, Person person, Set<Role> roles) {
        PasswordRules.require(person.password(), person.email());
        User user = user(organisation, person, roles);
        access.createUser(user);
        return user;
    }

    public Organisation createOrganisation(String slug, String name, boolean provider, boolean consumer) {
        Organisation organisation = organisation(slug, name, provider, consumer);
        access.createOrganisation(organisation);
        return organisation;
    }

    private Account create(Organisation organisation, Person person, Set<Role> roles) {
        PasswordRules.require(person.password(), person.email());
        User user = user(organisation.id(), person, roles);
        access.register(organisation, user);
        return new Account(organisation, user);
    }

    private Organisation organisation(String slug, String name, boolean provider, boolean consumer) {
        return new Organisation(OrganisationId.next(), slug, name, provider, consumer, false, false, clock.instant());
    }

    private User user(OrganisationId organisation, Person person, Set<Role> roles) {
        Instant now = clock.instant();
        Secret hash = passwords.hash(person.password());
        return new User(UserId.next(), organisation, person.email(), person.fullName(), hash, roles, 0, null, now);
    }
}
