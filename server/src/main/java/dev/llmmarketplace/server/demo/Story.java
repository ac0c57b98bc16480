package dev.llmmarketplace.server.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.llmmarketplace.core.kernel.Secret;
import dev.llmmarketplace.server.cli.client.ListingUpload;
import dev.llmmarketplace.server.cli.client.MarketplaceClient;
import dev.llmmarketplace.server.importing.Catalogue;
import dev.llmmarketplace.server.provider.BundledProvider;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What is shown, in order, once the marketplace and the bundled provider run. */
public final class Story {
    private static final String QUESTION = "model that reads images and calls tools for little money";
    private static final String PROMPT = "Every call is authorised, metered and paid for, down to the last token.";
    private static final String TEXT = "A marketplace brings those who offer together with those who need.";

    private final Narrator narrator;
    private final URI address;
    private final BundledProvider provider;
    private final Secret providerKey;

    /** @param providerKey what the provider wants from its callers */
    public Story(Narrator narrator, URI address, BundledProvider provider, Secret providerKey) {
        this.narrator = narrator;
        this.address = address;
        this.provider = provider;
        this.providerKey = providerKey;
    }

    /** @return true when the ledger and the provider agree in the end */
    public boolean tell(Administrator administrator, Path catalogue) {
        try (MarketplaceClient admin = MarketplaceClient.anonymous(address);
                MarketplaceClient publisher = MarketplaceClient.anonymous(address);
                MarketplaceClient consumer = MarketplaceClient.anonymous(address)) {
            admin.login(administrator.email(), administrator.password().reveal());
            importCatalogue(admin, DemoCatalogue.read(catalogue), catalogue);
            publish(admin, publisher);
            find(admin);
            Caller caller = narrator.step("Sign up, subscribe, make a key", () -> Caller.signUp(consumer));
            narrator.detail(caller.email() + ", plan basic for both services");
            chat(caller);
            embed(caller);
            boolean agreed = settle(caller);
            farewell(administrator, caller);
            return agreed;
        }
    }

    private void importCatalogue(MarketplaceClient admin, Catalogue catalogue, Path file) {
        Map<String, Integer> outcomes = new TreeMap<>();
        narrator.step("Import a catalogue", () -> {
            new ListingUpload(admin)
                    .send(
                            catalogue,
                            outcome -> outcomes.merge(outcome.path("outcome").asText(), 1, Integer::sum),
                            sent -> {});
            return outcomes;
        });
        StringBuilder told = new StringBuilder();
        outcomes.forEach((outcome, count) ->
                told.append(count).append(' ').append(outcome).append(", "));
        narrator.detail(
                file.getFileName() + " (" + catalogue.format().wireName() + ", prices as of " + catalogue.asOf() + ")");
        narrator.detail(told + "" + catalogue.skipped().size() + " entries skipped");
    }

    private void publish(MarketplaceClient admin, MarketplaceClient own) {
        List<JsonNode> published = narrator.step(
                "Publish the provider's two services",
                () -> Publisher.setUp(admin, own).publish(provider.address(), providerKey));
        for (JsonNode service : published) {
            narrator.detail(service.path("name").asText() + " "
                    + service.path("version").asText() + ", "
                    + service.path("status").asText());
        }
    }

    private void find(MarketplaceClient anyone) {
        JsonNode answer = narrator.step("Find a service by words and meaning", () -> Finding.of(anyone, QUESTION));
        narrator.detail("\"" + QUESTION + "\"");
        Finding.tell(answer, narrator);
    }

    private void chat(Caller caller) {
        narrator.talk("Stream a chat through the gateway", () -> {
            narrator.detail("> " + PROMPT);
            caller.chat(PROMPT, narrator::piece);
            narrator.endOfPieces();
        });
    }

    private void embed(Caller caller) {
        JsonNode vector = narrator.step("Embed a text through the gateway", () -> caller.embed(TEXT));
        narrator.detail("> " + TEXT);
        narrator.detail(vector.size() + " dimensions: " + vector.path(0).asText() + ", "
                + vector.path(1).asText() + ", " + vector.path(2).asText() + ", …");
    }

    private boolean settle(Caller caller) {
        Reckoning reckoning = narrator.step(
                "Wait for the ledger, compare it with the provider's own count",
                () -> Reckoning.of(caller::usage, () -> provider.calls().totals()));
        reckoning.tell(narrator);
        return reckoning.agrees();
    }

    private void farewell(Administrator administrator, Caller caller) {
        narrator.line("");
        narrator.line("Portal    " + address);
        narrator.line("Sign-in   " + administrator.email() + "   "
                + administrator.password().reveal());
        narrator.line("");
        narrator.line("The next call:");
        narrator.line("  KEY=" + caller.key().reveal());
        narrator.line("  curl " + address + "/v1/chat/completions \\");
        narrator.line("    -H \"Authorization: Bearer $KEY\" -H 'Content-Type: application/json' \\");
        narrator.line("    -d '{\"model\":\"" + Publisher.CHAT + "\",");
        narrator.line("         \"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}'");
    }
}
