package dev.llmmarketplace.server;

import static org.awaitility.Awaitility.await;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** A marketplace in which one service of a fake provider is sold to one consumer, who has a key for it. */
public final class Market implements AutoCloseable {
    private static final Duration LONG = Duration.ofMinutes(1);

    private final FakeProvider provider = new FakeProvider();
    private final TestMarketplace marketplace;
    private final Api publisher;
    private final Api stranger;
    private final String service = "sells/chat";
    private final String serviceId;
    private final String key;
    private final String keyPrefix;
    private final String consumerId;

    private Market(Consumer<MarketplaceBuilder> change) {
        marketplace = new TestMarketplace(builder -> {
            builder.set("outgoing.allow", provider.authority());
            change.accept(builder);
        });
        publisher = marketplace.user(marketplace.organisation("sells"), "provider");
        serviceId = publisher
                .publish("""
                    manifestVersion: 1
                    provider: sells
                    name: chat
                    version: 1.0.0
                    title: A service
                    description: A service that is called.
                    category: text-generation
                    capabilities: [{name: chat}]
                    pricing: {model: per-token, rates: {input: 1, output: 2}}
                    serviceLevel: {availability: 99.5, maxLatencyMillis: 30000, support: basic, timeoutMillis: 30000}
                    endpoint:
                      url: "http://%s/v1"
                      upstreamModel: upstream-model-7b
                      authentication: {type: none}
                    """.formatted(provider.authority()))
                .expect(201)
                .at("/id");
        marketplace.root().post("/api/v1/services/" + serviceId + "/versions/1.0.0/approve", "{}");
        consumerId = marketplace.organisation("buys");
        stranger = marketplace.user(marketplace.organisation("strange"), "provider", "consumer");
        Api consumer = marketplace.user(consumerId, "consumer");
        consumer.post("/api/v1/subscriptions", "{\"service\": \"sells/chat\", \"plan\": \"enterprise\"}")
                .expect(201);
        Reply made = consumer.post("/api/v1/keys", "{\"name\": \"program\"}").expect(201);
        key = made.at("/key");
        keyPrefix = made.at("/prefix");
        await("the gateway knows the key and the subscription")
                .atMost(LONG)
                .until(() ->
                        marketplace.nobody().with(key).get("/v1/models").text().contains(service));
    }

    public static Market open(Consumer<MarketplaceBuilder> change) {
        return new Market(change);
    }

    public TestMarketplace marketplace() {
        return marketplace;
    }

    public FakeProvider provider() {
        return provider;
    }

    /** Of the provider's organisation. */
    public Api publisher() {
        return publisher;
    }

    /** Of an organisation that has nothing to do with it. */
    public Api stranger() {
        return stranger;
    }

    public String service() {
        return service;
    }

    public String serviceId() {
        return serviceId;
    }

    public String consumerId() {
        return consumerId;
    }

    public String key() {
        return key;
    }

    public String keyPrefix() {
        return keyPrefix;
    }

    /** A call of the service. */
    public Chat chat() {
        return new Chat(request -> request);
    }

    /** A call that is made when it is {@link #send sent}. */
    public final class Chat {
        private final UnaryOperator<HttpRequest.Builder> change;
        private String query = "";
        private String content = "Hello?";

        private Chat(UnaryOperator<HttpRequest.Builder> change) {
            this.change = change;
        }

        public Chat with(String header, String value) {
            return new Chat(request -> change.apply(request).header(header, value));
        }

        public Chat asking(String text) {
            content = text;
            return this;
        }

        public Chat query(String text) {
            query = text;
            return this;
        }

        public Reply send() {
            String body = "{\"model\": \"%s\", \"messages\": [{\"role\": \"user\", \"content\": \"%s\"}]}"
                    .formatted(service, content);
            return marketplace
                    .nobody()
                    .with(key)
                    .send(
                            "POST",
                            "/v1/chat/completions" + query,
                            request -> change.apply(request)
                                    .header("content-type", "application/json")
                                    .POST(BodyPublishers.ofString(body)));
        }
    }

    @Override
    public void close() {
        marketplace.close();
        provider.close();
    }
}
