package dev.llmmarketplace.server;

import dev.llmmarketplace.adapters.cel.CelPolicyLanguage;
import dev.llmmarketplace.adapters.policyengine.GrpcPolicyEngine;
import dev.llmmarketplace.core.governance.BuiltInPolicyEngine;
import dev.llmmarketplace.core.governance.CachingPolicyEngine;
import dev.llmmarketplace.core.governance.CircuitPolicyEngine;
import dev.llmmarketplace.core.governance.ListingScreening;
import dev.llmmarketplace.core.governance.PolicyEngine;
import dev.llmmarketplace.core.governance.PolicyLanguage;
import dev.llmmarketplace.core.governance.PolicyTrial;
import dev.llmmarketplace.core.governance.Revalidate;
import dev.llmmarketplace.core.governance.Waive;
import dev.llmmarketplace.core.governance.WaivingPolicyEngine;
import dev.llmmarketplace.server.configuration.Configuration;
import dev.llmmarketplace.server.policy.PolicyReader;
import dev.llmmarketplace.server.policy.ShippedPolicies;
import dev.llmmarketplace.server.rest.Contract;
import dev.llmmarketplace.server.rest.Routes;
import dev.llmmarketplace.server.rest.governance.PolicyRoutes;
import dev.llmmarketplace.server.rest.governance.WaiverRoutes;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;

/** The operator's policies: the engine that decides by them or in their stead, and the routes to them. */
final class Policies implements AutoCloseable {
    private static final Duration REMEMBERED = Duration.ofMinutes(5);
    private static final Duration LEFT_ALONE = Duration.ofSeconds(30);

    private final Parts parts = new Parts();
    private final Stores stores;
    private final InstantSource clock;
    private final PolicyLanguage language;
    private final PolicyReader reader;
    private final PolicyEngine engine;

    private Policies(Configuration configuration, Stores stores, Contract contract, InstantSource clock) {
        AllowedEndpoints local = new AllowedEndpoints(configuration.outgoingAllow());
        this.stores = stores;
        this.clock = clock;
        this.language = new CelPolicyLanguage(local);
        this.reader = new PolicyReader(contract.schema("PolicyDocument"), language);
        PolicyEngine deciding = configuration
                .policyEngine()
                .map(address -> elsewhere(address, local))
                .orElseGet(() -> new BuiltInPolicyEngine(stores.policies(), language));
        this.engine = new WaivingPolicyEngine(deciding, stores.waivers(), clock);
    }

    private PolicyEngine elsewhere(URI address, AllowedEndpoints local) {
        GrpcPolicyEngine asked =
                parts.add("policy engine", GrpcPolicyEngine.at(address, local, GrpcPolicyEngine.Deadlines.USUAL));
        return new CachingPolicyEngine(new CircuitPolicyEngine(asked, LEFT_ALONE, clock), REMEMBERED, clock);
    }

    /** Stores what is shipped where there are no policies. */
    static Policies open(Configuration configuration, Stores stores, Contract contract, InstantSource clock) {
        Policies policies = new Policies(configuration, stores, contract, clock);
        new ShippedPolicies(policies.reader).ensure(stores.policies(), clock);
        return policies;
    }

    PolicyEngine engine() {
        return engine;
    }

    /** Asks about listings of public catalogues before they are stored. */
    ListingScreening screening() {
        return new ListingScreening(engine, stores.access(), clock);
    }

    /** Judges what is published again and again, until it is closed. */
    ComplianceWatch watch() {
        Revalidate revalidate = new Revalidate(stores.compliance(), stores.access(), engine, clock);
        return ComplianceWatch.start(revalidate, stores.events(), clock);
    }

    void register(Routes routes) {
        PolicyTrial trial = new PolicyTrial(stores.compliance(), stores.access(), language);
        new PolicyRoutes(stores.policies(), reader, trial, clock).register(routes);
        new WaiverRoutes(new Waive(stores.waivers(), stores.access(), clock), stores.waivers()).register(routes);
    }

    @Override
    public void close() {
        parts.close();
    }
}
