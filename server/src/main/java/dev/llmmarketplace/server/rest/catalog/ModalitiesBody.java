package dev.llmmarketplace.server.rest.catalog;

import dev.llmmarketplace.core.catalog.Modality;
import dev.llmmarketplace.core.catalog.ServiceManifest.Modalities;
import java.util.List;

record ModalitiesBody(List<String> input, List<String> output) {
    static ModalitiesBody from(Modalities modalities) {
        return new ModalitiesBody(
                modalities.input().stream().map(Modality::wireName).toList(),
                modalities.output().stream().map(Modality::wireName).toList());
    }
}
