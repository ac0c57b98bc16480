package dev.llmmarketplace.server.cli.bench;

/** What is started, and how. */
enum StartKind {
    ALL("everything", "all"),
    ALL_CACHED("everything, AOT cache", "all_aot_cache"),
    GATEWAY("gateway role", "gateway"),
    GATEWAY_CACHED("gateway role, AOT cache", "gateway_aot_cache");

    private final String label;
    private final String member;

    StartKind(String label, String member) {
        this.label = label;
        this.member = member;
    }

    /** For people. */
    String label() {
        return label;
    }

    /** For programs. */
    String member() {
        return member;
    }
}
