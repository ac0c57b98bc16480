package dev.llmmarketplace.server.cli.bench;

/** The two kinds of calls. */
enum Shape {
    UNARY("unary", false),
    STREAM("stream", true);

    private final String label;
    private final boolean streamed;

    Shape(String label, boolean streamed) {
        this.label = label;
        this.streamed = streamed;
    }

    String label() {
        return label;
    }

    /** A chat request of ordinary size that asks the bundled provider for an answer of {@code tokens} tokens. */
    String body(String model, int tokens) {
        return """
                {"model":"%s","stream":%b,"messages":[\
                {"role":"system","content":"You answer questions about the weather, the sea and the stars."},\
                {"role":"user","content":"Is it going to rain on the coast, and how high is the tide?\\n#tokens %d"}]}\
                """.formatted(model, streamed, tokens);
    }
}
