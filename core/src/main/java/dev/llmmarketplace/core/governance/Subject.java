package dev.llmmarketplace.core.governance;

import dev.llmmarketplace.core.kernel.OrganisationId;
import dev.llmmarketplace.core.kernel.ServiceId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a verdict is about. Of two that are about the same call, the one that stands earlier here is the narrower. */
public sealed interface Subject {
    /**
     * What verdicts on calls to a service can be about, the narrowest first.
     *
     * @param model null when it serves none
     */
    static List<Subject> of(ServiceId service, @Nullable String model, OrganisationId provider) {
        return model == null
                ? List.of(new Service(service), new Provider(provider), new Everything())
                : List.of(new Service(service), new Model(model), new Provider(provider), new Everything());
    }

    /** All versions of one service. */
    record Service(ServiceId id) implements Subject {}

    /** All services of one model, by the {@code model} of their manifests. */
    record Model(String name) implements Subject {}

    /** All services of one provider. */
    record Provider(OrganisationId id) implements Subject {}

    /** All services. */
    record Everything() implements Subject {}

    /**
     * Endpoints that are known to run there: calls go to a service's other endpoints, and are refused when there are none.
     *
     * @param code ISO 3166-1 alpha-2, or {@code EU}
     */
    record Country(String code) implements Subject {}
}
