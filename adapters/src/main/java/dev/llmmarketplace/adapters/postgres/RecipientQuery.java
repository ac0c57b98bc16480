package dev.llmmarketplace.adapters.postgres;

import dev.llmmarketplace.core.access.Permission;
import dev.llmmarketplace.core.access.Role;
import dev.llmmarketplace.core.kernel.OrganisationId;
import dev.llmmarketplace.core.kernel.UserId;
import dev.llmmarketplace.core.notification.Notice.Recipients;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** The people that notices are for. */
final class RecipientQuery {
    private static final Set<Role> PROGRAMS = Set.of(Role.SERVICE_ACCOUNT, Role.POLICY_ENGINE);
    private static final String PEOPLE = """
        SELECT u.id, u.organisation FROM marketplace_user u JOIN organisation o ON o.id = u.organisation
        WHERE NOT o.suspended AND
        """;

    private RecipientQuery() {}

    record Member(UserId user, OrganisationId organisation) {}

    static List<Member> run(Handle handle, Recipients recipients) {
        Query query = switch (recipients) {
            case Recipients.Person person ->
                handle.createQuery(PEOPLE + "u.id = :user")
                        .bind("user", person.user().value());
            case Recipients.Members members ->
                permitted(handle, "u.organisation = :organisation", members.permission())
                        .bind("organisation", members.organisation().value());
            case Recipients.Callers callers -> callers(handle, callers);
            case Recipients.Approvers approvers -> approvers(handle, approvers);
        };
        return query.map((row, context) -> new Member(
                        new UserId(Columns.uuid(row, "id")), new OrganisationId(Columns.uuid(row, "organisation"))))
                .list();
    }

    /** By the sums of days, which are kept for as long as there are records. */
    private static Query callers(Handle handle, Recipients.Callers callers) {
        return permitted(handle, """
            u.organisation <> :but
            AND EXISTS (SELECT FROM usage_rollup r
                        WHERE r.consumer = u.organisation AND r.grain = 'day' AND r.service = :service)
            """, Permission.KEY_READ)
                .bind("service", callers.service().value())
                .bind("but", callers.but().value());
    }

    /** Whoever may approve at all answers for an approver, and a super administrator for every role. */
    private static Query approvers(Handle handle, Recipients.Approvers approvers) {
        Role role = approvers.role();
        return permitted(
                        handle,
                        "u.id <> :but AND (:anyApprover OR u.roles && CAST(:answering AS text[]))",
                        Permission.SERVICE_APPROVE)
                .bind("but", approvers.but().value())
                .bind("anyApprover", role == Role.APPROVER)
                .bindArray("answering", String.class, role.wireName(), Role.SUPER_ADMIN.wireName());
    }

    private static Query permitted(Handle handle, String condition, Permission permission) {
        List<String> roles = Arrays.stream(Role.values())
                .filter(role -> !PROGRAMS.contains(role))
                .filter(role -> role.permissions().contains(permission))
                .map(Role::wireName)
                .toList();
        return handle.createQuery(PEOPLE + "u.roles && CAST(:permitted AS text[]) AND " + condition)
                .bindArray("permitted", String.class, roles);
    }
}
