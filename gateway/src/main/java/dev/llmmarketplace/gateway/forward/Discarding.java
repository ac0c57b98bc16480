package dev.llmmarketplace.gateway.forward;

/** Reads an answer that nobody wants, if it is short; a long one is not worth its connection. */
final class Discarding implements AnswerListener {
    private static final int LONGEST = 64 * 1024;

    private final Exchange exchange;
    private int length;

    Discarding(Exchange exchange) {
        this.exchange = exchange;
    }

    @Override
    public void head(AnswerHead head) {}

    @Override
    public void content(byte[] bytes, int more) {
        length += more;
        if (length > LONGEST) {
            exchange.abort();
        }
    }

    @Override
    public void end(byte[] bytes, int more) {}

    @Override
    public void failed(UpstreamFailure failure) {}
}
