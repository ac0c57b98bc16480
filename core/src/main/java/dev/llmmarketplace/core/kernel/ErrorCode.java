package dev.llmmarketplace.core.kernel;

/**
 * Every error the product can answer with. The name, in lower case with underscores, is the stable {@code code} of
 * problem documents and of the data plane's error bodies.
 */
public enum ErrorCode {
    MALFORMED_REQUEST(Kind.CALLER, 400, "The request cannot be read"),
    UNAUTHENTICATED(Kind.CALLER, 401, "Sign-in or key needed"),
    INVALID_API_KEY(Kind.CALLER, 401, "The API key is not valid"),
    BUDGET_EXHAUSTED(Kind.RESOURCES, 402, "Budget spent"),
    QUOTA_EXHAUSTED(Kind.RESOURCES, 402, "Quota spent"),
    FORBIDDEN(Kind.CALLER, 403, "Not permitted"),
    POLICY_DENIED(Kind.CALLER, 403, "A policy denies it"),
    RESIDENCY_DENIED(Kind.CALLER, 403, "No endpoint where the data may go"),
    NOT_SUBSCRIBED(Kind.CALLER, 403, "No subscription"),
    NOT_FOUND(Kind.CALLER, 404, "Not found"),
    MODEL_NOT_FOUND(Kind.CALLER, 404, "Unknown model"),
    METHOD_NOT_ALLOWED(Kind.CALLER, 405, "Method not allowed"),
    NOT_ACCEPTABLE(Kind.CALLER, 406, "Not acceptable"),
    REQUEST_TIMEOUT(Kind.CALLER, 408, "The request stopped coming"),
    CONFLICT(Kind.CALLER, 409, "Conflict with the present state"),
    PAYLOAD_TOO_LARGE(Kind.CALLER, 413, "The request is too large"),
    ADDRESS_TOO_LONG(Kind.CALLER, 414, "The request's address is too long"),
    UNSUPPORTED_MEDIA_TYPE(Kind.CALLER, 415, "Unsupported media type"),
    VALIDATION_FAILED(Kind.CALLER, 422, "The request breaks a rule"),
    ACCOUNT_LOCKED(Kind.CALLER, 423, "Account locked"),
    RATE_LIMITED(Kind.RESOURCES, 429, "Too many requests"),
    CONCURRENCY_LIMITED(Kind.RESOURCES, 429, "Too many calls in flight"),
    HEADERS_TOO_LARGE(Kind.CALLER, 431, "The request's headers are too large"),
    INTERNAL(Kind.INTERNAL, 500, "Internal error"),
    UPSTREAM_FAILED(Kind.UPSTREAM, 502, "The provider failed"),
    UPSTREAM_UNAVAILABLE(Kind.UPSTREAM, 503, "The provider is left alone after failures"),
    SERVICE_INACTIVE(Kind.CALLER, 503, "The service is not active"),
    SERVICE_NOT_CALLABLE(Kind.CALLER, 503, "The service is listed but cannot be called"),
    UNAVAILABLE(Kind.INTERNAL, 503, "Temporarily unavailable"),
    STORAGE_FULL(Kind.INTERNAL, 503, "No space to record usage"),
    UPSTREAM_TIMEOUT(Kind.UPSTREAM, 504, "The provider took too long");

    /** Whose doing an error is. */
    public enum Kind {
        CALLER,
        INTERNAL,
        RESOURCES,
        UPSTREAM
    }

    private final Kind kind;
    private final int status;
    private final String title;
    private final String code;

    ErrorCode(Kind kind, int status, String title) {
        this.kind = kind;
        this.status = status;
        this.title = title;
        this.code = name().toLowerCase(java.util.Locale.ROOT);
    }

    public Kind kind() {
        return kind;
    }

    /** The HTTP status that carries it. */
    public int status() {
        return status;
    }

    /** A short sentence without particulars. */
    public String title() {
        return title;
    }

    /** The stable name on the wire, for example {@code rate_limited}. */
    public String code() {
        return code;
    }
}
