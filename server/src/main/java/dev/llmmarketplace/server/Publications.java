package dev.llmmarketplace.server;

import dev.llmmarketplace.adapters.dbscheduler.JobRunner;
import dev.llmmarketplace.adapters.dbscheduler.SubmissionJob;
import dev.llmmarketplace.adapters.postgres.JobTable;
import dev.llmmarketplace.core.access.AccessStore;
import dev.llmmarketplace.core.catalog.CatalogStore;
import dev.llmmarketplace.core.catalog.ManifestCheck;
import dev.llmmarketplace.core.catalog.ManifestRules;
import dev.llmmarketplace.core.governance.PolicyEngine;
import dev.llmmarketplace.core.governance.Revalidate;
import dev.llmmarketplace.core.publishing.PublishingRules;
import dev.llmmarketplace.core.publishing.approval.ApprovalStore;
import dev.llmmarketplace.core.publishing.approval.Approvals;
import dev.llmmarketplace.core.publishing.approval.Delegations;
import dev.llmmarketplace.core.publishing.livetest.LiveTests;
import dev.llmmarketplace.core.publishing.probe.Probing;
import dev.llmmarketplace.core.publishing.signature.SignatureCheck;
import dev.llmmarketplace.core.publishing.submission.ApproveStep;
import dev.llmmarketplace.core.publishing.submission.AuthoriseStep;
import dev.llmmarketplace.core.publishing.submission.IndexStep;
import dev.llmmarketplace.core.publishing.submission.Phase;
import dev.llmmarketplace.core.publishing.submission.Pipeline;
import dev.llmmarketplace.core.publishing.submission.PolicyScreening;
import dev.llmmarketplace.core.publishing.submission.PolicyStep;
import dev.llmmarketplace.core.publishing.submission.RecordStep;
import dev.llmmarketplace.core.publishing.submission.Step;
import dev.llmmarketplace.core.publishing.submission.Step.Outcome;
import dev.llmmarketplace.core.publishing.submission.SubmissionSignals;
import dev.llmmarketplace.core.publishing.submission.SubmissionStore;
import dev.llmmarketplace.core.publishing.submission.Submit;
import dev.llmmarketplace.core.publishing.submission.Submitter;
import dev.llmmarketplace.core.publishing.submission.TestStep;
import dev.llmmarketplace.core.publishing.submission.ValidateStep;
import dev.llmmarketplace.core.publishing.submission.VerdictScreening;
import dev.llmmarketplace.gateway.route.AddressGuard;
import dev.llmmarketplace.server.configuration.Configuration;
import dev.llmmarketplace.server.manifest.openapi.OpenApiRules;
import dev.llmmarketplace.server.probe.GuardedCaller;
import dev.llmmarketplace.server.probe.ProbedTests;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The pipeline of publications: what carries out its phases, and what drives it. */
final class Publications implements AutoCloseable {
    private final GuardedCaller caller;
    private final LiveTests tests;
    private final Registration registration;
    private final PublishingRules rules;
    private final SubmissionStore store;
    private final ApprovalStore approvalStore;
    private final Delegations delegations;
    private final Approvals approvals;
    private final SubmissionSignals signals = new SubmissionSignals();
    private final JobRunner runner;
    private final Submit submit;
    private final Optional<ProbeWatch> probes;

