package dev.llmmarketplace.server.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmmarketplace.server.MovableClock;
import dev.llmmarketplace.server.Reply;
import dev.llmmarketplace.server.TestMarketplace;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** What time does to tokens, locks and keys; the clock is moved, nobody waits. */
@TestInstance(Lifecycle.PER_CLASS)
final class TimeTest {
    private final MovableClock clock = new MovableClock();
    private final TestMarketplace marketplace = new TestMarketplace(builder -> builder.clock(clock));

    @AfterAll
    void close() {
        marketplace.close();
    }

    @Test
    void anAccessTokenIsGoodForAnHour() {
        String token = signUp("hour").at("/tokens/accessToken");

        clock.advance(Duration.ofMinutes(59));
        marketplace.nobody().with(token).get("/api/v1/auth/me").expect(200);
        clock.advance(Duration.ofMinutes(2));

        Reply expired = marketplace.nobody().with(token).get("/api/v1/auth/me").expectProblem(401, "unauthenticated");
        assertThat(expired.at("/detail")).contains("has expired");
    }

    @Test
    void aLockedAccountOpensAfterAQuarterOfAnHour() {
        signUp("lock");
        for (int i = 0; i < 5; i++) {
            signIn("lock", "not the password").expect(401);
        }
        signIn("lock", TestMarketplace.PASSWORD).expectProblem(423, "account_locked");

        clock.advance(Duration.ofMinutes(16));

        signIn("lock", TestMarketplace.PASSWORD).expect(200);
    }

    @Test
    void aRefreshTokenIsGoodForAWeek() {
        String token = signUp("week").at("/tokens/refreshToken");

        clock.advance(Duration.ofDays(8));

        marketplace
                .nobody()
                .post("/api/v1/auth/refresh", "{\"refreshToken\": \"%s\"}".formatted(token))
                .expectProblem(401, "unauthenticated");
    }

    @Test
    void theSigningKeyIsReplacedAfterNinetyDaysAndTheOldOneServesItsLastTokens() {
        signUp("rotation");
        clock.advance(Duration.ofDays(91));
        signIn("rotation", TestMarketplace.PASSWORD).expect(200); // from here on the key is new
        clock.advance(Duration.ofDays(90).minusMinutes(30));
        String last = signIn("rotation", TestMarketplace.PASSWORD).expect(200).at("/accessToken");
        String oldKey = keys().at("/keys/0/kid");

        clock.advance(Duration.ofMinutes(31));
        signIn("rotation", TestMarketplace.PASSWORD).expect(200);

        assertThat(keys().at("/keys/0/kid")).isNotEqualTo(oldKey);
        assertThat(keys().json().findValuesAsText("kid")).contains(oldKey);
        marketplace.nobody().with(last).get("/api/v1/auth/me").expect(200);
        clock.advance(Duration.ofHours(2));
        assertThat(keys().json().findValuesAsText("kid")).doesNotContain(oldKey);
    }

    private Reply keys() {
        return marketplace.nobody().get("/.well-known/jwks.json").expect(200);
    }

    private Reply signUp(String name) {
        return marketplace
                .nobody()
                .post("/api/v1/auth/register", """
                {"email": "%s@example.com", "password": "%s", "fullName": "Ada",
                 "organisation": {"slug": "%s", "name": "Example"}}
                """.formatted(name, TestMarketplace.PASSWORD, name))
                .expect(201);
    }

    private Reply signIn(String name, String password) {
        return marketplace
                .nobody()
                .post(
                        "/api/v1/auth/login",
                        "{\"email\": \"%s@example.com\", \"password\": \"%s\"}".formatted(name, password));
    }
}
