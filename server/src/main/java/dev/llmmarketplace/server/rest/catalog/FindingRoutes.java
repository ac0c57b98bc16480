package dev.llmmarketplace.server.rest.catalog;

import dev.llmmarketplace.core.publishing.probe.ListingFinding;
import dev.llmmarketplace.core.publishing.probe.ProbeStore;
import dev.llmmarketplace.server.rest.Answer;
import dev.llmmarketplace.server.rest.PageBody;
import dev.llmmarketplace.server.rest.Request;
import dev.llmmarketplace.server.rest.Routes;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What testing a listing again and again has found, for its provider and for administrators. */
public final class FindingRoutes {
    private final ProbeStore probes;
    private final ServiceLookup lookup;

    public FindingRoutes(ProbeStore probes, ServiceLookup lookup) {
        this.probes = probes;
        this.lookup = lookup;
    }

    public void register(Routes routes) {
        routes.on("listServiceFindings", this::list);
    }

    record FindingBody(
            UUID id,
            UUID versionId,
            String kind,
            String subject,
            String detail,
            Instant openedAt,
            Instant seenAt,
            @Nullable Instant closedAt) {
        static FindingBody from(ListingFinding finding) {
            return new FindingBody(
                    finding.id(),
                    finding.version().value(),
                    finding.kind().wireName(),
                    finding.subject(),
                    finding.detail(),
                    finding.openedAt(),
                    finding.seenAt(),
                    finding.closedAt());
        }
    }

    private Answer list(Request request) {
        return Answer.ok(PageBody.whole(probes.findings(lookup.own(request).service()), FindingBody::from));
    }
}
