package dev.llmmarketplace.core.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.core.kernel.OrganisationId;
import dev.llmmarketplace.core.kernel.ProblemException;
import dev.llmmarketplace.core.kernel.UserId;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PrincipalTest {
    private final OrganisationId home = OrganisationId.next();

    @Test
    void aConsumerDoesNotPublishAndOnlyActsForItself() {
        Principal consumer = principal(Role.CONSUMER);
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> consumer.require(Permission.SERVICE_PUBLISH))
                .satisfies(e -> assertThat(e.problem().code()).isEqualTo(ErrorCode.FORBIDDEN));
        assertThatCode(() -> consumer.requireOrganisation(home)).doesNotThrowAnyException();
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> consumer.requireOrganisation(OrganisationId.next()));
    }

    @Test
    void rolesAddUp() {
        Principal both = principal(Role.CONSUMER, Role.PROVIDER);
        assertThat(both.permits(Permission.SERVICE_PUBLISH)).isTrue();
        assertThat(both.permits(Permission.KEY_WRITE)).isTrue();
    }

    @Test
    void onlyTheSuperAdministratorHandsOutRoles() {
        assertThat(principal(Role.SUPER_ADMIN).permits(Permission.USER_WRITE)).isTrue();
        assertThat(principal(Role.ADMIN).permits(Permission.USER_WRITE)).isFalse();
    }

    private Principal principal(Role... roles) {
        return new Principal(UserId.next(), home, "a@example.org", Set.of(roles));
    }
}
