package dev.llmmarketplace.core.publishing.revision;

import dev.llmmarketplace.core.catalog.ListingChange;
import dev.llmmarketplace.core.catalog.ManifestSignature;
import dev.llmmarketplace.core.catalog.ServiceManifest;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which fields of a manifest a revision may change, and which make another version: what callers rely on, what they pay and
 * what is promised to them changes with a version's number only. Fields are JSON pointers into a manifest.
 */
public final class RevisedFields {
    /** As in a manifest, each with how it reads. */
    private static final List<Field<String>> REVISABLE = List.of(
            new Field<>("/title", ServiceManifest::title),
            new Field<>("/description", ServiceManifest::description),
            new Field<>("/tags", manifest -> String.join(", ", manifest.tags())),
            new Field<>(
                    "/documents/documentation", manifest -> manifest.documents().documentation()),
            new Field<>(
                    "/documents/documentationUrl",
                    manifest -> manifest.documents().documentationUrl()),
            new Field<>(
                    "/documents/exampleUsage", manifest -> manifest.documents().exampleUsage()),
            new Field<>("/documents/logoUrl", manifest -> manifest.documents().logoUrl()),
            new Field<>("/documents/modelCard", manifest -> manifest.documents().modelCard()),
            new Field<>("/signature", RevisedFields::signature));

    private static final List<Field<Object>> FIXED = List.of(
            new Field<>("/name", ServiceManifest::name),
            new Field<>("/version", ServiceManifest::version),
            new Field<>("/category", ServiceManifest::category),
            new Field<>("/model", ServiceManifest::model),
            new Field<>("/capabilities", ServiceManifest::capabilities),
            new Field<>("/modalities", ServiceManifest::modalities),
            new Field<>("/endpoints", ServiceManifest::endpoints),
            new Field<>("/pricing", ServiceManifest::pricing),
            new Field<>("/serviceLevel", manifest -> manifest.serviceLevel().plain()),
            new Field<>("/compliance", ServiceManifest::compliance),
            new Field<>("/limits", ServiceManifest::limits),
            new Field<>("/supportedParameters", ServiceManifest::supportedParameters),
            new Field<>("/documents/licence", manifest -> manifest.documents().licence()),
            new Field<>("/documents/openapi", manifest -> manifest.documents().openapi()),
            new Field<>("/releasedOn", ServiceManifest::releasedOn),
            new Field<>("/visibility", manifest -> manifest.audience().visibility()),
            new Field<>("/visibleTo", manifest -> manifest.audience().organisations()));

    private RevisedFields() {}

    /** Those that a revision may change, in the order of a manifest. */
    public static List<String> revisable() {
        return REVISABLE.stream().map(Field::pointer).toList();
    }

    /** Those that need a new version, in the order of a manifest. */
    static List<String> fixed() {
        return FIXED.stream().map(Field::pointer).toList();
    }

    /** What of it a revision may change and does, with both texts whole. */
    public static List<ListingChange> changes(ServiceManifest before, ServiceManifest after) {
        List<ListingChange> changes = new ArrayList<>();
        REVISABLE.forEach(field -> {
            String was = field.value().of(before);
            String is = field.value().of(after);
            if (!Objects.equals(was, is)) {
                changes.add(new ListingChange(field.pointer().substring(1).replace('/', '.'), was, is));
            }
        });
        return List.copyOf(changes);
    }

    /** What differs and needs a new version. */
    public static List<String> beyond(ServiceManifest before, ServiceManifest after) {
        return FIXED.stream()
                .filter(field ->
                        !Objects.equals(field.value().of(before), field.value().of(after)))
                .map(Field::pointer)
                .toList();
    }

    private static @Nullable String signature(ServiceManifest manifest) {
        ManifestSignature signature = manifest.signature();
        return signature == null ? null : signature.key() + " " + signature.digest();
    }

    private record Field<T>(String pointer, Value<T> value) {}

    @FunctionalInterface
    private interface Value<T> {
        @Nullable
        T of(ServiceManifest manifest);
    }
}
