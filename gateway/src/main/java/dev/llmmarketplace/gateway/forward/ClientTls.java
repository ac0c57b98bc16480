package dev.llmmarketplace.gateway.forward;

import dev.llmmarketplace.core.kernel.TlsIdentity;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * The gateway's side of TLS with providers: whom it believes, and who it is to each. TLS 1.3 and 1.2. Contexts are made
 * once and kept while they are in use. Thread-safe.
 */
public final class ClientTls {
    private static final int MOST_CONTEXTS = 1_000;

    private final TrustManagerFactory trusted;
    private final Map<Handshake, SslContext> contexts = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Handshake, SslContext> eldest) {
            return size() > MOST_CONTEXTS;
        }
    };

    /** @param protocols offered by ALPN, the preferred one first; empty to offer none */
    private record Handshake(@Nullable TlsIdentity identity, List<String> protocols) {}

    private ClientTls(TrustManagerFactory trusted) {
        this.trusted = trusted;
    }

    /** Believes the authorities that the JDK does, and these. */
    public static ClientTls trusting(List<X509Certificate> authorities) {
        return new ClientTls(trust(authorities));
    }

    /** As {@link #trusting} does, for those who call providers by other means. */
    public static TrustManagerFactory trust(List<X509Certificate> authorities) {
        try {
            TrustManagerFactory usual = factory(null);
            if (authorities.isEmpty()) {
                return usual;
            }
            KeyStore all = KeyStore.getInstance("PKCS12");
            all.load(null, null);
            for (TrustManager manager : usual.getTrustManagers()) {
                if (manager instanceof X509TrustManager known) {
                    add(all, List.of(known.getAcceptedIssuers()));
                }
            }
            add(all, authorities);
            return factory(all);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("this JDK cannot judge certificates", e);
        }
    }

    private static TrustManagerFactory factory(@Nullable KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory;
    }

    private static void add(KeyStore store, List<X509Certificate> authorities) throws GeneralSecurityException {
        for (X509Certificate authority : authorities) {
            store.setCertificateEntry("authority-" + store.size(), authority);
        }
    }

    /**
     * @param identity shown when the provider asks; null for none
     * @param protocols offered by ALPN, the preferred one first; empty to offer none
     */
    synchronized SslContext context(@Nullable TlsIdentity identity, List<String> protocols) {
        return contexts.computeIfAbsent(new Handshake(identity, protocols), this::made);
    }

    private SslContext made(Handshake handshake) {
        SslContextBuilder builder = SslContextBuilder.forClient()
                .endpointIdentificationAlgorithm("HTTPS")
                .trustManager(trusted);
        TlsIdentity identity = handshake.identity();
        if (identity != null) {
            builder.keyManager(identity.key(), identity.chain());
        }
        if (!handshake.protocols().isEmpty()) {
            builder.applicationProtocolConfig(new ApplicationProtocolConfig(
                    Protocol.ALPN,
                    SelectorFailureBehavior.NO_ADVERTISE,
                    SelectedListenerFailureBehavior.ACCEPT,
                    handshake.protocols()));
        }
        try {
            return builder.build();
        } catch (SSLException e) {
            throw new IllegalStateException("this JDK cannot speak TLS", e);
        }
    }
}
