package dev.llmmarketplace.server;

import dev.llmmarketplace.core.kernel.TlsIdentity;
import dev.llmmarketplace.server.configuration.Configuration.Tls;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.ServerSSLOptions;
import io.vertx.core.net.TrustOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.stream.Collectors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManagerFactory;

/** The server's side of TLS, made of what lies in its files now. */
final class ServerTls {
    private final Tls tls;

    /**
     * What the files held at one moment.
     *
     * @param authorities of callers; empty when these are not asked
     */
    record Contents(String certificate, String key, String authorities) {
        @Override
        public String toString() {
            return "[redacted]";
        }
    }

    ServerTls(Tls tls) {
        this.tls = tls;
    }

    Contents read() throws IOException {
        return new Contents(
                Files.readString(tls.certificate()),
                Files.readString(tls.key()),
                tls.clientAuthorities().isPresent()
                        ? Files.readString(tls.clientAuthorities().get())
                        : "");
    }

    /** @throws IllegalArgumentException with a sentence when a file cannot be used, or they do not fit together */
    ServerSSLOptions options(Contents contents) {
        ServerSSLOptions options = new ServerSSLOptions()
                .setKeyCertOptions(shown(identity(contents)))
                .setClientAuth(clientAuth())
                .setUseAlpn(true)
                .setEnabledSecureTransportProtocols(
                        tls.versions().stream().map(version -> "TLSv" + version).collect(Collectors.toSet()));
        if (!contents.authorities().isEmpty()) {
            options.setTrustOptions(trusted(authorities(contents)));
        }
        return options;
    }

    /** Adds them to those of a server that is yet to listen. */
    static HttpServerOptions apply(ServerSSLOptions tls, HttpServerOptions to) {
        to.setSsl(true)
                .setUseAlpn(true)
                .setKeyCertOptions(tls.getKeyCertOptions())
                .setClientAuth(tls.getClientAuth())
                .setEnabledSecureTransportProtocols(tls.getEnabledSecureTransportProtocols());
        return tls.getTrustOptions() == null ? to : to.setTrustOptions(tls.getTrustOptions());
    }

    private ClientAuth clientAuth() {
        return switch (tls.clientCertificates()) {
            case NONE -> ClientAuth.NONE;
            case OPTIONAL -> ClientAuth.REQUEST;
            case REQUIRED -> ClientAuth.REQUIRED;
        };
    }

    private TlsIdentity identity(Contents contents) {
        try {
            return TlsIdentity.parse(contents.certificate(), contents.key());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "One of '" + tls.certificate() + "' and '" + tls.key() + "' " + e.getMessage() + ".", e);
        }
    }

    private List<X509Certificate> authorities(Contents contents) {
        try {
            return TlsIdentity.certificates(contents.authorities());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "'" + tls.clientAuthorities().orElseThrow() + "' " + e.getMessage() + ".", e);
        }
    }

    private static KeyCertOptions shown(TlsIdentity identity) {
        char[] unprotected = new char[0];
        try {
            KeyStore store = emptyStore();
            store.setKeyEntry(
                    "server", identity.key(), unprotected, identity.chain().toArray(X509Certificate[]::new));
            KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            factory.init(store, unprotected);
            return KeyCertOptions.wrap(factory);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalArgumentException("The certificate cannot be served: " + e.getMessage() + ".", e);
        }
    }

    private static TrustOptions trusted(List<X509Certificate> authorities) {
        try {
            KeyStore store = emptyStore();
            for (int i = 0; i < authorities.size(); i++) {
                store.setCertificateEntry("authority-" + i, authorities.get(i));
            }
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store);
            return TrustOptions.wrap(factory);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalArgumentException("The authorities cannot be used: " + e.getMessage() + ".", e);
        }
    }

    private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }
}
