package dev.llmmarketplace.server.probe;

import dev.llmmarketplace.core.kernel.TlsIdentity;
import dev.llmmarketplace.gateway.forward.ClientTls;
import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.TrustOptions;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import org.jspecify.annotations.Nullable;

/** How TLS is begun with providers, who are believed as the gateway believes them. */
final class Handshakes {
    private final TrustOptions trusted;

    /** @param authorities believed besides those of the JDK */
    Handshakes(List<X509Certificate> authorities) {
        this.trusted = TrustOptions.wrap(ClientTls.trust(authorities));
    }

    /**
     * @param identity who we are; null for nobody
     * @param protocol the only one that is offered by ALPN; null to offer none
     */
    ClientSSLOptions options(@Nullable TlsIdentity identity, @Nullable String protocol) {
        ClientSSLOptions options =
                new ClientSSLOptions().setHostnameVerificationAlgorithm("HTTPS").setTrustOptions(trusted);
        if (identity != null) {
            options.setKeyCertOptions(KeyCertOptions.wrap(keys(identity)));
        }
        if (protocol != null) {
            options.setUseAlpn(true).setApplicationLayerProtocols(List.of(protocol));
        }
        return options;
    }

    private static KeyManagerFactory keys(TlsIdentity identity) {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            char[] none = new char[0];
            store.setKeyEntry("identity", identity.key(), none, identity.chain().toArray(X509Certificate[]::new));
            KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            factory.init(store, none);
            return factory;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("this JDK cannot show certificates", e);
        }
    }
}
