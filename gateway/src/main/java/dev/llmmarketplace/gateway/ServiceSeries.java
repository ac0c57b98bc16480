package dev.llmmarketplace.gateway;

import dev.llmmarketplace.core.kernel.ServiceId;
import dev.llmmarketplace.core.sla.Verdict;
import dev.llmmarketplace.gateway.observe.EndedCall;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * Calls and tokens by service, for as many services as a scrape can bear: the first that are called have figures of their
 * own, all others share one, and so do those that not everybody may know of. Thread-safe.
 */
public final class ServiceSeries {
    /** Services with figures of their own. */
    public static final int MOST = 200;

    /** How the rest is called. */
    public static final String OTHER = "other";

    private final ConcurrentMap<ServiceId, Figures> known = new ConcurrentHashMap<>();
    private final Figures other = new Figures(OTHER);

    /** Of one service. */
    public static final class Figures {
        private final String service;
        private final LongAdder served = new LongAdder();
        private final LongAdder failed = new LongAdder();
        private final LongAdder notCounted = new LongAdder();
        private final LongAdder tokens = new LongAdder();

        private Figures(String service) {
            this.service = service;
        }

        /** {@code provider/service}, or {@link #OTHER}. */
        public String service() {
            return service;
        }

        public long calls(Verdict verdict) {
            return adder(verdict).sum();
        }

        /** Billed. */
        public long tokens() {
            return tokens.sum();
        }

        private LongAdder adder(Verdict verdict) {
            return switch (verdict) {
                case SERVED -> served;
                case FAILED -> failed;
                case NOT_COUNTED -> notCounted;
            };
        }
    }

    void count(EndedCall call) {
        Figures figures = of(call);
        figures.adder(Verdict.of(call.outcome(), call.upstreamStatus())).increment();
        figures.tokens.add(call.billed().totalTokens());
    }

    private Figures of(EndedCall call) {
        ServiceId service = call.target().service().service();
        if (call.target().service().audience() != null) {
            return other; // figures are for everybody to read
        }
        Figures found = known.get(service);
        if (found != null) {
            return found;
        }
        // Two event loops may begin the last one at the same time: there are then as many more as there are loops.
        return known.size() >= MOST
                ? other
                : known.computeIfAbsent(
                        service, _ -> new Figures(call.target().service().name().toString()));
    }

    /** Those that have been called, the shared ones last. */
    public List<Figures> all() {
        List<Figures> all = new ArrayList<>(known.values());
        all.add(other);
        return all;
    }
}
