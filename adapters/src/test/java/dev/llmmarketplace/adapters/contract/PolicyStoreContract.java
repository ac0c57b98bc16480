package dev.llmmarketplace.adapters.contract;

import static dev.llmmarketplace.adapters.contract.Examples.now;
import static dev.llmmarketplace.adapters.contract.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.llmmarketplace.core.access.Organisation;
import dev.llmmarketplace.core.access.User;
import dev.llmmarketplace.core.catalog.ServiceName;
import dev.llmmarketplace.core.governance.Consequence;
import dev.llmmarketplace.core.governance.Occasion;
import dev.llmmarketplace.core.governance.Policy;
import dev.llmmarketplace.core.governance.PolicyId;
import dev.llmmarketplace.core.governance.PolicySeverity;
import dev.llmmarketplace.core.governance.PolicyStore;
import dev.llmmarketplace.core.governance.PolicyType;
import dev.llmmarketplace.core.governance.StoredPolicy;
import dev.llmmarketplace.core.governance.Waiver;
import dev.llmmarketplace.core.governance.WaiverStore;
import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.core.kernel.Page;
import dev.llmmarketplace.core.kernel.UserId;
import dev.llmmarketplace.core.kernel.WaiverId;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every {@link PolicyStore} and {@link WaiverStore} does. */
public abstract class PolicyStoreContract {
    protected abstract Stores stores();

    protected abstract PolicyStore policies();

    protected abstract WaiverStore waivers();

    @Test
    void aPolicyIsKeptWithAllItsVersions() {
        Policy first = policy("one", true);
        Policy second = new Policy(
                first.id(),
                first.type(),
                PolicySeverity.LOW,
                Occasion.ACCESS,
                null,
                false,
                first.wording(),
                new Policy.Rule("", null, "true", null));

        assertThat(policies().store(List.of(first), now()).getFirst().version()).isEqualTo(1);
        assertThat(policies().store(List.of(first), now()).getFirst().version()).isEqualTo(1);
        assertThat(policies().store(List.of(second), now()).getFirst().version())
                .isEqualTo(2);
        assertThat(policies().remove(first.id(), now())).isTrue();
        assertThat(policies().remove(first.id(), now())).isFalse();

        assertThat(policies().policies())
                .noneMatch(stored -> stored.policy().id().equals(first.id()));
        assertThat(policies().versions(first.id()))
                .extracting(StoredPolicy::policy)
                .containsExactly(second, second, first);
        assertThat(policies().versions(first.id()).getFirst().removed()).isTrue();
    }

    @Test
    void whatIsShippedComesOnceAndNotAgainAfterItWasTakenAway() {
        Policy shipped = policy("shipped", true);

        policies().storeMissing(List.of(shipped), now());
        policies().remove(shipped.id(), now());
        policies().storeMissing(List.of(shipped), now());

        assertThat(policies().versions(shipped.id())).hasSize(2);
    }

    @Test
    void aWaiverIsInForceUntilItExpires() {
        Trade trade = new Trade(stores());
        Organisation provider = trade.organisation();
        User approver = Examples.user(trade.organisation().id());
        stores().access().createUser(approver);
        Policy policy = policy("waived", true);
        policies().store(List.of(policy), now());
        ServiceName service = new ServiceName(provider.slug(), "still-to-come");
        Waiver waiver = new Waiver(
                WaiverId.next(), policy.id(), service, "agreed", approver.id(), now(), now().plusSeconds(60));

        waivers().grant(waiver);

        assertThat(waivers().inForce(service, now())).containsExactly(waiver);
        assertThat(waivers().inForce(service, waiver.expiresAt())).isEmpty();
        assertThat(waivers().waivers(provider.id(), new Page.Request(10, null)).items())
                .containsExactly(waiver);
        assertThat(waivers()
                        .waivers(trade.organisation().id(), new Page.Request(10, null))
                        .items())
                .isEmpty();
        assertThat(waivers().revoke(waiver.id())).isTrue();
        assertThat(waivers().revoke(waiver.id())).isFalse();
    }

    @Test
    void aWaiverFromAPolicyThatIsNotThereIsRefused() {
        Waiver waiver = new Waiver(
                WaiverId.next(),
                new PolicyId("never-stored"),
                new Trade(stores()).name(),
                "agreed",
                new UserId(UUID.randomUUID()),
                now(),
                now().plusSeconds(60));

        assertRefused(ErrorCode.NOT_FOUND, () -> waivers().grant(waiver));
    }

    private static Policy policy(String name, boolean enabled) {
        return new Policy(
                new PolicyId(name + "-" + UUID.randomUUID()),
                PolicyType.PRICING,
                PolicySeverity.HIGH,
                Occasion.PUBLICATION,
                Consequence.WARN,
                enabled,
                new Policy.Wording("cheap", "It is dear.", "Lower the price."),
                new Policy.Rule("/pricing", "service.pricing.stated", "service.pricing.free", "service.pricing.model"));
    }
}
