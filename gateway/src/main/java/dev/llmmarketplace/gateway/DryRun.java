package dev.llmmarketplace.gateway;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.llmmarketplace.gateway.admit.LimitState;
import dev.llmmarketplace.gateway.admit.Ticket;
import dev.llmmarketplace.gateway.route.Destination;
import dev.llmmarketplace.gateway.route.Destinations;
import dev.llmmarketplace.gateway.wire.Decimals;
import dev.llmmarketplace.gateway.wire.JsonText;
import dev.llmmarketplace.gateway.wire.WireError;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;

/**
 * What would become of a call, without making it: it is admitted like any other, described, and everything that was taken
 * for it is given back. There is no call upstream and no record.
 */
final class DryRun {
    private static final CharSequence HEADER = HttpHeaders.createOptimized("x-marketplace-dry-run");

    private DryRun() {}

    static boolean asked(HttpServerRequest request) {
        return "true".equalsIgnoreCase(request.headers().get(HEADER));
    }

    static byte[] admitted(Ticket ticket) {
        return JsonText.write(json -> {
            json.writeStartObject();
            json.writeBooleanField("dry_run", true);
            json.writeStringField("verdict", "admitted");
            json.writeStringField("model", ticket.target().label());
            json.writeObjectFieldStart("endpoint");
            json.writeStringField("host", first(ticket).origin().host());
            json.writeEndObject();
            json.writeStringField("plan", ticket.grant().subscription().plan().name());
            writeCeiling(json, ticket);
            json.writeArrayFieldStart("limits");
            for (LimitState limit : ticket.limits()) {
                write(json, limit);
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    private static Destination first(Ticket ticket) {
        Destinations destinations = ticket.way().destinations();
        return destinations.at(destinations.first(ticket.excluded()));
    }

    private static void writeCeiling(JsonGenerator json, Ticket ticket) throws IOException {
        json.writeNumberField("output_tokens_at_most", ticket.mostOutput() * ticket.choices());
        json.writeObjectFieldStart("price_ceiling");
        json.writeStringField("amount", Decimals.ofNanos(ticket.priceCeiling()));
        json.writeStringField("currency", ticket.way().prices().currency());
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, LimitState limit) throws IOException {
        json.writeStartObject();
        json.writeStringField("scope", limit.scope());
        json.writeStringField("limit", limit.limit());
        json.writeStringField("allowed", limit.figure(limit.allowed()));
        json.writeStringField("left", limit.figure(limit.left()));
        json.writeEndObject();
    }

    static byte[] refused(WireError error) {
        return JsonText.write(json -> {
            json.writeStartObject();
            json.writeBooleanField("dry_run", true);
            json.writeStringField("verdict", "refused");
            json.writeNumberField("status", error.code().status());
            error.writeMember(json);
            json.writeEndObject();
        });
    }
}
