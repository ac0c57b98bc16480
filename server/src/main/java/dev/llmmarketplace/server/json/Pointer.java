package dev.llmmarketplace.server.json;

/** JSON pointers (RFC 6901) as strings. */
public final class Pointer {
    private Pointer() {}

    /** The pointer of the member {@code name} of the object at {@code parent}. */
    public static String member(String parent, String name) {
        boolean plain = name.indexOf('~') < 0 && name.indexOf('/') < 0;
        return parent + '/' + (plain ? name : name.replace("~", "~0").replace("/", "~1"));
    }

    public static String item(String parent, int index) {
        return parent + '/' + index;
    }
}
