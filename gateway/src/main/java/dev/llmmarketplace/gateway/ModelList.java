package dev.llmmarketplace.gateway;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.llmmarketplace.core.catalog.Dialect;
import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.core.kernel.Time;
import dev.llmmarketplace.gateway.admit.Grant;
import dev.llmmarketplace.gateway.admit.Grants;
import dev.llmmarketplace.gateway.admit.ModelChoice;
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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a key can call: the present versions of the services its organisation is subscribed to and that no policy denies, and
 * the models that they serve, by whose name the gateway chooses among them.
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

    /** A name that can be asked for. */
    private record Entry(String id, String owner, Instant created) {
        static Entry of(Target target) {
            return new Entry(
                    target.service().name().toString(),
                    target.service().name().provider(),
                    target.service().createdAt().truncatedTo(ChronoUnit.SECONDS));
        }

        /** The earliest of the services counts. */
        static Entry ofModel(String model, List<Target> serving) {
            Instant created = serving.stream()
                    .map(target -> target.service().createdAt())
                    .min(Comparator.naturalOrder())
                    .orElseThrow();
            return new Entry(ModelChoice.PREFIX + model, "marketplace", created.truncatedTo(ChronoUnit.SECONDS));
        }
    }

    /** @param name one model as it stands in the path; null for all */
    void answer(Reply reply, RingKey key, @Nullable String name) {
        if (name == null) {
            List<Entry> entries = entries(reachable(key));
            reply.endJson(JsonText.write(json -> writeAll(json, reply.dialect(), entries)));
            return;
        }
        Entry entry = find(key, decoded(name));
        if (entry == null) {
            reply.refuse(new WireError(ErrorCode.MODEL_NOT_FOUND, "There is no model '" + name + "'.", "model"), 0);
        } else {
            reply.endJson(JsonText.write(json -> write(json, reply.dialect(), entry)));
        }
    }

    private static List<Entry> entries(List<Target> reachable) {
        List<Entry> entries = new ArrayList<>();
        Map<String, List<Target>> models = new TreeMap<>();
        for (Target target : reachable) {
            entries.add(Entry.of(target));
            String model = target.service().model();
            if (model != null && target.way() != null) {
                models.computeIfAbsent(model, _ -> new ArrayList<>()).add(target);
            }
        }
        models.forEach((model, serving) -> entries.add(Entry.ofModel(model, serving)));
        return entries;
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
        return target.service().visibleTo(key.organisation())
                && key.reaches(target)
                && verdicts.denial(key.organisation(), target, Time.currentMillis()) == null;
    }

    private @Nullable Entry find(RingKey key, String name) {
        if (name.startsWith(ModelChoice.PREFIX)) {
            return entries(reachable(key)).stream()
                    .filter(entry -> entry.id().equals(name))
                    .findFirst()
                    .orElse(null);
        }
        Target target = routes.find(name);
        if (target == null || grants.find(key.organisation(), target.service().service()) == null) {
            return null;
        }
        return reachable(key, target) ? Entry.of(target) : null;
    }

    /** Some clients send the slash of the name as %2F. */
    private static String decoded(String name) {
        try {
            return URLDecoder.decode(name.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return name;
        }
    }

    private static void writeAll(JsonGenerator json, Dialect dialect, List<Entry> entries) throws IOException {
        json.writeStartObject();
        if (dialect == Dialect.ANTHROPIC) {
            json.writeBooleanField("has_more", false);
            json.writeStringField(
                    "first_id", entries.isEmpty() ? null : entries.getFirst().id());
            json.writeStringField(
                    "last_id", entries.isEmpty() ? null : entries.getLast().id());
        } else {
            json.writeStringField("object", "list");
        }
        json.writeArrayFieldStart("data");
        for (Entry entry : entries) {
            write(json, dialect, entry);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, Dialect dialect, Entry entry) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", entry.id());
        if (dialect == Dialect.ANTHROPIC) {
            json.writeStringField("type", "model");
            json.writeStringField("display_name", entry.id());
            json.writeStringField("created_at", entry.created().toString());
        } else {
            json.writeStringField("object", "model");
            json.writeNumberField("created", entry.created().getEpochSecond());
            json.writeStringField("owned_by", entry.owner());
        }
        json.writeEndObject();
    }
}
