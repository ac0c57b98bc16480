package dev.llmmarketplace.server.ops;

import com.nimbusds.jose.jwk.JWKSet;
import dev.llmmarketplace.server.identity.SigningKeys;
import dev.llmmarketplace.server.rest.Answer;
import dev.llmmarketplace.server.rest.Contract;
import dev.llmmarketplace.server.rest.Request;
import dev.llmmarketplace.server.rest.Routes;
import java.util.Map;

/** Health, figures, contracts and public keys. */
public final class OpsRoutes {
    private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

    private final Readiness readiness;
    private final Meters meters;
    private final Contract contract;
    private final SigningKeys keys;

    public OpsRoutes(Readiness readiness, Meters meters, Contract contract, SigningKeys keys) {
        this.readiness = readiness;
        this.meters = meters;
        this.contract = contract;
        this.keys = keys;
    }

    public void register(Routes routes) {
        routes.on("live", request -> Answer.ok(Map.of("status", "live")));
        routes.on("ready", this::ready);
        routes.on("metrics", request -> Answer.text(PROMETHEUS, meters.scrape()));
        routes.on("openapiYaml", request -> Answer.bytes("application/yaml", contract.yaml()));
        routes.on("openapiJson", request -> Answer.bytes("application/json", contract.json()));
        routes.on("asyncapiYaml", request -> Answer.bytes("application/yaml", contract.events()));
        routes.on("manifestSchema", request -> Answer.bytes("application/schema+json", contract.manifestText()));
        routes.on("docs", request -> Answer.bytes("text/html; charset=utf-8", DocsPages.page()));
        routes.on("jsonWebKeySet", this::jsonWebKeySet);
    }

    private Answer ready(Request request) {
        Readiness.Report report = readiness.report();
        return Answer.json(report.ready() ? 200 : 503, report).with(Map.of("cache-control", "no-store"));
    }

    private Answer jsonWebKeySet(Request request) {
        JWKSet set = keys.published();
        return Answer.text("application/json", set.toString(true)).with(Map.of("cache-control", "max-age=300"));
    }
}
