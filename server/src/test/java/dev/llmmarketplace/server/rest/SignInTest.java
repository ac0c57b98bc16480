package dev.llmmarketplace.server.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmmarketplace.server.Api;
import dev.llmmarketplace.server.Reply;
import dev.llmmarketplace.server.SharedMarketplace;
import dev.llmmarketplace.server.TestMarketplace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Signing up, in, on and out. */
@ExtendWith(SharedMarketplace.class)
final class SignInTest {
    private final TestMarketplace marketplace;
    private final Api nobody;

    SignInTest(TestMarketplace marketplace) {
        this.marketplace = marketplace;
        this.nobody = marketplace.nobody();
    }

    @Test
    void whoSignsUpIsAConsumerAndSignedIn() {
        String slug = marketplace.unique("signup");

        Reply reply =
                signUp(slug, slug + "@Example.com", TestMarketplace.PASSWORD).expect(201);

        assertThat(reply.json().at("/user/roles")).hasSize(1);
        assertThat(reply.at("/user/roles/0")).isEqualTo("consumer");
        assertThat(reply.at("/user/email")).isEqualTo(slug + "@example.com");
        assertThat(reply.at("/organisation/provider")).isEqualTo("false");
        Reply me = nobody.with(reply.at("/tokens/accessToken"))
                .get("/api/v1/auth/me")
                .expect(200);
        assertThat(me.at("/organisation/slug")).isEqualTo(slug);
    }

    @Test
    void aTakenEmailOrSlugCreatesNeither() {
        String slug = marketplace.unique("taken");
        signUp(slug, slug + "@example.com", TestMarketplace.PASSWORD).expect(201);

        signUp(slug, "other-" + slug + "@example.com", TestMarketplace.PASSWORD).expectProblem(409, "conflict");
        signUp("other-" + slug, slug + "@example.com", TestMarketplace.PASSWORD).expectProblem(409, "conflict");

        assertThat(marketplace.root().get("/api/v1/organisations?limit=100").text())
                .doesNotContain("other-" + slug);
        assertThat(marketplace.root().get("/api/v1/users?limit=100").text()).doesNotContain("other-" + slug);
    }

    @Test
    void aWeakPasswordIsRefusedAndNotRepeated() {
        String slug = marketplace.unique("weak");

        Reply tooShort = signUp(slug, slug + "@example.com", "Sh0rt!pw").expectProblem(422, "validation_failed");
        Reply monotonous =
                signUp(slug, slug + "@example.com", "aaaaaaaaaaaaaa").expectProblem(422, "validation_failed");

        assertThat(tooShort.violation("/password").path("rule").asText()).contains("12");
        assertThat(tooShort.text()).doesNotContain("Sh0rt!pw");
        monotonous.violation("/password");
    }

    @Test
    void wrongPasswordAndUnknownEmailLookTheSame() {
        String slug = marketplace.unique("same");
        signUp(slug, slug + "@example.com", TestMarketplace.PASSWORD).expect(201);

        Reply wrong = signIn(slug + "@example.com", "not the password").expectProblem(401, "unauthenticated");
        Reply unknown =
                signIn("nobody-" + slug + "@example.com", "not the password").expectProblem(401, "unauthenticated");

        assertThat(unknown.at("/detail")).isEqualTo(wrong.at("/detail"));
    }

    @Test
    void fiveFailuresLockTheAccountEvenForTheRightPassword() {
        String slug = marketplace.unique("locked");
        String email = slug + "@example.com";
        signUp(slug, email, TestMarketplace.PASSWORD).expect(201);

        for (int i = 0; i < 5; i++) {
            signIn(email, "not the password").expectProblem(401, "unauthenticated");
        }

        Reply locked = signIn(email, TestMarketplace.PASSWORD).expectProblem(423, "account_locked");
        assertThat(Integer.parseInt(locked.header("retry-after").orElseThrow())).isBetween(600, 900);
    }

    @Test
    void aRefreshTokenIsGoodOnceAndItsReuseEndsAllSessions() {
        String slug = marketplace.unique("refresh");
        Reply first =
                signUp(slug, slug + "@example.com", TestMarketplace.PASSWORD).expect(201);
        String stolen = first.at("/tokens/refreshToken");

        String second = refresh(stolen).expect(200).at("/refreshToken");
        refresh(stolen).expectProblem(401, "unauthenticated");

        refresh(second).expectProblem(401, "unauthenticated");
    }

    @Test
    void signingOutEndsTheRefreshToken() {
        String slug = marketplace.unique("logout");
        Reply in = signUp(slug, slug + "@example.com", TestMarketplace.PASSWORD).expect(201);

        nobody.with(in.at("/tokens/accessToken"))
                .post("/api/v1/auth/logout", "")
                .expect(204);

        refresh(in.at("/tokens/refreshToken")).expectProblem(401, "unauthenticated");
    }

    @Test
    void thePublicKeysAreThereAndOnlyThePublicOnes() {
        Reply keys = nobody.get("/.well-known/jwks.json").expect(200);

        assertThat(keys.at("/keys/0/kty")).isEqualTo("RSA");
        assertThat(keys.at("/keys/0/alg")).isEqualTo("RS256");
        assertThat(keys.json().at("/keys/0").has("d")).isFalse();
    }

    @Test
    void anAdministratorDoesNotLoseHisOwnRight() {
        String me = marketplace.root().get("/api/v1/auth/me").at("/user/id");

        marketplace
                .root()
                .put("/api/v1/users/" + me + "/roles", "{\"roles\": [\"viewer\"]}")
                .expectProblem(409, "conflict");
    }

    private Reply signUp(String slug, String email, String password) {
        return nobody.post("/api/v1/auth/register", """
                {"email": "%s", "password": "%s", "fullName": "Ada Example",
                 "organisation": {"slug": "%s", "name": "Example"}}
                """.formatted(email, password, slug));
    }

    private Reply signIn(String email, String password) {
        return nobody.post(
                "/api/v1/auth/login", "{\"email\": \"%s\", \"password\": \"%s\"}".formatted(email, password));
    }

    private Reply refresh(String token) {
        return nobody.post("/api/v1/auth/refresh", "{\"refreshToken\": \"%s\"}".formatted(token));
    }
}
