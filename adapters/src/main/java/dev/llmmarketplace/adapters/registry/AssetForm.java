package dev.llmmarketplace.adapters.registry;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.llmmarketplace.core.catalog.Capability;
import dev.llmmarketplace.core.catalog.PriceBook;
import dev.llmmarketplace.core.catalog.ServiceManifest;
import dev.llmmarketplace.core.catalog.ServiceStatus;
import dev.llmmarketplace.core.kernel.VersionId;
import dev.llmmarketplace.core.receipt.CanonicalJson;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** A version as the registry keeps it: an asset of a kind of its own, its particulars as texts, parts of them as JSON. */
final class AssetForm {
    /** Which annotation has the version's id. */
    static final String VERSION = "marketplace.version";

    private static final String STATUS = "marketplace.status";
    private static final int LONGEST_DESCRIPTION = 5_000;

    private final Supplier<URI> marketplace;

    /** @param marketplace what the world calls it */
    AssetForm(Supplier<URI> marketplace) {
        this.marketplace = marketplace;
    }

    ObjectNode registration(VersionId version, ServiceManifest manifest) {
        Map<String, String> particulars = particulars(version, manifest);
        String name = manifest.name().toString();
        ObjectNode asset = JsonNodeFactory.instance.objectNode();
        asset.putObject("asset_type").put("custom", "llm-service");
        asset.put("name", name).put("version", manifest.version().toString());
        asset.put("description", cut(manifest.description()));
        String licence = manifest.documents().licence();
        if (licence != null) {
            asset.put("license", licence);
        }
        ArrayNode tags = asset.putArray("tags");
        manifest.tags().forEach(tags::add);
        ObjectNode annotations = asset.putObject("annotations");
        particulars.forEach(annotations::put);
        annotations.put(STATUS, "provisional");
        ObjectNode storage = asset.putObject("storage");
        storage.putObject("backend").put("type", "file_system").put("base_path", "/");
        storage.put("path", name + "/" + manifest.version());
        storage.put("uri", address(manifest));
        asset.putObject("checksum").put("algorithm", "SHA256").put("value", digest(particulars));
        return asset;
    }

    /** @param asset what the registry calls it */
    static ObjectNode change(String asset, ServiceStatus status) {
        ObjectNode change =
                JsonNodeFactory.instance.objectNode().put("asset_id", asset).put("status", registryStatus(status));
        change.putObject("add_annotations").put(STATUS, status.wireName());
        return change;
    }

    private static String registryStatus(ServiceStatus status) {
        return switch (status) {
            case PENDING_APPROVAL, ACTIVE -> "active";
            case DEPRECATED -> "deprecated";
            case SUSPENDED, FAILED_VALIDATION -> "non_compliant";
            case REJECTED, RETIRED -> "archived";
        };
    }

    private Map<String, String> particulars(VersionId version, ServiceManifest manifest) {
        Map<String, String> particulars = new TreeMap<>();
        particulars.put(VERSION, version.toString());
        particulars.put("marketplace.title", manifest.title());
        particulars.put("marketplace.category", manifest.category().wireName());
        particulars.put(
                "marketplace.capabilities",
                CanonicalJson.text(
                        manifest.capabilities().stream().map(Capability::name).toList()));
        particulars.put(
                "marketplace.compliance",
                CanonicalJson.text(Map.of(
                        "level", manifest.compliance().level().wireName(),
                        "gdpr", manifest.compliance().gdpr(),
                        "hipaa", manifest.compliance().hipaa())));
        PriceBook pricing = manifest.pricing();
        if (pricing != null) {
            particulars.put(
                    "marketplace.pricing",
                    CanonicalJson.text(Map.of(
                            "model", pricing.model().wireName(),
                            "currency", pricing.currency(),
                            "inputNanos", pricing.rates().input(),
                            "outputNanos", pricing.rates().output(),
                            "requestNanos", pricing.rates().request())));
        }
        return particulars;
    }

    private String address(ServiceManifest manifest) {
        String root = marketplace.get().toString().replaceAll("/$", "");
        return root + "/api/v1/services/by-name/" + manifest.name().provider() + "/"
                + manifest.name().service();
    }

    private static String cut(String text) {
        return text.length() <= LONGEST_DESCRIPTION ? text : text.substring(0, LONGEST_DESCRIPTION);
    }

    private static String digest(Map<String, String> particulars) {
        try {
            byte[] text = CanonicalJson.text(particulars).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
