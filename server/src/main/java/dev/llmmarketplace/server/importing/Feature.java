package dev.llmmarketplace.server.importing;

/** Something that catalogues say of models, in the words of this marketplace. */
enum Feature {
    TOOLS("tools", "calls tools"),
    STRUCTURED_OUTPUT("structured-output", "answers in a given JSON schema"),
    REASONING("reasoning", "reasons before it answers"),
    VISION("vision", "reads images"),
    AUDIO_INPUT("audio-input", "listens to audio"),
    VIDEO_INPUT("video-input", "watches video"),
    FILE_INPUT("file-input", "reads files"),
    WEB_SEARCH("web-search", "searches the web"),
    OPEN_WEIGHTS("open-weights", ""),
    FREE("free", ""),
    BETA("beta", "");

    private final String tag;
    private final String ability;

    Feature(String tag, String ability) {
        this.tag = tag;
        this.ability = ability;
    }

    String tag() {
        return tag;
    }

    /** A verb phrase; empty when it is no ability. */
    String ability() {
        return ability;
    }

    boolean isAbility() {
        return !ability.isEmpty();
    }
}
