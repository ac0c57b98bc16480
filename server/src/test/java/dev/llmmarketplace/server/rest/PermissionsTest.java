package dev.llmmarketplace.server.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmmarketplace.core.access.Permission;
import dev.llmmarketplace.core.access.Role;
import dev.llmmarketplace.server.Api;
import dev.llmmarketplace.server.Reply;
import dev.llmmarketplace.server.SharedMarketplace;
import dev.llmmarketplace.server.TestMarketplace;
import dev.llmmarketplace.server.rest.Operation.Admission;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Walks all routes of the contract as nobody and as someone whose role lacks what the route needs. */
@ExtendWith(SharedMarketplace.class)
final class PermissionsTest {
    private final TestMarketplace marketplace;
    private final List<Operation> guarded = Contract.load().operations().stream()
            .filter(operation -> operation.admission() instanceof Admission.Needs)
            .toList();

    PermissionsTest(TestMarketplace marketplace) {
        this.marketplace = marketplace;
    }

    @Test
    void withoutATokenEveryGuardedRouteIs401() {
        for (Operation operation : guarded) {
            Reply reply = ask(marketplace.nobody(), operation);

            assertThat(reply.status()).as(operation.id()).isEqualTo(401);
            assertThat(reply.header("www-authenticate")).as(operation.id()).isPresent();
        }
    }

    @Test
    void withATokenThatIsNoneOfOursEveryRouteIs401() {
        Api stranger = marketplace.nobody().with("eyJhbGciOiJub25lIn0.e30.");

        for (Operation operation : guarded) {
            assertThat(ask(stranger, operation).status()).as(operation.id()).isEqualTo(401);
        }
        stranger.get("/api/v1/services").expectProblem(401, "unauthenticated");
    }

    @Test
    void withARoleThatLacksThePermissionEveryGuardedRouteIs403() {
        String organisation = marketplace.organisation(marketplace.unique("roles"));
        Map<Role, Api> people = Arrays.stream(Role.values())
                .collect(Collectors.toMap(role -> role, role -> marketplace.user(organisation, role.wireName())));

        for (Operation operation : guarded) {
            Permission needed = ((Admission.Needs) operation.admission()).permission();
            roleWithout(needed)
                    .map(people::get)
                    .ifPresent(person -> ask(person, operation).expectProblem(403, "forbidden"));
        }
    }

    @Test
    void whatIsGuardedIsMostOfTheManagementApi() {
        assertThat(guarded).hasSizeGreaterThan(30);
    }

    private static Optional<Role> roleWithout(Permission permission) {
        return Arrays.stream(Role.values())
                .filter(role -> !role.permissions().contains(permission))
                .findFirst();
    }

    /** Nothing that is sent matters: who may not make a request learns nothing about its content. */
    private static Reply ask(Api api, Operation operation) {
        String path = operation
                .path()
                .replace("{version}", "1.0.0")
                .replaceAll("\\{[a-zA-Z]+}", "0190a7c1-7b1e-7000-8000-000000000001");
        return api.send(
                operation.method().name(),
                path,
                "application/json",
                "{\"nonsense\": ".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
}
