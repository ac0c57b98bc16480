package dev.llmmarketplace.core.governance;

import java.time.InstantSource;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

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
        return waived(about, engine.judge(about));
    }

    @Override
    public List<PolicyReport> judgeAll(List<PolicyCase> cases) {
        Iterator<PolicyReport> reports = engine.judgeAll(cases).iterator();
        return cases.stream().map(about -> waived(about, reports.next())).toList();
    }

    @Override
    public Optional<String> basis() {
        return engine.basis();
    }

    private PolicyReport waived(PolicyCase about, PolicyReport report) {
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
