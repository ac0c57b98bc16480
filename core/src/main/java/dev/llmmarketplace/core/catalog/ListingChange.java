package dev.llmmarketplace.core.catalog;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * What a later statement of a listing says otherwise.
 *
 * @param field as in a manifest, for example {@code pricing.rates.input}
 * @param before null where there was nothing; prices as decimals, per million tokens or apiece
 * @param after null where there is nothing any more
 */
public record ListingChange(
        String field, @Nullable String before, @Nullable String after) {
    private static final int NANO_DECIMALS = 9;

    /** In the order of a manifest; of long texts only that they changed. */
    public static List<ListingChange> between(ServiceManifest before, ServiceManifest after) {
        List<ListingChange> changes = new ArrayList<>();
        prices(before.pricing(), after.pricing(), changes);
        number(
                "limits.contextTokens",
                before.limits().contextTokens(),
                after.limits().contextTokens(),
                changes);
        number(
                "limits.outputTokens",
                before.limits().outputTokens(),
                after.limits().outputTokens(),
                changes);
        add("title", before.title(), after.title(), changes);
        add("category", before.category().wireName(), after.category().wireName(), changes);
        add("model", before.model(), after.model(), changes);
        add("tags", before.tags().toString(), after.tags().toString(), changes);
        add("modalities", before.modalities().toString(), after.modalities().toString(), changes);
        add(
                "supportedParameters",
                before.supportedParameters().toString(),
                after.supportedParameters().toString(),
                changes);
        add("releasedOn", text(before.releasedOn()), text(after.releasedOn()), changes);
        add(
                "visibility",
                before.audience().visibility().wireName(),
                after.audience().visibility().wireName(),
                changes);
        add(
                "visibleTo",
                before.audience().organisations().toString(),
                after.audience().organisations().toString(),
                changes);
        if (!before.description().equals(after.description())) {
            changes.add(new ListingChange("description", null, null));
        }
        return List.copyOf(changes);
    }

    private static void prices(@Nullable PriceBook before, @Nullable PriceBook after, List<ListingChange> changes) {
        add(
                "pricing.model",
                before == null ? null : before.model().wireName(),
                after == null ? null : after.model().wireName(),
                changes);
        add(
                "pricing.currency",
                before == null ? null : before.currency(),
                after == null ? null : after.currency(),
                changes);
        for (Rate rate : Rate.values()) {
            add(
                    "pricing.rates." + rate.field,
                    before == null ? null : rate.written(before.rates()),
                    after == null ? null : rate.written(after.rates()),
                    changes);
        }
        if (before != null && after != null && !before.tiers().equals(after.tiers())) {
            changes.add(new ListingChange("pricing.tiers", null, null));
        }
        add("pricing.provenance.source", source(before), source(after), changes);
    }

    private static @Nullable String source(@Nullable PriceBook book) {
        return book == null || book.provenance() == null
                ? null
                : book.provenance().source();
    }

    private static void number(String field, long before, long after, List<ListingChange> changes) {
        add(field, before == 0 ? null : "" + before, after == 0 ? null : "" + after, changes);
    }

    private static void add(
            String field, @Nullable String before, @Nullable String after, List<ListingChange> changes) {
        if (!Objects.equals(before, after)) {
            changes.add(new ListingChange(field, before, after));
        }
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }

    /** The rates that sources state. */
    enum Rate {
        INPUT("input", Rates::input),
        CACHE_READ("cacheRead", Rates::cacheRead),
        CACHE_WRITE_5M("cacheWrite5m", Rates::cacheWrite5m),
        OUTPUT("output", Rates::output),
        REASONING("reasoning", Rates::reasoning),
        AUDIO_INPUT("audioInput", Rates::audioInput),
        AUDIO_OUTPUT("audioOutput", Rates::audioOutput),
        IMAGE("image", Rates::image),
        REQUEST("request", Rates::request);

        private final String field;
        private final ToLongFunction<Rates> nanos;

        Rate(String field, ToLongFunction<Rates> nanos) {
            this.field = field;
            this.nanos = nanos;
        }

        String field() {
            return field;
        }

        long of(Rates rates) {
            return nanos.applyAsLong(rates);
        }

        String written(Rates rates) {
            return decimal(of(rates));
        }

        static String decimal(long nanos) {
            return BigDecimal.valueOf(nanos, NANO_DECIMALS).stripTrailingZeros().toPlainString();
        }
    }
}
