package dev.llmmarketplace.server.provider;

import dev.llmmarketplace.server.provider.Call.Ending;

/** Serves {@code POST /v1/messages/count_tokens}: what a message's prompt has. It generates nothing and costs nothing. */
final class TokenCount implements ModelRoute {
    private final CallLog log;

    TokenCount(CallLog log) {
        this.log = log;
    }

    @Override
    public String name() {
        return "messages.count_tokens";
    }

    @Override
    public void serve(Exchange exchange, byte[] body) {
        ChatRequest request = ChatRequestReader.read(EchoRoute.MESSAGE, body);
        if (!request.model().equals(EchoChat.MODEL)) {
            throw ProviderError.unknownModel(request.model(), name());
        }
        Call call = log.begin(exchange.arrival(name()), EchoChat.MODEL, 0, 0);
        exchange.send("{\"input_tokens\":" + request.promptTokens() + "}")
                .onComplete(sent -> log.end(call, sent.succeeded() ? Ending.COMPLETED : Ending.CLIENT_CLOSED, 0));
    }
}
