package dev.llmmarketplace.server.rest.search;

import dev.llmmarketplace.core.search.CatalogIndexer;
import dev.llmmarketplace.core.search.RebuildProgress;
import dev.llmmarketplace.server.rest.Answer;
import dev.llmmarketplace.server.rest.Request;
import dev.llmmarketplace.server.rest.Routes;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** The making of a new search index in this process: asking for it, and how far it is. */
public final class RebuildRoutes {
    private final CatalogIndexer indexer;
    private final InstantSource clock;

    public RebuildRoutes(CatalogIndexer indexer, InstantSource clock) {
        this.indexer = indexer;
        this.clock = clock;
    }

    public void register(Routes routes) {
        routes.on("getSearchRebuild", this::get);
        routes.on("startSearchRebuild", this::start);
    }

    record RebuildBody(
            String state,
            long done,
            long total,
            long resumedFrom,
            @Nullable Instant startedAt,
            @Nullable Instant expectedAt,
            @Nullable Instant finishedAt) {
        static RebuildBody from(RebuildProgress progress, Instant now) {
            return new RebuildBody(
                    progress.state().wireName(),
                    progress.done(),
                    progress.total(),
                    progress.resumedFrom(),
                    progress.startedAt(),
                    progress.expectedAt(now).orElse(null),
                    progress.finishedAt());
        }
    }

    private Answer get(Request request) {
        return Answer.ok(RebuildBody.from(indexer.rebuild(), clock.instant()));
    }

    private Answer start(Request request) {
        return Answer.json(202, RebuildBody.from(indexer.requestRebuild(), clock.instant()));
    }
}
