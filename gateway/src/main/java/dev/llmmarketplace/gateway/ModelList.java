package dev.llmmarketplace.gateway;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.llmmarketplace.core.catalog.Dialect;
import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.core.kernel.Time;
import dev.llmmarketplace.gateway.admit.Grant;
import dev.llmmarketplace.gateway.admit.Grants;
import dev.llmmarketplace.gateway.admit.RingKey;
import dev.llmmarketplace.gateway.admit.Verdicts;
import dev.llmmarketplace.gateway.route.Routes;
import dev.llmmarketplace.gateway.route.Target;
import dev.llmmarketplace.gateway.wire.JsonText;
import dev.llmmarketplace.gateway.wire.WireError;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The models that a key can call: the present versions of the services its organisation is subscribed to and that no policy
 * denies.
 */
final class ModelList {
    private final Grants grants;
    private final Routes routes;
    private final Verdicts verdicts;

    ModelList(Grants grants, Routes routes, Verdicts verdicts) {
        this.grants = grants;
        this.routes = routes;
        this.verdicts = verdicts;
    }

    /** @param name one model as it stands in the path; null for all */
    void answer(Reply reply, RingKey key, @Nullable String name) {
        if (name == null) {
            List<Target> reachable = reachable(key);
            reply.endJson(JsonText.write(json -> writeAll(json, reply.dialect(), reachable)));
            return;
        }
        Target target = find(key, name);
        if (target == null) {
            reply.refuse(new WireError(ErrorCode.MODEL_NOT_FOUND, "There is no model '" + name + "'.", "model"), 0);
        } else {
            reply.endJson(JsonText.write(json -> write(json, reply.dialect(), target)));
        }
    }

    private List<Target> reachable(RingKey key) {
        return grants.of(key.organisation()).values().stream()
                .map(Grant::subscription)
                .map(subscription -> routes.current(subscription.service()))
                .filter(Objects::nonNull)
                .filter(target -> reachable(key, target))
                .sorted(Comparator.comparing(Target::label))
                .toList();
    }

    private boolean reachable(RingKey key, Target target) {
        return key.reaches(target) && verdicts.denial(key.organisation(), target, Time.currentMillis()) == null;
    }

    private @Nullable Target find(RingKey key, String name) {
        Target target = routes.find(decoded(name));
        boolean reachable = target != null
                && reachable(key, target)
                && grants.find(key.organisation(), target.service().service()) != null;
        return reachable ? target : null;
    }

    /** Some clients send the slash of the name as %2F. */
    private static String decoded(String name) {
        try {
            return URLDecoder.decode(name.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return name;
        }
    }

    private static void writeAll(JsonGenerator json, Dialect dialect, List<Target> targets) throws IOException {
        json.writeStartObject();
        if (dialect == Dialect.ANTHROPIC) {
            json.writeBooleanField("has_more", false);
            json.writeStringField("first_id", targets.isEmpty() ? null : id(targets.getFirst()));
            json.writeStringField("last_id", targets.isEmpty() ? null : id(targets.getLast()));
        } else {
            json.writeStringField("object", "list");
        }
        json.writeArrayFieldStart("data");
        for (Target target : targets) {
            write(json, dialect, target);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, Dialect dialect, Target target) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", id(target));
        if (dialect == Dialect.ANTHROPIC) {
            json.writeStringField("type", "model");
            json.writeStringField("display_name", id(target));
            json.writeStringField("created_at", created(target).toString());
        } else {
            json.writeStringField("object", "model");
            json.writeNumberField("created", created(target).getEpochSecond());
            json.writeStringField("owned_by", target.service().name().provider());
        }
        json.writeEndObject();
    }

    private static String id(Target target) {
        return target.service().name().toString();
    }

    private static Instant created(Target target) {
        return target.service().createdAt().truncatedTo(ChronoUnit.SECONDS);
    }
}
