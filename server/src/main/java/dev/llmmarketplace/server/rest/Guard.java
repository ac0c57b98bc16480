package dev.llmmarketplace.server.rest;

import dev.llmmarketplace.core.access.Principal;
import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.core.kernel.ProblemException;
import dev.llmmarketplace.server.rest.Operation.Admission;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The one place where it is decided who may make a request. */
public final class Guard {
    private static final String SCHEME = "Bearer ";

    private final Authenticator authenticator;

    Guard(Authenticator authenticator) {
        this.authenticator = authenticator;
    }

    /** Proves who holds a token. Thread-safe. */
    @FunctionalInterface
    public interface Authenticator {
        /** @throws ProblemException {@code UNAUTHENTICATED} when the token is not valid */
        Principal authenticate(String accessToken);
    }

    /**
     * Who makes the request; empty when nobody is signed in.
     *
     * @throws ProblemException {@code UNAUTHENTICATED} when he says who he is and it cannot be believed
     */
    Optional<Principal> identify(@Nullable String authorization) {
        return Optional.ofNullable(authorization).map(Guard::token).map(authenticator::authenticate);
    }

    /** @throws ProblemException {@code UNAUTHENTICATED} or {@code FORBIDDEN} */
    void admit(Operation operation, Optional<Principal> caller) {
        switch (operation.admission()) {
            case Admission.Public() -> {}
            case Admission.Needs(var permission) ->
                caller.orElseThrow(Guard::nobody).require(permission);
        }
    }

    private static String token(String authorization) {
        if (!authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            throw new ProblemException(
                    ErrorCode.UNAUTHENTICATED,
                    "Send 'authorization: Bearer <access token>'; other schemes are not taken.");
        }
        return authorization.substring(SCHEME.length()).strip();
    }

    private static ProblemException nobody() {
        return new ProblemException(
                ErrorCode.UNAUTHENTICATED,
                "Nobody is signed in. Get an access token from POST /api/v1/auth/login and send it as"
                        + " 'authorization: Bearer <access token>'.");
    }
}
