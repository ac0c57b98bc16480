package check;

/** What the checks are told by their environment. */
final class Marketplace {
    static final String URL = System.getenv("MARKETPLACE_URL");
    static final String KEY = System.getenv("MARKETPLACE_KEY");
    static final String LIMITED_KEY = System.getenv("MARKETPLACE_LIMITED_KEY");
    static final String CHAT = System.getenv("MARKETPLACE_CHAT_MODEL");
    static final String EMBEDDING = System.getenv("MARKETPLACE_EMBEDDING_MODEL");
    static final String MESSAGES = System.getenv("MARKETPLACE_MESSAGES_MODEL");

    private Marketplace() {}
}
