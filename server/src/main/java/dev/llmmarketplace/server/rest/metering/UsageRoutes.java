package dev.llmmarketplace.server.rest.metering;

import dev.llmmarketplace.core.access.Permission;
import dev.llmmarketplace.core.access.Principal;
import dev.llmmarketplace.core.catalog.CatalogStore;
import dev.llmmarketplace.core.kernel.CallId;
import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.core.kernel.KeyId;
import dev.llmmarketplace.core.kernel.OrganisationId;
import dev.llmmarketplace.core.kernel.ProblemException;
import dev.llmmarketplace.core.kernel.ServiceId;
import dev.llmmarketplace.core.kernel.VersionId;
import dev.llmmarketplace.core.kernel.WireName;
import dev.llmmarketplace.core.metering.Outcome;
import dev.llmmarketplace.core.metering.UsageRecord;
import dev.llmmarketplace.core.metering.UsageStore;
import dev.llmmarketplace.server.rest.Answer;
import dev.llmmarketplace.server.rest.MoneyBody;
import dev.llmmarketplace.server.rest.PageBody;
import dev.llmmarketplace.server.rest.Request;
import dev.llmmarketplace.server.rest.Routes;
import dev.llmmarketplace.server.rest.ServiceNames;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Calls, one by one and summed up: those an organisation made, or those its services received. */
public final class UsageRoutes {
    private final UsageStore usage;
    private final CatalogStore catalog;
    private final ServiceNames names;
    private final InstantSource clock;

    public UsageRoutes(UsageStore usage, CatalogStore catalog, ServiceNames names, InstantSource clock) {
        this.usage = usage;
        this.catalog = catalog;
        this.names = names;
        this.clock = clock;
    }

    public void register(Routes routes) {
        routes.on("listUsage", this::list);
        routes.on("getUsage", this::get);
        routes.on("summariseUsage", this::summarise);
    }

    record SummaryBody(
            String service,
            long calls,
            long completed,
            long promptTokens,
            long answerTokens,
            MoneyBody cost,
            double p50Millis,
            double p95Millis) {

        static SummaryBody from(UsageStore.Summary summary) {
            return new SummaryBody(
                    summary.service(),
                    summary.calls(),
                    summary.completed(),
                    summary.promptTokens(),
                    summary.answerTokens(),
                    MoneyBody.from(summary.cost()),
                    summary.p50Micros() / 1000.0,
                    summary.p95Micros() / 1000.0);
        }
    }

    record SummariesBody(Instant from, Instant to, List<SummaryBody> items) {}

    private Answer list(Request request) {
        UsageStore.Filter filter = filter(request, instant(request, "from"), instant(request, "to"));
        return Answer.ok(PageBody.from(usage.records(filter, request.page()), body()));
    }

    private Answer get(Request request) {
        CallId call = CallId.parse(request.text("callId"));
        UsageRecord record = usage.find(call)
                .filter(found -> concerns(request.principal(), found))
                .orElseThrow(() -> new ProblemException(
                        ErrorCode.NOT_FOUND, "There is no call " + call + ", or it has not been recorded yet."));
        return Answer.ok(body().apply(record));
    }

    private Answer summarise(Request request) {
        Instant now = clock.instant();
        Instant month = now.atOffset(ZoneOffset.UTC)
                .truncatedTo(ChronoUnit.DAYS)
                .withDayOfMonth(1)
                .toInstant();
        Instant from = request.find("from", UsageRoutes::parse).orElse(month);
        Instant to = request.find("to", UsageRoutes::parse).orElse(now);
        List<SummaryBody> items = usage.summary(filter(request, from, to)).stream()
                .map(SummaryBody::from)
                .toList();
        return Answer.ok(new SummariesBody(from, to, items));
    }

    private UsageStore.Filter filter(Request request, @Nullable Instant from, @Nullable Instant to) {
        OrganisationId organisation = request.organisation();
        boolean asProvider = request.find("as").filter("provider"::equals).isPresent();
        return new UsageStore.Filter(
                asProvider ? null : organisation,
                asProvider ? organisation : null,
                request.find("service", name -> names.resolve(request, name)).orElse(null),
                request.find("key", KeyId::parse).orElse(null),
                request.find("outcome", name -> WireName.parse(Outcome.class, name, "outcome"))
                        .orElse(null),
                from,
                to);
    }

    private static boolean concerns(Principal who, UsageRecord record) {
        return who.organisation().equals(record.parties().consumer())
                || who.organisation().equals(record.parties().provider())
                || who.permits(Permission.ANY_ORGANISATION);
    }

    /** Looks each version up once per answer. */
    private Function<UsageRecord, UsageRecordBody> body() {
        Map<VersionId, String> versions = new HashMap<>();
        return record -> {
            ServiceId service = record.parties().service();
            String version = versions.computeIfAbsent(record.parties().version(), this::number);
            return UsageRecordBody.from(record, names.of(service), version);
        };
    }

    private String number(VersionId id) {
        return catalog.findVersion(id)
                .map(version -> version.manifest().version().toString())
                .orElse("");
    }

    private static @Nullable Instant instant(Request request, String parameter) {
        return request.find(parameter, UsageRoutes::parse).orElse(null);
    }

    private static Instant parse(String text) {
        return OffsetDateTime.parse(text).toInstant();
    }
}
