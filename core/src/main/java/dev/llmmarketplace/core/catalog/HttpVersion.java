package dev.llmmarketplace.core.catalog;

import dev.llmmarketplace.core.kernel.WireName;

/** Which HTTP an endpoint is spoken to with. */
public enum HttpVersion implements WireName {
    /** HTTP/2 where the endpoint offers it in the TLS handshake, else HTTP/1.1. */
    AUTO("auto"),
    HTTP_1_1("1.1"),
    /** HTTP/2 alone; unencrypted with prior knowledge. */
    HTTP_2("2");

    private final String wireName;

    HttpVersion(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }
}
