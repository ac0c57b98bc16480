package dev.llmmarketplace.adapters.postgres;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import dev.llmmarketplace.core.catalog.Category;
import dev.llmmarketplace.core.catalog.ComplianceLevel;
import dev.llmmarketplace.core.catalog.Dialect;
import dev.llmmarketplace.core.catalog.Endpoint;
import dev.llmmarketplace.core.catalog.HttpVersion;
import dev.llmmarketplace.core.catalog.ListingVisibility;
import dev.llmmarketplace.core.catalog.Modality;
import dev.llmmarketplace.core.catalog.OpenApiDocument;
import dev.llmmarketplace.core.catalog.PricingModel;
import dev.llmmarketplace.core.catalog.Protocol;
import dev.llmmarketplace.core.catalog.SemanticVersion;
import dev.llmmarketplace.core.catalog.ServiceName;
import dev.llmmarketplace.core.catalog.SupportLevel;
import dev.llmmarketplace.core.kernel.WireName;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How the catalogue's records lie in {@code jsonb} columns: by the names of their components. This is the database's own
 * format and no wire format. A component that is added later is absent in old rows and reads as null, 0, false or an empty list; one
 * that is renamed needs a migration.
 */
final class CatalogJson {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(module())
            .addMixIn(Endpoint.Authentication.class, AuthenticationByType.class)
            .defaultPropertyInclusion(JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, null))
            .withConfigOverride(
                    List.class, lists -> lists.setSetterInfo(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY)))
            .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private CatalogJson() {}

    static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("every record of the catalogue can be written", e);
        }
    }

    static <T> T read(String json, Class<T> type) {
        try {
            return MAPPER.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a " + type.getSimpleName() + " in the database cannot be read", e);
        }
    }

    static <T> @Nullable T readNullable(@Nullable String json, Class<T> type) {
        return json == null ? null : read(json, type);
    }

    private static SimpleModule module() {
        SimpleModule module = new SimpleModule();
        module.addSerializer(WireName.class, new WireNameSerializer());
        constants(module, Category.class);
        constants(module, ComplianceLevel.class);
        constants(module, Dialect.class);
        constants(module, HttpVersion.class);
        constants(module, ListingVisibility.class);
        constants(module, Modality.class);
        constants(module, PricingModel.class);
        constants(module, Protocol.class);
        constants(module, SupportLevel.class);
        module.addDeserializer(OpenApiDocument.class, new DocumentDeserializer());
        text(module, Duration.class, Duration::parse);
        text(module, Instant.class, Instant::parse);
        text(module, LocalDate.class, LocalDate::parse);
        text(module, SemanticVersion.class, SemanticVersion::parse);
        text(module, ServiceName.class, ServiceName::parse);
        return module;
    }

    private static <E extends Enum<E> & WireName> void constants(SimpleModule module, Class<E> type) {
        module.addDeserializer(type, new Parsed<>(type, name -> WireName.parse(type, name, type.getSimpleName())));
    }

    private static <T> void text(SimpleModule module, Class<T> type, Function<String, T> parse) {
        module.addSerializer(type, ToStringSerializer.instance);
        module.addDeserializer(type, new Parsed<>(type, parse));
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Endpoint.Authentication.None.class, name = "none"),
        @JsonSubTypes.Type(value = Endpoint.Authentication.Bearer.class, name = "bearer"),
        @JsonSubTypes.Type(value = Endpoint.Authentication.Header.class, name = "header"),
        @JsonSubTypes.Type(value = Endpoint.Authentication.OAuth2.class, name = "oauth2"),
        @JsonSubTypes.Type(value = Endpoint.Authentication.MutualTls.class, name = "mtls")
    })
    private interface AuthenticationByType {}

    private static final class WireNameSerializer extends StdSerializer<WireName> {
        private WireNameSerializer() {
            super(WireName.class);
        }

        @Override
        public void serialize(WireName value, JsonGenerator generator, SerializerProvider provider) throws IOException {
            generator.writeString(value.wireName());
        }
    }

    /** Of submissions that were stored when it was a text alone, too. */
    private static final class DocumentDeserializer extends StdDeserializer<OpenApiDocument> {
        private DocumentDeserializer() {
            super(OpenApiDocument.class);
        }

        @Override
        public OpenApiDocument deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            JsonNode tree = parser.readValueAsTree();
            return tree.isTextual()
                    ? OpenApiDocument.of(tree.asText())
                    : new OpenApiDocument(
                            tree.path("digest").asText(),
                            tree.path("size").asLong(),
                            tree.path("text").textValue());
        }
    }

    private static final class Parsed<T> extends StdDeserializer<T> {
        private final transient Function<String, T> parse;

        private Parsed(Class<T> type, Function<String, T> parse) {
            super(type);
            this.parse = parse;
        }

        @Override
        public T deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            return parse.apply(parser.getText());
        }
    }
}
