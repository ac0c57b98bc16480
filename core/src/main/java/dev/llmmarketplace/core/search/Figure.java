package dev.llmmarketplace.core.search;

import dev.llmmarketplace.core.catalog.PriceBook;
import dev.llmmarketplace.core.catalog.Rates;
import dev.llmmarketplace.core.catalog.ServiceVersion;
import dev.llmmarketplace.core.kernel.WireName;
import dev.llmmarketplace.core.search.ranking.TrackRecord;
import dev.llmmarketplace.core.search.ranking.TrackRecords;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Numbers that services are filtered, sorted and counted by. A service that does not state one is outside every range of it.
 * Counted in buckets, the least of which has no lower end and the greatest no upper one.
 */
public enum Figure implements WireName {
    /** Of an uncached short prompt. */
    INPUT_PRICE("inputPrice", Unit.PRICE, Buckets.PRICES, service -> price(service, Rates::input)),
    OUTPUT_PRICE("outputPrice", Unit.PRICE, Buckets.PRICES, service -> price(service, Rates::output)),
    /** Of three tokens in and one out, as is usual for comparisons. */
    BLENDED_PRICE("blendedPrice", Unit.PRICE, Buckets.PRICES, service -> price(service, Figure::blended)),
    CONTEXT(
            "context",
            Unit.COUNT,
            Buckets.TOKENS,
            service -> stated(service.manifest().limits().contextTokens())),
    OUTPUT_TOKENS(
            "outputTokens",
            Unit.COUNT,
            Buckets.TOKENS,
            service -> stated(service.manifest().limits().outputTokens())),
    /** How long prompts are kept; 0 for not at all. */
    RETENTION_DAYS("retentionDays", Unit.COUNT, Buckets.DAYS, Figure::retention),
    /** As promised, of a month. */
    AVAILABILITY(
            "availability",
            Unit.PERCENT,
            Buckets.AVAILABILITIES,
            service -> service.manifest()
                    .serviceLevel()
                    .availability()
                    .movePointRight(3)
                    .setScale(0, RoundingMode.DOWN)
                    .longValue()),
    /** As promised, to the end of a plain answer. */
    LATENCY(
            "latency",
            Unit.MILLISECONDS,
            Buckets.LATENCIES,
            service -> service.manifest().serviceLevel().maxLatency().toMillis()),
    /** When the model came out; when that is not known, when the service was listed. */
    RELEASED("released", Unit.DAY, Buckets.YEARS, Figure::released),
    /** When the present version was listed. */
    UPDATED("updated", Unit.DAY, Buckets.YEARS, service -> day(listed(service))),
    /** 95th percentile of the time to the end of a plain answer, as measured over thirty days. */
    MEASURED_LATENCY("measuredLatency", Unit.MILLISECONDS, Buckets.LATENCIES, Shown.SLOW_MILLIS),
    /** Share of the calls that were answered, as measured over thirty days. */
    UPTIME("uptime", Unit.PERCENT, Buckets.AVAILABILITIES, Shown.AVAILABILITY),
    /** Mean of its reviews. */
    RATING("rating", Unit.STARS, Buckets.STARS, Shown.RATING);

    /** Prices in another currency cannot be compared; those services have no price here. */
    private static final String CURRENCY = "USD";

    private final String wireName;
    private final Unit unit;
    private final long[] edges;
    private final Function<ServiceVersion, @Nullable Long> value;
    private final @Nullable Shown shown;

    /** @param edges where buckets begin, ascending */
    Figure(String wireName, Unit unit, long[] edges, Function<ServiceVersion, @Nullable Long> value) {
        this.wireName = wireName;
        this.unit = unit;
        this.edges = edges;
        this.value = value;
        this.shown = null;
    }

    /** @param shown what it is measured by */
    Figure(String wireName, Unit unit, long[] edges, Shown shown) {
        this.wireName = wireName;
        this.unit = unit;
        this.edges = edges;
        this.value = service -> null;
        this.shown = shown;
    }

    @Override
    public String wireName() {
        return wireName;
    }

    public Unit unit() {
        return unit;
    }

    /** The filter for a lower end, which is included: {@code minContext}, {@code releasedAfter}. */
    public String leastField() {
        return unit == Unit.DAY ? wireName + "After" : "min" + capital();
    }

    /** The filter for an upper end, which is included: {@code maxContext}, {@code releasedBefore}. */
    public String mostField() {
        return unit == Unit.DAY ? wireName + "Before" : "max" + capital();
    }

