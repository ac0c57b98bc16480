package dev.llmmarketplace.it.trade;

import static dev.llmmarketplace.it.process.Patience.await;

import dev.llmmarketplace.it.process.RunningMarketplace;
import dev.llmmarketplace.it.process.RunningProvider;
import java.util.Map;

/**
 * The usual scene: a provider's three services are on sale, and a consumer has subscribed to them and made a key.
 *
 * @param chat model name of the chat service
 * @param embeddings model name of the embedding service
 * @param messages model name of the chat service whose provider speaks Anthropic's dialect
 */
public record Trade(
        Administrator administrator,
        Publisher publisher,
        Consumer consumer,
        String chat,
        String embeddings,
        String messages,
        Consumer.Key key) {

    public static Trade open(RunningMarketplace marketplace, RunningProvider provider) {
        Administrator administrator = Administrator.of(marketplace);
        Publisher publisher = administrator.publisher("acme");
        String chat = publisher.publish("echo-chat", provider.address(), RunningProvider.CREDENTIAL);
        String embeddings = publisher.publish("minilm", provider.address(), RunningProvider.CREDENTIAL);
        String messages = publisher.publishMessages("echo-messages", provider.address(), RunningProvider.CREDENTIAL);
        Consumer consumer = administrator.consumer("initech");
        String plan = administrator.generousPlan();
        consumer.subscribe(chat, plan);
        consumer.subscribe(embeddings, plan);
        consumer.subscribe(messages, plan);
        Consumer.Key key = consumer.key("test");
        Rest program = Rest.at(marketplace.address()).as(key.secret());
        await("the gateway knows the key and the subscriptions")
                .until(() -> program.get("/v1/models").body().path("data").size() == 3);
        return new Trade(administrator, publisher, consumer, chat, embeddings, messages, key);
    }

    /** What lets the gateway call {@code provider}, which listens on loopback. */
    public static Map<String, String> allowing(RunningProvider provider) {
        return Map.of("MARKETPLACE_OUTGOING_ALLOW", provider.authority());
    }
}
