package dev.llmmarketplace.server.probe;

import dev.llmmarketplace.core.kernel.TlsIdentity;
import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.net.KeyCertOptions;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import org.jspecify.annotations.Nullable;

/** How TLS is begun with providers: whoever the JDK's authorities vouch for is believed. */
final class Handshakes {
    private Handshakes() {}

    /**
     * @param identity who we are; null for nobody
     * @param protocol the only one that is offered by ALPN; null to offer none
     */
    static ClientSSLOptions options(@Nullable TlsIdentity identity, @Nullable String protocol) {
        ClientSSLOptions options = new ClientSSLOptions().setHostnameVerificationAlgorithm("HTTPS");
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
