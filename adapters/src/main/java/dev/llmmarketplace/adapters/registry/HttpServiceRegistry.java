package dev.llmmarketplace.adapters.registry;

import com.fasterxml.jackson.databind.JsonNode;
import dev.llmmarketplace.adapters.registry.RegistryCall.Answer;
import dev.llmmarketplace.core.catalog.ServiceManifest;
import dev.llmmarketplace.core.catalog.ServiceStatus;
import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.core.kernel.Problem;
import dev.llmmarketplace.core.kernel.ProblemException;
import dev.llmmarketplace.core.kernel.VersionId;
import dev.llmmarketplace.core.publishing.submission.ServiceRegistry;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * {@link ServiceRegistry} in an LLM-Registry. It has no look-up by name and number, so a record is found by searching for
 * its name and comparing; its count of hits is not relied upon. Blocking; thread-safe.
 */
public final class HttpServiceRegistry implements ServiceRegistry, AutoCloseable {
    private static final String ASSETS = "/v1/assets";
    private static final int PAGE = 100;
    private static final int MOST_PAGES = 100;
    private static final int OK = 200;
    private static final int CREATED = 201;
    private static final int BAD_REQUEST = 400;
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final int INVALID = 422;

    private final RegistryCall http;
    private final AssetForm form;

    private HttpServiceRegistry(RegistryCall http, AssetForm form) {
        this.http = http;
        this.form = form;
    }

    /**
     * @param address of the registry, for example {@code http://127.0.0.1:4000}
     * @param marketplace what the world calls this marketplace
     * @param deadline for each request
     */
    public static HttpServiceRegistry at(URI address, Supplier<URI> marketplace, Duration deadline) {
        return new HttpServiceRegistry(new RegistryCall(address, deadline), new AssetForm(marketplace));
    }

    /** A record of the registry. */
    private record Asset(String id, String version) {}

    @Override
    public String register(VersionId version, ServiceManifest manifest) {
        UUID call = version.value();
        Answer answer = http.send("POST", ASSETS, form.registration(version, manifest), call);
        return switch (answer.status()) {
            case CREATED -> id(answer.body().at("/data/asset"), answer);
            case CONFLICT -> known(version, manifest, answer);
            case INVALID ->
                throw new ProblemException(Problem.of(
                        ErrorCode.VALIDATION_FAILED, "The registry refuses the version: " + answer.reason() + "."));
            default -> throw RegistryCall.failed(answer);
        };
    }

    private String known(VersionId version, ServiceManifest manifest, Answer conflict) {
        Asset found = find(manifest, version.value()).orElseThrow(() -> RegistryCall.failed(conflict));
        if (!found.version().equals(version.toString())) {
            throw new ProblemException(
                    ErrorCode.CONFLICT,
                    "The registry has another version " + manifest.version() + " of " + manifest.name() + " already.");
        }
        return found.id();
    }

    @Override
    public void update(VersionId version, ServiceManifest manifest, ServiceStatus status) {
        UUID call = version.value();
        String id = find(manifest, call)
                .filter(asset -> asset.version().equals(version.toString()))
                .map(Asset::id)
                .orElseGet(() -> register(version, manifest));
        Answer answer = http.send("PATCH", ASSETS + "/" + id, AssetForm.change(id, status), call);
        switch (answer.status()) {
            case OK -> {}
            case BAD_REQUEST, CONFLICT, INVALID ->
                throw new ProblemException(Problem.of(
                        ErrorCode.VALIDATION_FAILED, "The registry refuses the change: " + answer.reason() + "."));
            default -> throw RegistryCall.failed(answer);
        }
    }

    @Override
    public void deregister(VersionId version, ServiceManifest manifest) {
        UUID call = version.value();
        find(manifest, call)
                .filter(asset -> asset.version().equals(version.toString()))
                .ifPresent(asset -> {
                    Answer answer = http.send("DELETE", ASSETS + "/" + asset.id(), null, call);
                    if (!answer.ok() && answer.status() != NOT_FOUND) {
                        throw RegistryCall.failed(answer);
                    }
                });
    }

    private Optional<Asset> find(ServiceManifest manifest, UUID call) {
        String text = URLEncoder.encode(manifest.name().toString(), StandardCharsets.UTF_8);
        for (int page = 0; page < MOST_PAGES; page++) {
            String query = "?text=" + text + "&exclude_deprecated=false&limit=" + PAGE + "&offset=" + page * PAGE;
            Answer answer = http.send("GET", ASSETS + query, null, call);
            JsonNode items = answer.body().path("items");
            if (answer.status() != OK || !items.isArray()) {
                throw RegistryCall.failed(answer);
            }
            for (JsonNode item : items) {
                if (named(item, manifest)) {
                    String known = item.at("/metadata/annotations")
                            .path(AssetForm.VERSION)
                            .asText();
                    return Optional.of(new Asset(id(item, answer), known));
                }
            }
            if (items.isEmpty()) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    private static boolean named(JsonNode asset, ServiceManifest manifest) {
        JsonNode metadata = asset.path("metadata");
        return metadata.path("name").asText().equals(manifest.name().toString())
                && metadata.path("version").asText().equals(manifest.version().toString());
    }

    /** Nothing else is put into an address. */
    private static String id(JsonNode asset, Answer answer) {
        String id = asset.path("id").asText();
        if (!id.matches("[0-9A-HJKMNP-TV-Z]{26}")) {
            throw RegistryCall.failed(answer);
        }
        return id;
    }

    @Override
    public void close() {
        http.close();
    }
}
