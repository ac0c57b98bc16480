package dev.llmmarketplace.server.rest.access;

import dev.llmmarketplace.core.access.AddressBlock;
import dev.llmmarketplace.core.access.ApiKey;
import dev.llmmarketplace.core.access.Keys;
import dev.llmmarketplace.core.access.Projects;
import dev.llmmarketplace.core.kernel.KeyId;
import dev.llmmarketplace.core.kernel.OrganisationId;
import dev.llmmarketplace.core.kernel.ProjectId;
import dev.llmmarketplace.core.kernel.ServiceId;
import dev.llmmarketplace.server.rest.Answer;
import dev.llmmarketplace.server.rest.PageBody;
import dev.llmmarketplace.server.rest.Request;
import dev.llmmarketplace.server.rest.Routes;
import dev.llmmarketplace.server.rest.ServiceNames;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** API keys of an organisation. */
public final class KeyRoutes {
    private final Keys keys;
    private final Projects projects;
    private final ServiceNames names;

    public KeyRoutes(Keys keys, Projects projects, ServiceNames names) {
        this.keys = keys;
        this.projects = projects;
        this.names = names;
    }

    public void register(Routes routes) {
        routes.on("createKey", this::create);
        routes.on("listKeys", this::list);
        routes.on("rotateKey", this::rotate);
        routes.on("limitKey", this::limit);
        routes.on("revokeKey", this::revoke);
    }

    record NewKey(
            String name,
            @Nullable Integer expiresInDays,
            @Nullable List<String> services,
            @Nullable List<String> routes,
            @Nullable List<String> models,
            @Nullable List<String> allowedAddresses,
            @Nullable KeyLimitsBody limits,
            @Nullable String projectId,
            @Nullable String organisationId) {

        @Nullable
        ProjectId project() {
            return projectId == null ? null : ProjectId.parse(projectId);
        }

        Keys.Wanted toWanted(Function<String, ServiceId> names) {
            ApiKey.Scopes scopes = new ApiKey.Scopes(
                    each(services).map(names).collect(Collectors.toSet()),
                    each(routes).collect(Collectors.toSet()),
                    each(models).collect(Collectors.toSet()),
                    each(allowedAddresses).map(AddressBlock::parse).collect(Collectors.toSet()));
            return new Keys.Wanted(
                    name,
                    scopes,
                    limits == null ? ApiKey.Limits.NONE : limits.toLimits(),
                    project(),
                    expiresInDays == null ? null : Duration.ofDays(expiresInDays));
        }

        private static Stream<String> each(@Nullable List<String> texts) {
            return texts == null ? Stream.of() : texts.stream();
        }
    }

    private Answer create(Request request) {
        NewKey body = request.body(NewKey.class);
        OrganisationId organisation = request.organisation(Optional.ofNullable(body.organisationId()));
        ProjectId project = body.project();
        if (project != null) {
            projects.require(organisation, project);
        }
        return Answer.created(KeyBody.created(
                keys.create(organisation, body.toWanted(name -> names.resolve(request, name))), names));
    }

    private Answer list(Request request) {
        List<ApiKey> all = keys.list(request.organisation());
        return Answer.ok(PageBody.whole(all, key -> KeyBody.from(key, names)));
    }

    record Rotation(@Nullable String oldKeyValidUntil) {
        @Nullable
        Instant until() {
            return oldKeyValidUntil == null
                    ? null
                    : OffsetDateTime.parse(oldKeyValidUntil).toInstant();
        }
    }

    private Answer rotate(Request request) {
        Instant until = request.bodyIfAny(Rotation.class).map(Rotation::until).orElse(null);
        return Answer.ok(KeyBody.created(keys.rotate(request.principal(), id(request), until), names));
    }

    private Answer limit(Request request) {
        ApiKey.Limits limits = request.body(KeyLimitsBody.class).toLimits();
        return Answer.ok(KeyBody.from(keys.limit(request.principal(), id(request), limits), names));
    }

    private Answer revoke(Request request) {
        return Answer.ok(KeyBody.from(keys.revoke(request.principal(), id(request)), names));
    }

    private static KeyId id(Request request) {
        return KeyId.parse(request.text("id"));
    }
}
