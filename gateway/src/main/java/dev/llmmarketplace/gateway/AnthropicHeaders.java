package dev.llmmarketplace.gateway;

import io.vertx.core.MultiMap;
import java.util.List;

/** The headers by which callers choose a version of Anthropic's dialect and its preliminary parts. */
final class AnthropicHeaders {
    static final String VERSION = "anthropic-version";
    static final String BETA = "anthropic-beta";
    /** Providers demand one. */
    private static final String USUAL_VERSION = "2023-06-01";

    private AnthropicHeaders() {}

    static void put(StringBuilder lines, MultiMap headers) {
        lines.append(VERSION).append(": ").append(RequestIds.accept(headers.get(VERSION), USUAL_VERSION));
        lines.append("\r\n");
        List<String> betas = headers.getAll(BETA);
        for (int i = 0; i < betas.size(); i++) {
            RequestIds.passOn(lines, BETA, betas.get(i).replace(" ", ""));
        }
    }
}
