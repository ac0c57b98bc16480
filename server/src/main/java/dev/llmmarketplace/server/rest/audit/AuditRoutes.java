package dev.llmmarketplace.server.rest.audit;

import dev.llmmarketplace.core.access.Permission;
import dev.llmmarketplace.core.audit.AuditTrail;
import dev.llmmarketplace.core.audit.AuditTrail.Filter;
import dev.llmmarketplace.core.audit.AuditTrail.Head;
import dev.llmmarketplace.core.kernel.OrganisationId;
import dev.llmmarketplace.core.kernel.Page;
import dev.llmmarketplace.core.kernel.UserId;
import dev.llmmarketplace.core.receipt.SealedBatch;
import dev.llmmarketplace.server.rest.Answer;
import dev.llmmarketplace.server.rest.PageBody;
import dev.llmmarketplace.server.rest.Request;
import dev.llmmarketplace.server.rest.Routes;
import dev.llmmarketplace.server.rest.SealedBatchBody;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The audit trail, to look into and to take away. */
public final class AuditRoutes {
    private static final int BATCHES = 10;

    private static final Instant NEVER = Instant.parse("9999-12-31T23:59:59Z");

    private final AuditTrail trail;

    public AuditRoutes(AuditTrail trail) {
        this.trail = trail;
    }

    public void register(Routes routes) {
        routes.on("listAuditEntries", this::list);
        routes.on("exportAudit", this::export);
    }

    record HeadBody(Map<String, Object> batch, String signature) {
        static HeadBody from(Head head) {
            return new HeadBody(head.seal().members(), head.signature());
        }
    }

    record ExportBody(
            List<SealedBatchBody> items,
            @Nullable String next,
            @Nullable HeadBody head) {}

    private Answer list(Request request) {
        Filter filter = new Filter(
                request.find("actor", UserId::parse).orElse(null),
                reader(request),
                request.find("action").orElse(null),
                request.find("subject").orElse(null),
                request.find("from", AuditRoutes::time).orElse(null),
                request.find("to", AuditRoutes::time).orElse(null));
        return Answer.ok(PageBody.from(trail.entries(filter, request.page()), AuditEntryBody::from));
    }

    private Answer export(Request request) {
        Optional<Head> head = trail.head();
        Page<SealedBatch> batches = trail.batches(
                reader(request),
                request.find("from", AuditRoutes::time).orElse(Instant.EPOCH),
                request.find("to", AuditRoutes::time).orElse(NEVER),
                new Page.Request(
                        request.find("batches", Integer::parseInt).orElse(BATCHES),
                        request.find("cursor").orElse(null)));
        PageBody<SealedBatchBody> page = PageBody.from(batches, SealedBatchBody::from);
        return Answer.ok(new ExportBody(
                page.items(), page.next(), head.map(HeadBody::from).orElse(null)));
    }

    /** Null, for all, only for who may see any organisation and names none. */
    private static @Nullable OrganisationId reader(Request request) {
        return request.find("organisation").isEmpty() && request.callerPermits(Permission.ANY_ORGANISATION)
                ? null
                : request.organisation();
    }

    private static Instant time(String text) {
        return OffsetDateTime.parse(text).toInstant();
    }
}
