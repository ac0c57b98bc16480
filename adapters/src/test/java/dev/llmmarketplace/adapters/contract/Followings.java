package dev.llmmarketplace.adapters.contract;

import dev.llmmarketplace.core.event.Feed;
import java.util.ArrayList;
import java.util.List;

/** Those that one test has begun. */
final class Followings implements AutoCloseable {
    private final List<Feed.Following> begun = new ArrayList<>();

    void add(Feed.Following following) {
        begun.add(following);
    }

    boolean connected() {
        return begun.stream().allMatch(Feed.Following::connected);
    }

    @Override
    public void close() {
        begun.forEach(Feed.Following::close);
        begun.clear();
    }
}
