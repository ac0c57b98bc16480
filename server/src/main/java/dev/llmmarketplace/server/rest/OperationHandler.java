package dev.llmmarketplace.server.rest;

/** Carries out one operation. Runs on a virtual thread and may block. */
@FunctionalInterface
public interface OperationHandler {
    /** @throws dev.llmmarketplace.core.kernel.ProblemException answered as problem document */
    Answer handle(Request request);
}
