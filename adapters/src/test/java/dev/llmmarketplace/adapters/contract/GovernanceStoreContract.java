package dev.llmmarketplace.adapters.contract;

import static dev.llmmarketplace.adapters.contract.Examples.now;
import static dev.llmmarketplace.adapters.contract.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.llmmarketplace.core.catalog.Residency;
import dev.llmmarketplace.core.governance.ConsumptionRules;
import dev.llmmarketplace.core.governance.GovernanceStore;
import dev.llmmarketplace.core.governance.Subject;
import dev.llmmarketplace.core.governance.Verdict;
import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.core.kernel.OrganisationId;
import dev.llmmarketplace.core.kernel.Page;
import dev.llmmarketplace.core.kernel.ServiceId;
import dev.llmmarketplace.core.kernel.VerdictId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every {@link GovernanceStore} does. */
public abstract class GovernanceStoreContract {
    /** Stores in which other tests may have written. */
    protected abstract Stores stores();

    @Test
    void eachKindOfSubjectIsFoundAsItWasStored() {
        OrganisationId consumer = organisation();
        List<Verdict> stored = List.of(
                Examples.verdict(consumer, new Subject.Service(ServiceId.next()), null),
                Examples.verdict(consumer, new Subject.Model("llama-9"), now()),
                Examples.verdict(consumer, new Subject.Provider(OrganisationId.next()), null),
                Examples.verdict(consumer, new Subject.Everything(), null),
                Examples.verdict(consumer, new Subject.Country("KP"), null));
        stored.forEach(governance()::storeVerdict);

        assertThat(all(consumer)).containsAll(stored);
    }

    @Test
    void aConsumerSeesHisVerdictsAndEverybodysAndNoOthers() {
        OrganisationId consumer = organisation();
        Verdict own = Examples.verdict(consumer, new Subject.Everything(), null);
        Verdict others = Examples.verdict(organisation(), new Subject.Everything(), null);
        Verdict everybodys = Examples.verdict(null, new Subject.Model("none"), null);
        List.of(own, others, everybodys).forEach(governance()::storeVerdict);

        assertThat(all(consumer)).contains(own, everybodys).doesNotContain(others);
        assertThat(all(null)).contains(own, others, everybodys);
    }

    @Test
    void aVerdictIsReplacedByItsIdAndRemovedOnce() {
        OrganisationId consumer = organisation();
        Verdict first = Examples.verdict(consumer, new Subject.Everything(), null);
        Verdict second = Examples.verdict(first.id(), consumer, new Subject.Model("llama-9"), null);
        governance().storeVerdict(first);
        governance().storeVerdict(second);
        assertThat(all(consumer)).contains(second).doesNotContain(first);

        assertThat(governance().removeVerdict(first.id())).isTrue();
        assertThat(governance().removeVerdict(first.id())).isFalse();
        assertThat(all(consumer)).doesNotContain(second);
    }

    @Test
    void expiredVerdictsArePurgedAndOthersStay() {
        OrganisationId consumer = organisation();
        Verdict expired = Examples.verdict(consumer, new Subject.Everything(), now().minusSeconds(10));
        Verdict lasting = Examples.verdict(consumer, new Subject.Everything(), null);
        governance().storeVerdict(expired);
        governance().storeVerdict(lasting);

        assertThat(governance().purgeVerdicts(now().minusSeconds(5))).isPositive();
        assertThat(all(consumer)).contains(lasting).doesNotContain(expired);
    }

    @Test
    void aVerdictAboutAnUnknownOrganisationIsRefused() {
        Verdict verdict = Examples.verdict(OrganisationId.next(), new Subject.Everything(), null);
        assertRefused(ErrorCode.NOT_FOUND, () -> governance().storeVerdict(verdict));
        assertThat(governance().removeVerdict(VerdictId.next())).isFalse();
    }

    @Test
    void whoHasSaidNothingMayGoAnywhere() {
        OrganisationId organisation = organisation();
        assertThat(governance().rules(organisation)).isEqualTo(ConsumptionRules.none(organisation));

        ConsumptionRules stated =
                new ConsumptionRules(organisation, Residency.of(List.of("EU")), Duration.ofMinutes(5), now());
        governance().storeRules(stated);
        assertThat(governance().rules(organisation)).isEqualTo(stated);
    }

    private List<Verdict> all(@Nullable OrganisationId consumer) {
        List<Verdict> found = new ArrayList<>();
        String cursor = null;
        do {
            Page<Verdict> page = governance().verdicts(consumer, new Page.Request(2, cursor));
            found.addAll(page.items());
            cursor = page.next();
        } while (cursor != null);
        assertThat(found).doesNotHaveDuplicates();
        return found;
    }

    private GovernanceStore governance() {
        return stores().governance();
    }

    private OrganisationId organisation() {
        return new Trade(stores()).organisation().id();
    }
}
