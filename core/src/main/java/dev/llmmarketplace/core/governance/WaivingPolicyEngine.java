package dev.llmmarketplace.core.governance;

import java.time.InstantSource;
import java.util.List;

/** Lets nothing follow from what is waived, whichever engine has found it. Blocking; thread-safe. */
public final class WaivingPolicyEngine implements PolicyEngine {
    private final PolicyEngine engine;
    private final WaiverStore waivers;
    private final InstantSource clock;

    public WaivingPolicyEngine(PolicyEngine engine, WaiverStore waivers, InstantSource clock) {
        this.engine = engine;
        this.waivers = waivers;
        this.clock = clock;
    }

    @Override
    public PolicyReport judge(PolicyCase about) {
        PolicyReport report = engine.judge(about);
        if (report.findings().isEmpty()) {
            return report;
        }
        List<Waiver> inForce = waivers.inForce(about.manifest().name(), clock.instant());
        return report.map(finding -> inForce.stream()
                .filter(waiver -> waiver.covers(finding))
                .findFirst()
                .map(waiver -> finding.waivedBy(waiver.id()))
                .orElse(finding));
    }
}
