package dev.llmmarketplace.core.catalog;

import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Everything a provider says of one version, as published ({@code api/service-manifest.schema.json}) and without
 * credentials. Its rules are held by {@link ManifestRules}.
 *
 * @param title name for people, 1..255 characters
 * @param description Markdown, 10..5000 characters
 * @param model the neutral identity that several services may serve, for example {@code llama-3.3-70b}; null when unknown
 * @param endpoints none for a listing that cannot be called, {@link Endpoint#MOST} at the most
 * @param pricing null when not priced yet; such a version cannot become active
 * @param supportedParameters request parameters the service understands, for example {@code temperature}, {@code tools}
 * @param releasedOn when the model came out
 * @param audience who may see it; manifests that were stored before there was a choice have none and are public
 * @param signature the provider's; null when it is not signed
 */
public record ServiceManifest(
        ServiceName name,
        SemanticVersion version,
        String title,
        String description,
        Category category,
        SortedSet<String> tags,
        @Nullable String model,
        List<Capability> capabilities,
        Modalities modalities,
        List<Endpoint> endpoints,
        @Nullable PriceBook pricing,
        ServiceLevel serviceLevel,
        Compliance compliance,
        Limits limits,
        SortedSet<String> supportedParameters,
        Documents documents,
        @Nullable LocalDate releasedOn,
        Audience audience,
        @Nullable ManifestSignature signature) {

    public ServiceManifest {
        audience = Objects.requireNonNullElse(audience, Audience.PUBLIC);
        capabilities = List.copyOf(capabilities);
        endpoints = List.copyOf(endpoints);
        tags = Collections.unmodifiableSortedSet(new TreeSet<>(tags));
        supportedParameters = Collections.unmodifiableSortedSet(new TreeSet<>(supportedParameters));
    }

    /** One that everybody may see. */
    public ServiceManifest(
            ServiceName name,
            SemanticVersion version,
            String title,
            String description,
            Category category,
            SortedSet<String> tags,
            @Nullable String model,
            List<Capability> capabilities,
            Modalities modalities,
            List<Endpoint> endpoints,
            @Nullable PriceBook pricing,
            ServiceLevel serviceLevel,
            Compliance compliance,
            Limits limits,
            SortedSet<String> supportedParameters,
            Documents documents,
            @Nullable LocalDate releasedOn) {
        this(
                name,
                version,
                title,
                description,
                category,
                tags,
                model,
                capabilities,
                modalities,
                endpoints,
                pricing,
                serviceLevel,
                compliance,
                limits,
                supportedParameters,
                documents,
                releasedOn,
                Audience.PUBLIC,
                null);
    }

    /** The same, signed. */
    public ServiceManifest signed(ManifestSignature by) {
        return said(title, description, tags, documents, by);
    }

    /** The same, of its OpenAPI document only that there is one. */
    public ServiceManifest withoutOpenApi() {
        return said(title, description, tags, documents.withoutText(), signature);
    }

    /** The same in other words, which nobody has signed. */
    public ServiceManifest revised(
            String newTitle, String newDescription, SortedSet<String> newTags, Documents newDocuments) {
        return said(newTitle, newDescription, newTags, newDocuments, null);
    }

    private ServiceManifest said(
            String title,
            String description,
            SortedSet<String> tags,
            Documents documents,
            @Nullable ManifestSignature by) {
        return new ServiceManifest(
                name,
                version,
                title,
                description,
                category,
                tags,
                model,
                capabilities,
                modalities,
                endpoints,
                pricing,
                serviceLevel,
                compliance,
                limits,
                supportedParameters,
                documents,
                releasedOn,
                audience,
                by);
    }

    /** What goes in and what comes out. */
    public record Modalities(SortedSet<Modality> input, SortedSet<Modality> output) {
        public Modalities {
            input = Collections.unmodifiableSortedSet(new TreeSet<>(input));
            output = Collections.unmodifiableSortedSet(new TreeSet<>(output));
        }
    }

    /**
     * Further reading; each null when there is none. Texts are Markdown.
     *
     * @param modelCard what the model was made of and for, how it was judged, and where it fails
     */
    public record Documents(
            @Nullable String documentation,
            @Nullable String documentationUrl,
            @Nullable String exampleUsage,
            @Nullable String logoUrl,
            @Nullable String licence,
            @Nullable String modelCard,
            @Nullable OpenApiDocument openapi) {
        public static final Documents NONE = new Documents(null, null, null, null, null, null, null);

        /** The same, of its OpenAPI document only that there is one. */
        public Documents withoutText() {
            return new Documents(
                    documentation,
                    documentationUrl,
                    exampleUsage,
                    logoUrl,
                    licence,
                    modelCard,
                    openapi == null ? null : openapi.withoutText());
        }
    }
}
