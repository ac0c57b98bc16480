package dev.llmmarketplace.server.rest;

/** Where features register what carries out their operations. */
@FunctionalInterface
public interface Routes {
    /** @param operationId of the contract */
    void on(String operationId, OperationHandler handler);
}
