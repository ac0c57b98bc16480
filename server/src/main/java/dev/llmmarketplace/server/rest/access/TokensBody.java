package dev.llmmarketplace.server.rest.access;

import dev.llmmarketplace.core.access.Sessions;
import dev.llmmarketplace.core.access.User;
import dev.llmmarketplace.server.identity.AccessTokens;

/** What someone who has signed in gets. Its text is not for logs. */
record TokensBody(String accessToken, String tokenType, long expiresIn, String refreshToken, UserBody user) {
    static TokensBody issue(User user, AccessTokens tokens, Sessions sessions) {
        return new TokensBody(
                tokens.issue(user).reveal(),
                "Bearer",
                tokens.lifetime().toSeconds(),
                sessions.open(user).reveal(),
                UserBody.from(user));
    }

    @Override
    public String toString() {
        return "TokensBody[user=" + user + "]";
    }
}
