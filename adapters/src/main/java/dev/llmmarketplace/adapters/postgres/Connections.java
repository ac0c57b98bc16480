package dev.llmmarketplace.adapters.postgres;

import com.zaxxer.hikari.HikariConfig;
import java.util.Properties;

/** How connections are made and kept. */
final class Connections {
    /** How long a request waits for a connection before it is answered with UNAVAILABLE. */
    private static final long WAIT_MILLIS = 3_000;

    private static final long VALIDATION_MILLIS = 1_000;
    private static final long IDLE_MILLIS = 60_000;
    private static final long KEEP_ALIVE_MILLIS = 120_000;

    private Connections() {}

    static HikariConfig pool(DatabaseSettings settings) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("marketplace");
        config.setJdbcUrl(settings.url());
        config.setUsername(settings.user());
        config.setPassword(settings.password().reveal());
        config.setMaximumPoolSize(settings.connections());
        config.setMinimumIdle(1);
        config.setConnectionTimeout(WAIT_MILLIS);
        config.setValidationTimeout(VALIDATION_MILLIS);
        config.setIdleTimeout(IDLE_MILLIS);
        config.setKeepaliveTime(KEEP_ALIVE_MILLIS);
        config.setDataSourceProperties(properties(settings));
        return config;
    }

    /** A server that is gone without a word is noticed after the socket's time-out, far above any query of ours. */
    static Properties properties(DatabaseSettings settings) {
        Properties properties = new Properties();
        properties.setProperty("ApplicationName", "llm-marketplace");
        properties.setProperty("connectTimeout", "5");
        properties.setProperty("socketTimeout", "60");
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("logUnclosedConnections", "false");
        return properties;
    }
}
