package dev.llmmarketplace.server.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;

/** The notations in which documents come. Both refuse a field that is named twice. */
public enum Syntax {
    JSON("JSON") {
        @Override
        JsonFactory newFactory() {
            return new JsonFactoryBuilder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(Json.CONSTRAINTS)
                    .build();
        }
    },
    YAML("YAML") {
        @Override
        JsonFactory newFactory() {
            return YAMLFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(Json.CONSTRAINTS)
                    .build();
        }
    };

    private final String title;
    private final JsonFactory factory = newFactory();

    Syntax(String title) {
        this.title = title;
    }

    abstract JsonFactory newFactory();

    JsonFactory factory() {
        return factory;
    }

    /** For people. */
    public String title() {
        return title;
    }
}
