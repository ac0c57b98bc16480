package dev.llmmarketplace.core.notification;

import dev.llmmarketplace.core.access.Permission;
import dev.llmmarketplace.core.access.Role;
import dev.llmmarketplace.core.kernel.OrganisationId;
import dev.llmmarketplace.core.kernel.ServiceId;
import dev.llmmarketplace.core.kernel.UserId;
import org.jspecify.annotations.Nullable;

/**
 * Something that people are to be told.
 *
 * @param title one sentence
 * @param detail more of it, for example why; null when there is no more
 * @param service what it is about; null for other things
 */
public record Notice(
        NoticeKind kind,
        Recipients recipients,
        String title,
        @Nullable String detail,
        @Nullable ServiceId service) {

    /** Who is told: people, not programs. */
    public sealed interface Recipients {
        /** One person. */
        record Person(UserId user) implements Recipients {}

        /** Those of one organisation whose roles permit something. */
        record Members(OrganisationId organisation, Permission permission) implements Recipients {}

        /**
         * Those who look after keys in the organisations whose keys have called a service.
         *
         * @param but an organisation that is told otherwise, the service's provider
         */
        record Callers(ServiceId service, OrganisationId but) implements Recipients {}

        /**
         * Those who may give an answer that a role is asked for.
         *
         * @param but whoever asks
         */
        record Approvers(Role role, UserId but) implements Recipients {}
    }
}
