package dev.llmmarketplace.gateway.translate;

/** A member that the other dialect has no way to say. Thrown inside this package only, and caught there. */
final class Untranslatable extends Exception {
    private static final long serialVersionUID = 1L;

    private final String member;

    Untranslatable(String member, String why) {
        super(why, null, false, false);
        this.member = member;
    }

    /** Its path, for example {@code messages[0].content[1].type}. */
    String member() {
        return member;
    }
}
