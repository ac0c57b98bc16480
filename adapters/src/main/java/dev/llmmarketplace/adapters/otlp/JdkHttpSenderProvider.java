package dev.llmmarketplace.adapters.otlp;

import io.opentelemetry.sdk.common.export.HttpSender;
import io.opentelemetry.sdk.common.export.HttpSenderConfig;
import io.opentelemetry.sdk.common.export.HttpSenderProvider;

/** Found by OpenTelemetry's exporter as a service: the JDK's client sends, so that OkHttp and Kotlin need not ship. */
public final class JdkHttpSenderProvider implements HttpSenderProvider {
    @Override
    public HttpSender createSender(HttpSenderConfig config) {
        return new JdkHttpSender(config);
    }
}
