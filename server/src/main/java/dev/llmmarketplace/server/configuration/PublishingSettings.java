package dev.llmmarketplace.server.configuration;

import dev.llmmarketplace.core.publishing.livetest.TestMode;
import java.time.Duration;
import java.util.List;

/** How versions come into the catalogue, and how they stay there. */
final class PublishingSettings {
    static final Setting<Duration> PUBLISHING_NOTICE = Setting.of(
            "publishing.notice",
            Reading.duration(Duration.ZERO, Duration.ofDays(730)),
            "30d",
            "How long callers have at least between the deprecation of a version and its end.");
    static final Setting<TestMode> PUBLISHING_TESTS = Setting.of(
            "publishing.tests",
            Reading.choice(TestMode.class),
            "off",
            "Whether services are called before they are listed: `off`, `on` (what fails is shown to approvers and"
                    + " providers) or `required` (what fails is not published). Each endpoint is called up to nine"
                    + " times.");
    static final Setting<Duration> PROBES_INTERVAL = Setting.of(
            "publishing.probes.interval",
            Reading.duration(Duration.ZERO, Duration.ofDays(30)),
            "15m",
            "How often what is listed is tested again, unless `publishing.tests` is `off`. 0: never.");
    static final Setting<Duration> PROBES_RETRY = Setting.of(
            "publishing.probes.retry",
            Reading.duration(Duration.ofMillis(10), Duration.ofDays(1)),
            "1m",
            "When a service that has failed is tested the next time; doubled with each failure, up to"
                    + " `publishing.probes.interval`.");
    static final Setting<Integer> PROBES_FAILURES = Setting.of(
            "publishing.probes.failures",
            Reading.integer(1, 100),
            "3",
            "After how many failures in a row a service is suspended until it serves again. Only where"
                    + " `publishing.tests` is `required`; otherwise its provider is told and nothing else happens.");
    static final Setting<List<String>> APPROVAL_LEVELS = Setting.of(
            "publishing.approval.levels",
            Reading.list("roles", Reading::isRole),
            "approver",
            "Whom a version that must be approved is shown to, one role after the other; each answer is another"
                    + " person's, never the requester's. Whoever may approve counts as `approver`.");
    static final Setting<List<String>> APPROVAL_LEVELS_RESTRICTED = Setting.of(
            "publishing.approval.levels-restricted",
            Reading.list("roles", Reading::isRole),
            "approver",
            "As `publishing.approval.levels`, for services whose compliance level is `restricted`.");
    static final Setting<Duration> APPROVAL_PATIENCE = Setting.of(
            "publishing.approval.patience",
            Reading.duration(Duration.ofSeconds(1), Duration.ofDays(90)),
            "7d",
            "How long approvers have to answer; then the version is withdrawn and may be handed in again.");
    static final Setting<Integer> APPROVAL_TRUST = Setting.of(
            "publishing.approval.trust",
            Reading.integer(0, 1000),
            "3",
            "After so many approvals within 30 days a requester is not asked about any more, except for restricted"
                    + " services. 0: everybody always is.");
    static final Setting<String> POLICIES_ENGINE = Setting.of(
            "policies.engine",
            Reading.text("empty, or http(s)://host:port", Reading::isHttpUrl),
            "",
            "An LLM-Policy-Engine (gRPC, `policyengine.v1`) that decides about services instead of the policies kept here."
                    + " While it does not answer nothing is published.");
    static final Setting<String> REGISTRY = Setting.of(
            "registry.url",
            Reading.text("empty, or http(s)://host:port", Reading::isHttpUrl),
            "",
            "An LLM-Registry that versions are registered with. While it does not answer submissions wait, and after five"
                    + " attempts are given up.");
    static final Setting<Integer> CATALOGUE_DISAGREEMENT = Setting.of(
            "catalogue.price-disagreement",
            Reading.integer(0, 1_000_000),
            "10",
            "By how many per cent two sources may differ about a price or a limit before it is a finding on the"
                    + " listing.");

    private PublishingSettings() {}
}
