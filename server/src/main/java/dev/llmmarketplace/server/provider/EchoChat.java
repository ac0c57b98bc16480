package dev.llmmarketplace.server.provider;

import dev.llmmarketplace.server.provider.Directives.Fault;
import io.vertx.core.Vertx;

/** Answers one of the routes of the deterministic model {@value #MODEL}. */
final class EchoChat implements ModelRoute {
    static final String MODEL = "echo-chat";

    private final Vertx vertx;
    private final CallLog log;
    private final EchoRoute route;

    EchoChat(Vertx vertx, CallLog log, EchoRoute route) {
        this.vertx = vertx;
        this.log = log;
        this.route = route;
    }

    @Override
    public String name() {
        return route.scope();
    }

    @Override
    public void serve(Exchange exchange, byte[] body) {
        ChatRequest request = ChatRequestReader.read(route, body);
        if (!request.model().equals(MODEL)) {
            throw ProviderError.unknownModel(request.model(), route.scope());
        }
        ChatAnswer answer = ChatAnswer.to(request);
        long delay = request.directives().timing().delay();
        if (delay > 0) {
            vertx.setTimer(delay, timer -> exchange.guard(() -> answer(exchange, request, answer)));
        } else {
            answer(exchange, request, answer);
        }
    }

    private void answer(Exchange exchange, ChatRequest request, ChatAnswer answer) {
        Fault fault = request.directives().fault();
        int planned = fault instanceof Fault.Status ? 0 : answer.tokens();
        Call call = log.begin(exchange.arrival(name()), MODEL, request.promptTokens(), planned);
        StatedUsage usage = request.directives().reporting().usage(request.promptTokens(), answer.tokens());
        boolean streamed = request.stream() && (fault instanceof Fault.None || fault instanceof Fault.Cut);
        AnswerWire wire = route.wire(request, usage, streamed);
        if (streamed) {
            stream(exchange, request, answer, call, wire);
        } else {
            new UnaryReply(log, exchange, call).send(fault, wire.whole(answer));
        }
    }

    private void stream(Exchange exchange, ChatRequest request, ChatAnswer answer, Call call, AnswerWire wire) {
        Directives directives = request.directives();
        int cutAfter = directives.fault() instanceof Fault.Cut(int chunks) ? chunks : Integer.MAX_VALUE;
        new ChatStream(vertx, exchange, answer, wire, directives.timing(), cutAfter)
                .start((how, sent) -> log.end(call, how, sent));
    }
}
