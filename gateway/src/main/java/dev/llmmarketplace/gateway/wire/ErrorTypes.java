package dev.llmmarketplace.gateway.wire;

import dev.llmmarketplace.core.kernel.ErrorCode;

/** The dialects' own names for kinds of errors, which their clients tell them apart by. */
public final class ErrorTypes {
    private ErrorTypes() {}

    static String openAi(ErrorCode code, int status) {
        return switch (status) {
            case 401 -> "authentication_error";
            case 402 -> "insufficient_quota";
            case 403 -> "permission_error";
            case 404 -> "not_found_error";
            case 429 -> "rate_limit_error";
            default ->
                switch (code.kind()) {
                    case CALLER, RESOURCES -> "invalid_request_error";
                    case INTERNAL -> "server_error";
                    case UPSTREAM -> "upstream_error";
                };
        };
    }

    /** Source: Anthropic's API reference, Errors. */
    public static String anthropic(int status) {
        return switch (status) {
            case 401 -> "authentication_error";
            case 402 -> "billing_error";
            case 403 -> "permission_error";
            case 404 -> "not_found_error";
            case 413 -> "request_too_large";
            case 429 -> "rate_limit_error";
            case 504 -> "timeout_error";
            case 503, 529 -> "overloaded_error";
            default -> status < 500 ? "invalid_request_error" : "api_error";
        };
    }
}
