package dev.llmmarketplace.server.rest.catalog;

import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.llmmarketplace.core.catalog.Capability;
import org.jspecify.annotations.Nullable;

/** @param parameters JSON Schema, as JSON */
record CapabilityBody(
        String name,
        String description,
        @JsonRawValue @Nullable String parameters) {
    static CapabilityBody from(Capability capability) {
        return new CapabilityBody(capability.name(), capability.description(), capability.parameters());
    }
}
