package dev.llmmarketplace.gateway;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.gateway.admit.Grant;
import dev.llmmarketplace.gateway.admit.Grants;
import dev.llmmarketplace.gateway.admit.RingKey;
import dev.llmmarketplace.gateway.route.Routes;
import dev.llmmarketplace.gateway.route.Target;
import dev.llmmarketplace.gateway.wire.JsonText;
import dev.llmmarketplace.gateway.wire.WireError;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The models that a key can call: the present versions of the services its organisation is subscribed to. */
final class ModelList {
    private final Grants grants;
    private final Routes routes;

    ModelList(Grants grants, Routes routes) {
        this.grants = grants;
        this.routes = routes;
    }

    /** @param name one model as it stands in the path; null for all */
    void answer(Reply reply, RingKey key, @Nullable String name) {
        if (name == null) {
            List<Target> reachable = reachable(key);
            reply.endJson(JsonText.write(json -> writeAll(json, reachable)));
            return;
        }
        Target target = find(key, name);
        if (target == null) {
            reply.refuse(new WireError(ErrorCode.MODEL_NOT_FOUND, "There is no model '" + name + "'.", "model"), 0);
        } else {
            reply.endJson(JsonText.write(json -> write(json, target)));
        }
    }

    private List<Target> reachable(RingKey key) {
        return grants.of(key.organisation()).values().stream()
                .map(Grant::subscription)
                .map(subscription -> routes.current(subscription.service()))
                .filter(Objects::nonNull)
                .filter(key::reaches)
                .sorted(Comparator.comparing(Target::label))
                .toList();
    }

    private @Nullable Target find(RingKey key, String name) {
        Target target = routes.find(decoded(name));
        boolean reachable = target != null
                && key.reaches(target)
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

    private static void writeAll(JsonGenerator json, List<Target> targets) throws IOException {
        json.writeStartObject();
        json.writeStringField("object", "list");
        json.writeArrayFieldStart("data");
        for (Target target : targets) {
            write(json, target);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, Target target) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", target.service().name().toString());
        json.writeStringField("object", "model");
        json.writeNumberField("created", target.service().createdAt().getEpochSecond());
        json.writeStringField("owned_by", target.service().name().provider());
        json.writeEndObject();
    }
}
