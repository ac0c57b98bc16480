package dev.llmmarketplace.server.rest.search;

import dev.llmmarketplace.core.search.Figure;
import dev.llmmarketplace.core.search.Range;
import dev.llmmarketplace.core.search.SearchAnswer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How many hits lie where, along one figure. */
record HistogramBody(String name, String minField, String maxField, List<BucketBody> buckets) {

    /** Ends as the filters take them, absent where the bucket is open; both are within. */
    record BucketBody(@Nullable String from, @Nullable String to, long count) {}

    static HistogramBody from(SearchAnswer.Histogram histogram) {
        Figure figure = histogram.figure();
        return new HistogramBody(
                figure.wireName(),
                figure.leastField(),
                figure.mostField(),
                histogram.buckets().stream()
                        .map(bucket -> bucket(figure, bucket.range(), bucket.count()))
                        .toList());
    }

    private static BucketBody bucket(Figure figure, Range range, long count) {
        return new BucketBody(written(figure, range.least()), written(figure, range.most()), count);
    }

    private static @Nullable String written(Figure figure, @Nullable Long number) {
        return number == null ? null : figure.unit().write(number);
    }
}
