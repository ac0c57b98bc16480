package dev.llmmarketplace.adapters.cel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cel.common.types.CelType;
import dev.llmmarketplace.adapters.contract.Examples;
import dev.llmmarketplace.adapters.contract.PolicyCases;
import dev.llmmarketplace.core.governance.Consequence;
import dev.llmmarketplace.core.governance.Occasion;
import dev.llmmarketplace.core.governance.Policy;
import dev.llmmarketplace.core.governance.PolicyFinding;
import dev.llmmarketplace.core.governance.PolicyId;
import dev.llmmarketplace.core.governance.PolicySeverity;
import dev.llmmarketplace.core.governance.PolicyType;
import dev.llmmarketplace.core.kernel.Problem.Violation;
import dev.llmmarketplace.core.kernel.WireName;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Expressions in CEL: what they can name, how mistakes are told, and that no case gets the better of them. */
final class CelPolicyLanguageTest {
    private final CelPolicyLanguage language = new CelPolicyLanguage(url -> false);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "data-residency | service.compliance.dataResidency.all(c, c in ['DE', 'EU'])",
                "compliance | service.compliance.gdpr && service.licence == 'Apache-2.0'",
                "security | service.endpoints.all(e, e.encrypted && e.authentication == 'header')",
                "pricing | service.pricing.inputPerMillion <= 0.075 && service.pricing.outputPerMillion == 3.0",
                "access-control | provider.slug != 'acme' && provider.since < timestamp('2100-01-01T00:00:00Z')",
                "rate-limiting | service.limits.requestsPerMinute <= 600 && service.serviceLevel.maxLatencyMillis < 5000",
                "content-filtering | !service.description.matches('(?i)casino') && 'chat' in service.tags",
                "data-classification | service.compliance.level in ['public', 'internal']",
            })
    void eachTypeOfPolicyIsKeptOrNot(String type, String expression) {
        assertThat(language.check(policy(type, expression))).isEmpty();
        assertThat(judge(policy(type, expression))).isEmpty();

        assertThat(judge(policy(type, "!(" + expression + ")")))
                .singleElement()
                .extracting(PolicyFinding::consequence)
                .isEqualTo(Consequence.BLOCK);
    }

    @Test
    void everythingThatCanBeNamedIsThereAndOfItsType() {
        Map<String, Object> facts =
                new Facts(url -> true).of(PolicyCases.subscribing(Examples.organisation(), "basic"));

        assertThat(facts.keySet()).isEqualTo(Vocabulary.variables().keySet());
        Map<?, ?> service = complete("Service", facts.get(Vocabulary.SERVICE));
        complete("Organisation", facts.get(Vocabulary.CONSUMER));
        complete("Request", facts.get(Vocabulary.REQUEST));
        complete("Pricing", service.get("pricing"));
        complete("ServiceLevel", service.get("serviceLevel"));
        complete("Compliance", service.get("compliance"));
        complete("Limits", service.get("limits"));
        assertThat(service.get("endpoints"))
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .allSatisfy(endpoint -> complete("Endpoint", endpoint));
    }

    private static Map<?, ?> complete(String kind, @Nullable Object fact) {
        Map<String, CelType> fields = Vocabulary.KINDS.getOrDefault(kind, Map.of());
        assertThat(fact).as(kind).isInstanceOf(Map.class);
        Map<?, ?> known = fact instanceof Map<?, ?> map ? map : Map.of();
        assertThat(known.keySet()).as(kind).isEqualTo(fields.keySet());
        return known;
    }

    @Test
    void aMistakeIsToldWithItsFieldAndItsPlace() {
        Violation misspelt = mistake("service.complaince.gdpr");
        assertThat(misspelt.field()).isEqualTo("/require");
        assertThat(misspelt.message()).contains("column 8").contains("complaince");

        assertThat(mistake("service.title ==").message()).contains("column");
        assertThat(mistake("size(service.tags)").rule()).contains("true or false");
        assertThat(mistake("service.title == 3").message()).contains("no matching overload");
        assertThat(mistake("true &&\n  consumer.slug == 'x'").message()).contains("line 2");
    }

    @Test
    void onlyPoliciesOfAccessKnowWhoAsks() {
        Policy byPlan = policy("access-control", "request.attributes['plan'] != 'basic'", Occasion.ACCESS, null);
        assertThat(language.check(byPlan)).isEmpty();

        assertThat(language.judge(List.of(byPlan), PolicyCases.published())).isEmpty();
        assertThat(language.judge(List.of(byPlan), PolicyCases.subscribing(Examples.organisation(), "basic")))
                .hasSize(1);
        assertThat(language.judge(List.of(byPlan), PolicyCases.subscribing(Examples.organisation(), "gold")))
                .isEmpty();
    }

    @Test
    void aPolicyThatCannotBeAskedOfACaseIsAPersonsToDecide() {
        Policy beyond = policy("compliance", "service.tags[7] == 'x'");
        assertThat(language.check(beyond)).isEmpty();

        PolicyFinding finding = judge(beyond).getFirst();

        assertThat(finding.consequence()).isEqualTo(Consequence.APPROVAL);
        assertThat(finding.found()).contains("could not be asked");
    }

    @Test
    void whatWasFoundIsShown() {
        Policy policy = policy("security", "false", Occasion.PUBLICATION, "service.compliance.dataResidency");

        assertThat(judge(policy).getFirst().found()).isEqualTo("DE, EU");
    }

    @Test
    void endlessWorkIsCutOff() {
        String nested = "service.description.matches('x') || [1,2,3,4,5,6,7,8,9,10].all(a, X)";
        for (int i = 0; i < 8; i++) {
            nested = nested.replace("X", "[1,2,3,4,5,6,7,8,9,10].all(b" + i + ", X)");
        }
        Policy endless = policy("compliance", nested.replace("X", "true"));

        assertThat(judge(endless).getFirst().found()).contains("could not be asked");
    }

    private Violation mistake(String expression) {
        return language.check(policy("compliance", expression)).getFirst();
    }

    private List<PolicyFinding> judge(Policy policy) {
        return language.judge(List.of(policy), PolicyCases.published());
    }

    private static Policy policy(String type, String require) {
        return policy(type, require, Occasion.PUBLICATION, null);
    }

    private static Policy policy(String type, String require, Occasion occasion, @Nullable String found) {
        return new Policy(
                new PolicyId("tried"),
                WireName.parse(PolicyType.class, type, "type"),
                PolicySeverity.HIGH,
                occasion,
                null,
                true,
                new Policy.Wording("as it should be", "", "Mend it."),
                new Policy.Rule("/title", null, require, found));
    }
}
