package dev.llmmarketplace.server;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Hands tests one marketplace for the whole run. They keep apart by names of their own. */
public final class SharedMarketplace implements ParameterResolver {
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == TestMarketplace.class;
    }

    @Override
    public TestMarketplace resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(Namespace.create(SharedMarketplace.class))
                .computeIfAbsent(TestMarketplace.class, key -> new TestMarketplace(), TestMarketplace.class);
    }
}