    /** True when it is no statement of the service's manifest but was measured: a service that was not lacks it. */
    public boolean measured() {
        return shown != null;
    }

    /** In the unit's whole numbers; null when it was not measured. */
    public @Nullable Long of(TrackRecord record) {
        Double figure = shown == null ? null : shown.of(record);
        return figure == null
                ? null
                : (Long) BigDecimal.valueOf(figure)
                        .movePointRight(unit.decimals())
                        .setScale(0, RoundingMode.HALF_UP)
                        .longValueExact();
    }

    /** In the unit's whole numbers; null when the service states no such number. */
    public @Nullable Long of(ServiceVersion service) {
        return value.apply(service);
    }

    /** In the unit's whole numbers, as stated or as measured; null when there is neither. */
    public @Nullable Long of(ServiceVersion service, TrackRecords records) {
        return measured() ? of(records.of(service.service())) : of(service);
    }

    public int buckets() {
        return edges.length + 1;
    }

    /** The number of the bucket that {@code number} lies in, from 0. */
    public int bucket(long number) {
        int place = Arrays.binarySearch(edges, number);
        return place >= 0 ? place + 1 : -place - 1;
    }

    /** What lies in the bucket, both ends included, so that as a filter it gives what was counted. */
    public Range range(int bucket) {
        return new Range(
                bucket == 0 ? null : edges[bucket - 1], bucket == edges.length ? null : (Long) (edges[bucket] - 1));
    }

    private String capital() {
        return wireName.substring(0, 1).toUpperCase(Locale.ROOT) + wireName.substring(1);
    }

    /** For a service that is charged by tokens or not at all. */
    private static @Nullable Long price(ServiceVersion service, ToLongFunction<Rates> side) {
        PriceBook prices = service.manifest().pricing();
        if (prices == null || !prices.currency().equals(CURRENCY)) {
            return null;
        }
        return switch (prices.model()) {
            case PER_TOKEN, FREE -> side.applyAsLong(prices.rates());
            case PER_REQUEST, SUBSCRIPTION -> null;
        };
    }

    private static long blended(Rates rates) {
        return (3 * rates.input() + rates.output()) / 4;
    }

    private static @Nullable Long stated(long tokens) {
        return tokens == 0 ? null : tokens;
    }

    private static @Nullable Long retention(ServiceVersion service) {
        Integer days = service.manifest().compliance().retentionDays();
        return days == null ? null : days.longValue();
    }

    private static Long released(ServiceVersion service) {
        LocalDate released = service.manifest().releasedOn();
        return released != null ? (Long) released.toEpochDay() : day(listed(service));
    }

    private static Instant listed(ServiceVersion service) {
        return Objects.requireNonNullElse(service.publishedAt(), service.createdAt());
    }

    private static Long day(Instant time) {
        return LocalDate.ofInstant(time, ZoneOffset.UTC).toEpochDay();
    }

    /** What is measured; apart as well. */
    private enum Shown {
        SLOW_MILLIS(TrackRecord::slowMillis),
        AVAILABILITY(TrackRecord::availability),
        RATING(TrackRecord::rating);

        private final Function<TrackRecord, @Nullable Double> figure;

        Shown(Function<TrackRecord, @Nullable Double> figure) {
            this.figure = figure;
        }

        @Nullable
        Double of(TrackRecord record) {
            return figure.apply(record);
        }
    }

    /** Where buckets begin; apart, because an enum's constants cannot see its own constants. */
    private static final class Buckets {
        /** The first is what costs nothing. */
        static final long[] PRICES = LongStream.of(0, 50, 100, 250, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000)
                .map(thousandths -> thousandths == 0 ? 1 : thousandths * 1_000_000)
                .toArray();

        static final long[] TOKENS = {
            4_000, 8_000, 16_000, 32_000, 64_000, 128_000, 200_000, 400_000, 1_000_000, 2_000_000
        };
        static final long[] DAYS = {1, 8, 31, 91, 366};
        static final long[] AVAILABILITIES = {90_000, 95_000, 99_000, 99_500, 99_900, 99_950, 99_990};
        static final long[] LATENCIES = {250, 500, 1_000, 2_000, 5_000, 10_000, 30_000, 60_000};
        static final long[] STARS = {200, 300, 350, 400, 450};
        static final long[] YEARS = IntStream.rangeClosed(2018, 2100)
                .mapToLong(year -> LocalDate.of(year, 1, 1).toEpochDay())
                .toArray();
    }
}
