package dev.llmmarketplace.server.rest.access;

import dev.llmmarketplace.core.access.ApiKey;
import dev.llmmarketplace.core.access.Keys;
import dev.llmmarketplace.core.kernel.KeyId;
import dev.llmmarketplace.core.kernel.OrganisationId;
import dev.llmmarketplace.core.kernel.ServiceId;
import dev.llmmarketplace.server.rest.Answer;
import dev.llmmarketplace.server.rest.PageBody;
import dev.llmmarketplace.server.rest.Request;
import dev.llmmarketplace.server.rest.Routes;
import dev.llmmarketplace.server.rest.ServiceNames;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** API keys of an organisation. */
public final class KeyRoutes {
    private final Keys keys;
    private final ServiceNames names;

    public KeyRoutes(Keys keys, ServiceNames names) {
        this.keys = keys;
        this.names = names;
    }

    public void register(Routes routes) {
        routes.on("createKey", this::create);
        routes.on("listKeys", this::list);
        routes.on("revokeKey", this::revoke);
    }

    record NewKey(
            String name,
            @Nullable Integer expiresInDays,
            @Nullable List<String> services,
            @Nullable List<String> routes,
            @Nullable String organisationId) {}

    private Answer create(Request request) {
        NewKey body = request.body(NewKey.class);
        OrganisationId organisation = request.organisation(Optional.ofNullable(body.organisationId()));
        Set<ServiceId> services = Objects.requireNonNullElse(body.services(), List.<String>of()).stream()
                .map(names::resolve)
                .collect(Collectors.toSet());
        Set<String> routes = Set.copyOf(Objects.requireNonNullElse(body.routes(), List.of()));
        Duration lifetime = body.expiresInDays() == null ? null : Duration.ofDays(body.expiresInDays());
        Keys.Created created = keys.create(organisation, body.name(), new ApiKey.Scopes(services, routes), lifetime);
        return Answer.created(KeyBody.created(created, names));
    }

    private Answer list(Request request) {
        List<ApiKey> all = keys.list(request.organisation());
        return Answer.ok(PageBody.whole(all, key -> KeyBody.from(key, names)));
    }

    private Answer revoke(Request request) {
        ApiKey revoked = keys.revoke(request.principal(), KeyId.parse(request.text("id")));
        return Answer.ok(KeyBody.from(revoked, names));
    }
}
