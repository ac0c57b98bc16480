package dev.llmmarketplace.it.trade;

import dev.llmmarketplace.it.process.RunningMarketplace;
import java.util.List;
import java.util.Map;

/** {@code admin@localhost}: makes organisations with one user each, and plans. */
public final class Administrator {
    private static final String PASSWORD = "correct-horse-battery-staple";

    private final Rest nobody;
    private final Rest rest;

    private Administrator(Rest nobody, Rest rest) {
        this.nobody = nobody;
        this.rest = rest;
    }

    public static Administrator of(RunningMarketplace marketplace) {
        Rest nobody = Rest.at(marketplace.address());
        return new Administrator(nobody, signIn(nobody, "admin@localhost", marketplace.administratorPassword()));
    }

    private static Rest signIn(Rest nobody, String email, String password) {
        return nobody.as(nobody.post("/api/v1/auth/login", Map.of("email", email, "password", password))
                .expect(200)
                .path("accessToken")
                .asText());
    }

    /** The management API as the administrator. */
    public Rest rest() {
        return rest;
    }

    /** A new organisation that publishes, and its publisher. */
    public Publisher publisher(String slug) {
        return new Publisher(slug, member(slug, "provider"));
    }

    /** A new organisation that calls, and its user. */
    public Consumer consumer(String slug) {
        return new Consumer(member(slug, "consumer"));
    }

    private Rest member(String slug, String role) {
        String organisation = rest.post(
                        "/api/v1/organisations",
                        Map.of(
                                "slug",
                                slug,
                                "name",
                                slug + " Ltd",
                                "provider",
                                role.equals("provider"),
                                "consumer",
                                role.equals("consumer")))
                .expect(201)
                .path("id")
                .asText();
        String email = role + "@" + slug + ".example";
        rest.post(
                        "/api/v1/users",
                        Map.of(
                                "email", email,
                                "password", PASSWORD,
                                "fullName", "Somebody of " + slug,
                                "organisationId", organisation,
                                "roles", List.of(role)))
                .expect(201);
        return signIn(nobody, email, PASSWORD);
    }

    /** A plan that refuses nothing that a test could send, and still counts everything. */
    public String generousPlan() {
        return plan("generous", 1_000_000, 1_000_000_000_000L);
    }

    public String plan(String name, int requestsPerSecond, long tokensPerMonth) {
        rest.post(
                        "/api/v1/plans",
                        Map.of(
                                "name", name,
                                "requestsPerSecond", requestsPerSecond,
                                "burst", requestsPerSecond,
                                "tokensPerMonth", tokensPerMonth,
                                "concurrency", 0))
                .expect(200);
        return name;
    }
}
