package dev.llmmarketplace.server.rest.syndication;

import dev.llmmarketplace.core.catalog.CatalogNews;
import dev.llmmarketplace.core.catalog.CatalogStore;
import dev.llmmarketplace.core.catalog.ServiceManifest;
import dev.llmmarketplace.core.catalog.ServiceVersion;
import dev.llmmarketplace.core.search.Inventory;
import dev.llmmarketplace.server.rest.Answer;
import dev.llmmarketplace.server.rest.EntityTag;
import dev.llmmarketplace.server.rest.Request;
import dev.llmmarketplace.server.rest.Routes;
import dev.llmmarketplace.server.rest.catalog.Providers;
import dev.llmmarketplace.server.rest.syndication.RssFeed.Entry;
import java.util.List;
import java.util.stream.Stream;

/** Feeds, {@code llms.txt} and the pages of services. */
public final class SyndicationRoutes {
    private static final int ENTRIES = 50;
    private static final String PLAIN = "text/plain; charset=utf-8";

    private final CatalogNews news;
    private final Links links;
    private final LlmsText llmsText;
    private final ServicePages pages;

    public SyndicationRoutes(
            CatalogStore catalog, CatalogNews news, Providers providers, Inventory inventory, Links links) {
        this.news = news;
        this.links = links;
        this.llmsText = new LlmsText(inventory, news, links);
        this.pages = new ServicePages(catalog, providers, links);
    }

    public void register(Routes routes) {
        routes.on("newServicesFeed", this::newServices);
        routes.on("deprecatedServicesFeed", this::deprecatedServices);
        routes.on("llmsText", request -> tagged(PLAIN, llmsText.write()));
        routes.on("servicePage", pages::page);
    }

    private Answer newServices(Request request) {
        List<Entry> entries = news.listed(ENTRIES).stream()
                .map(item -> entry(item, "listed", item.service().manifest().title()))
                .toList();
        return feed("New services", "Services that were listed lately", "new", entries);
    }

    private Answer deprecatedServices(Request request) {
        List<Entry> entries = news.deprecated(ENTRIES).stream()
                .map(item -> entry(item, "deprecated", farewell(item.service())))
                .toList();
        return feed("Deprecated services", "Services whose end is announced", "deprecated", entries);
    }

    private Answer feed(String title, String description, String name, List<Entry> entries) {
        RssFeed feed = new RssFeed(
                "LLM Marketplace: " + title,
                description,
                links.page("/feeds/" + name + ".xml"),
                links.page("/"),
                entries);
        return tagged(RssFeed.CONTENT_TYPE, feed.xml());
    }

    private Entry entry(CatalogNews.Item item, String what, String description) {
        ServiceManifest manifest = item.service().manifest();
        return new Entry(
                item.service().service() + ":" + what + ":" + item.since().toEpochMilli(),
                manifest.name().toString(),
                links.page(item.service()),
                description,
                manifest.category().wireName(),
                item.since());
    }

    private static String farewell(ServiceVersion service) {
        return Stream.of(
                        service.manifest().title() + " is deprecated.",
                        service.farewell().sunsetAt() == null
                                ? ""
                                : "It ends at " + service.farewell().sunsetAt() + ".",
                        service.farewell().successor() == null
                                ? ""
                                : "Use " + service.farewell().successor() + " instead.")
                .filter(sentence -> !sentence.isEmpty())
                .reduce((one, other) -> one + " " + other)
                .orElseThrow();
    }

    private static Answer tagged(String contentType, String body) {
        return EntityTag.on(Answer.text(contentType, body), body);
    }
}
