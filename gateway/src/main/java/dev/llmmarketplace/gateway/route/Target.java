package dev.llmmarketplace.gateway.route;

import dev.llmmarketplace.core.catalog.CallableService;
import dev.llmmarketplace.core.catalog.Category;
import dev.llmmarketplace.core.catalog.Dialect;
import dev.llmmarketplace.core.catalog.PriceBook;
import dev.llmmarketplace.core.catalog.Protocol;
import dev.llmmarketplace.core.governance.Subject;
import dev.llmmarketplace.core.kernel.PriceVersionId;
import dev.llmmarketplace.gateway.wire.Route;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A listed version with all that can be prepared for its calls. */
public final class Target {
    private final CallableService service;
    private final OutputHistory history;
    /** Microseconds until plain answers, and until streams, began; kept where that is put to use. */
    private final @Nullable OutputHistory plain;

    private final @Nullable OutputHistory streamed;
    private final String label;
    private final Patience patience;
    private final @Nullable Way way;
    private final List<Subject> subjects;

    /**
     * What its calls cost and where they can go.
     *
     * @param dialect what the provider understands, at all of its endpoints
     * @param destinations at least one
     */
    public record Way(Dialect dialect, PriceVersionId priceVersion, PriceBook prices, Destinations destinations) {
        /** How the provider is spoken to, at all of its endpoints. */
        public Protocol protocol() {
            return destinations.at(0).endpoint().protocol();
        }
    }

    /** @param before the same version as it was known so far: what was learned of it stays */
    Target(CallableService service, @Nullable Target before, Ejected ejected) {
        this.service = service;
        this.history = before == null ? new OutputHistory() : before.history;
        boolean hedging = service.timeouts().hedging();
        this.plain = !hedging ? null : before == null || before.plain == null ? new OutputHistory() : before.plain;
        this.streamed =
                !hedging ? null : before == null || before.streamed == null ? new OutputHistory() : before.streamed;
        this.patience = Patience.of(service.timeouts());
        this.subjects = Subject.of(service.service(), service.model(), service.provider());
        this.label = service.name() + "@" + service.number();
        this.way = way(service, before == null || before.way == null ? null : before.way.destinations(), ejected);
    }

    private static @Nullable Way way(CallableService service, @Nullable Destinations before, Ejected ejected) {
        PriceBook prices = service.prices();
        PriceVersionId priceVersion = service.priceVersion();
        if (!service.callable() || prices == null || priceVersion == null) {
            return null;
        }
        Destinations destinations = Destinations.of(service, before, ejected);
        if (destinations.size() == 0) {
            return null;
        }
        return new Way(destinations.at(0).endpoint().dialect(), priceVersion, prices, destinations);
    }

    public CallableService service() {
        return service;
    }

    /** {@code provider/service@1.2.3} */
    public String label() {
        return label;
    }

    /** Null when it is listed and cannot be called by this gateway. */
    public @Nullable Way way() {
        return way;
    }

    /** False also when it cannot be called. */
    public boolean speaks(Protocol protocol) {
        return way != null && way.protocol() == protocol;
    }

    /** By which it is called with a body in its own format. */
    public Route nativeRoute() {
        boolean embeds = service.category() == Category.EMBEDDINGS;
        return way == null ? Route.INVOKE : Route.nativeTo(way.dialect(), embeds);
    }

    /** What verdicts on its calls can be about, the narrowest first. */
    public List<Subject> subjects() {
        return subjects;
    }

    public Patience patience() {
        return patience;
    }

    /** How many microseconds its answers take to begin; null when nothing depends on that. */
    public @Nullable OutputHistory firstBytes(boolean ofStreams) {
        return ofStreams ? streamed : plain;
    }

    public OutputHistory history() {
        return history;
    }
}
