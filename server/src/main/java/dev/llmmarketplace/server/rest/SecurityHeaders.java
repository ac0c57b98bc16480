package dev.llmmarketplace.server.rest;

import io.vertx.core.MultiMap;

/** What every answer says to browsers. Scripts and styles come from files of this origin only, never from within a page. */
final class SecurityHeaders {
    private static final String CONTENT_SECURITY_POLICY = String.join(
            "; ",
            "default-src 'self'",
            "script-src 'self'",
            "style-src 'self'",
            "img-src 'self' data: https:", // providers' logos
            "font-src 'self' data:",
            "connect-src 'self'",
            "object-src 'none'",
            "base-uri 'none'",
            "form-action 'self'",
            "frame-ancestors 'none'");

    private SecurityHeaders() {}

    static void add(MultiMap headers) {
        headers.set("content-security-policy", CONTENT_SECURITY_POLICY)
                .set("x-content-type-options", "nosniff")
                .set("x-frame-options", "DENY")
                .set("referrer-policy", "strict-origin-when-cross-origin")
                .set("cross-origin-opener-policy", "same-origin")
                .set("permissions-policy", "camera=(), geolocation=(), microphone=()");
    }
}
