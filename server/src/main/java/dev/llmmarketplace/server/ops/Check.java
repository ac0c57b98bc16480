package dev.llmmarketplace.server.ops;

import java.util.function.Supplier;

/**
 * One thing that readiness depends on.
 *
 * @param vital without it nothing useful is served
 * @param state asked at each request for readiness; returns at once and does not throw
 */
public record Check(String name, boolean vital, Supplier<State> state) {
    /**
     * How it is now.
     *
     * @param detail one sentence for people
     */
    public record State(Status status, String detail) {
        public static State up(String detail) {
            return new State(Status.UP, detail);
        }

        public static State starting(String detail) {
            return new State(Status.STARTING, detail);
        }

        public static State down(String detail) {
            return new State(Status.DOWN, detail);
        }
    }

    public enum Status {
        UP,
        STARTING,
        DOWN
    }
}
