package dev.llmmarketplace.server.rest.syndication;

import dev.llmmarketplace.core.catalog.CatalogNews;
import dev.llmmarketplace.core.catalog.Viewer;
import dev.llmmarketplace.core.search.Inventory;
import dev.llmmarketplace.core.search.Trait;
import java.util.stream.Collectors;

/** What a language model should know of this place before it looks further (llmstxt.org). */
final class LlmsText {
    private static final int NEWEST = 20;

    private final Inventory inventory;
    private final CatalogNews news;
    private final Links links;

    LlmsText(Inventory inventory, CatalogNews news, Links links) {
        this.inventory = inventory;
        this.news = news;
        this.links = links;
    }

    String write() {
        return """
            # LLM Marketplace

            > Find, compare, price and call services of language models. Prices are per million tokens unless said
            > otherwise. Reading the catalogue needs no key; calls need an API key.

            ## For programs

            - [Search](%1$s/api/v1/search?q=cheapest+with+tools+in+the+EU): `q` takes plain language; the answer tells what was understood
            - [MCP server](%1$s/mcp): streamable HTTP; tools search_services, describe_service, compare_services, price_workload
            - [REST contract](%1$s/openapi.yaml): OpenAPI 3.1
            - [Events that webhooks get](%1$s/asyncapi.yaml): AsyncAPI 3.0
            - [Chat completions](%1$s/v1/chat/completions): OpenAI-compatible; the model is `provider/service`
            - [New services](%1$s/feeds/new.xml): RSS
            - [Deprecated services](%1$s/feeds/deprecated.xml): RSS

            ## Categories

            %2$s

            ## New services

            %3$s
            """.formatted(links.page(""), categories(), newest());
    }

    private String categories() {
        return inventory.of(Trait.CATEGORY, Viewer.ANYBODY).stream()
                .map(count -> "- [%1$s](%2$s): %3$d services"
                        .formatted(
                                count.value(), links.page("/api/v1/search?category=" + count.value()), count.count()))
                .collect(Collectors.joining("\n"));
    }

    private String newest() {
        return news.listed(NEWEST).stream()
                .map(CatalogNews.Item::service)
                .map(service -> "- [%s](%s): %s"
                        .formatted(
                                service.manifest().name(),
                                links.page("/api/v1/services/by-name/"
                                        + service.manifest().name()),
                                oneLine(service.manifest().title())))
                .collect(Collectors.joining("\n"));
    }

    /** A provider's text stays one item of the list. */
    private static String oneLine(String text) {
        return text.replaceAll("[\\p{Cntrl}\\p{Zl}\\p{Zp}]+", " ").strip();
    }
}
