package dev.llmmarketplace.gateway.forward;

import java.util.ArrayList;
import java.util.List;

/** The exchanges under way, in no order. Each knows its place, so that leaving costs as little as coming. */
final class Exchanges {
    private final List<Exchange> all = new ArrayList<>();

    void add(Exchange exchange) {
        exchange.place = all.size();
        all.add(exchange);
    }

    void remove(Exchange exchange) {
        Exchange last = all.removeLast();
        if (last != exchange) {
            all.set(exchange.place, last);
            last.place = exchange.place;
        }
    }

    void expireAt(long now) {
        if (!all.isEmpty()) {
            List.copyOf(all).forEach(exchange -> exchange.expireAt(now));
        }
    }

    void failAll(UpstreamFailure failure) {
        List.copyOf(all).forEach(exchange -> exchange.abort(failure));
    }

    int size() {
        return all.size();
    }
}