    private Publications(
            Vertx vertx,
            Configuration configuration,
            Stores stores,
            Discovery discovery,
            MeterRegistry meters,
            PolicyEngine policies,
            Supplier<URI> address,
            InstantSource clock) {
        caller = new GuardedCaller(
                vertx, AddressGuard.allowing(configuration.outgoingAllow()), configuration.outgoingAuthorities());
        tests = ProbedTests.thorough(caller);
        ManifestCheck documents = new OpenApiRules();
        ManifestCheck further =
                documents.and(new SignatureCheck(stores.access(), stores.catalog(), stores.publisherKeys()));
        rules = new PublishingRules(
                stores.access(),
                stores.catalog(),
                new ManifestRules(new AllowedEndpoints(configuration.outgoingAllow()), further),
                policies);
        registration = Registration.open(configuration.registry(), address, stores, clock);
        store = stores.submissions();
        approvalStore = stores.approvals();
        delegations = new Delegations(stores.delegations(), stores.access(), clock);
        approvals = new Approvals(approvalStore, stores.catalog(), delegations, configuration.approvals(), clock);
        PublicationMeters watch = new PublicationMeters(signals, meters);
        Pipeline pipeline = new Pipeline(store, steps(configuration, stores, discovery, watch, clock), watch, clock);
        runner = stores.run(JobTable.SUBMISSIONS, new SubmissionJob(pipeline));
        submit = new Submit(store, rules, signals, runner::nudge, clock);
        probes = configuration.probes().on()
                ? Optional.of(ProbeWatch.start(
                        probing(configuration, stores, policies, clock), configuration.probes(), meters))
                : Optional.empty();
    }

    private Probing probing(Configuration configuration, Stores stores, PolicyEngine policies, InstantSource clock) {
        return new Probing(
                stores.probes(),
                stores.catalog(),
                new Probing.Prices(stores.sourceStatements(), configuration.priceDisagreement()),
                new Probing.Calls(ProbedTests.brief(caller), caller),
                new Revalidate(stores.compliance(), stores.access(), policies, clock)::admits,
                configuration.probes(),
                clock);
    }

    static Publications start(
            Vertx vertx,
            Configuration configuration,
            Stores stores,
            Discovery discovery,
            MeterRegistry meters,
            PolicyEngine policies,
            Supplier<URI> address,
            InstantSource clock) {
        return new Publications(vertx, configuration, stores, discovery, meters, policies, address, clock);
    }

    private Map<Phase, Step> steps(
            Configuration configuration,
            Stores stores,
            Discovery discovery,
            PublicationMeters meters,
            InstantSource clock) {
        AccessStore access = stores.access();
        CatalogStore catalog = stores.catalog();
        Map<Phase, Step> steps = new EnumMap<>(Phase.class);
        Submitter submitter = new Submitter(access, rules);
        steps.put(Phase.AUTHORISE, new AuthoriseStep(submitter));
        steps.put(Phase.VALIDATE, new ValidateStep(rules));
        steps.put(
                Phase.POLICY,
                new PolicyStep(List.of(
                        new VerdictScreening(stores.governance(), catalog, clock), new PolicyScreening(rules))));
        steps.put(Phase.REGISTRY, registration.step());
        steps.put(Phase.RECORD, new RecordStep(catalog, submitter, store));
        steps.put(Phase.TEST, new TestStep(configuration.tests(), tests, stores.testReports(), catalog, clock));
        steps.put(Phase.APPROVE, new ApproveStep(catalog, rules, approvals, approvalStore, clock));
        steps.put(Phase.INDEX, new IndexStep(discovery.index(), stores.events()));
        steps.put(Phase.EVENT, submission -> new Outcome.Done(List.of("It was announced.")));
        steps.put(Phase.ANALYTICS, submission -> {
            meters.published();
            return new Outcome.Done(List.of("It was counted; no analytics partner is configured."));
        });
        return steps;
    }

    PublishingRules rules() {
        return rules;
    }

    SubmissionStore store() {
        return store;
    }

    LiveTests tests() {
        return tests;
    }

    ApprovalStore approvalStore() {
        return approvalStore;
    }

    Delegations delegations() {
        return delegations;
    }

    Approvals approvals() {
        return approvals;
    }

    SubmissionSignals signals() {
        return signals;
    }

    Submit submit() {
        return submit;
    }

    @Override
    public void close() {
        probes.ifPresent(ProbeWatch::close);
        runner.close();
        registration.close();
        caller.close();
    }
}
