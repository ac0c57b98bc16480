package dev.llmmarketplace.server.configuration;

import dev.llmmarketplace.core.kernel.TlsIdentity;
import dev.llmmarketplace.server.configuration.Configuration.ClientCertificates;
import dev.llmmarketplace.server.configuration.Configuration.Tls;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The settings of TLS, which stand or fall together; looks into the files, so that a wrong one is known at once. */
final class TlsReader {
    private final SettingsReader settings;
    private final PemFiles files;
    private final Optional<Path> certificate;
    private final Optional<Path> key;
    private final List<String> versions;
    private final ClientCertificates clientCertificates;
    private final Optional<Path> clientAuthorities;

    TlsReader(SettingsReader settings) {
        this.settings = settings;
        this.files = new PemFiles(settings);
        this.certificate = settings.value(HttpSettings.HTTP_TLS_CERTIFICATE);
        this.key = settings.value(HttpSettings.HTTP_TLS_KEY);
        this.versions = settings.value(HttpSettings.HTTP_TLS_VERSIONS);
        this.clientCertificates = settings.value(HttpSettings.HTTP_TLS_CLIENT_CERTIFICATES);
        this.clientAuthorities = settings.value(HttpSettings.HTTP_TLS_CLIENT_AUTHORITIES);
    }

    /** Empty without a certificate, and when something is missing or wrong, which the settings have been told. */
    Optional<Tls> read() {
        checkTogether();
        Optional<String> shown = certificate.flatMap(file -> files.text(HttpSettings.HTTP_TLS_CERTIFICATE, file));
        boolean readable = shown.flatMap(
                        text -> files.parsed(HttpSettings.HTTP_TLS_CERTIFICATE, text, TlsIdentity::certificates))
                .isPresent();
        Optional<String> secret = key.flatMap(file -> files.text(HttpSettings.HTTP_TLS_KEY, file));
        if (readable && secret.isPresent()) {
            files.parsed(HttpSettings.HTTP_TLS_KEY, secret.get(), text -> TlsIdentity.parse(shown.orElseThrow(), text));
        }
        files.certificates(HttpSettings.HTTP_TLS_CLIENT_AUTHORITIES, clientAuthorities);
        return certificate.isEmpty() || key.isEmpty()
                ? Optional.empty()
                : Optional.of(new Tls(
                        certificate.get(), key.get(), Set.copyOf(versions), clientCertificates, clientAuthorities));
    }

    private void checkTogether() {
        settings.require(
                certificate.isPresent() || key.isEmpty(),
                HttpSettings.HTTP_TLS_KEY,
                "there is a key and no certificate",
                "Set http.tls.certificate as well.");
        settings.require(
                key.isPresent() || certificate.isEmpty(),
                HttpSettings.HTTP_TLS_CERTIFICATE,
                "there is a certificate and no key",
                "Set http.tls.key as well.");
        settings.require(
                !versions.isEmpty(), HttpSettings.HTTP_TLS_VERSIONS, "there is none", "Write 1.3, or 1.3, 1.2.");
        boolean asked = clientCertificates != ClientCertificates.NONE;
        settings.require(
                !asked || certificate.isPresent(),
                HttpSettings.HTTP_TLS_CLIENT_CERTIFICATES,
                "callers can show certificates over TLS only",
                "Set http.tls.certificate and http.tls.key.");
        settings.require(
                asked == clientAuthorities.isPresent(),
                asked ? HttpSettings.HTTP_TLS_CLIENT_CERTIFICATES : HttpSettings.HTTP_TLS_CLIENT_AUTHORITIES,
                asked ? "it is not said who may issue callers' certificates" : "callers are not asked for certificates",
                asked
                        ? "Set http.tls.client-authorities."
                        : "Set http.tls.client-certificates to optional or required, or leave this out.");
    }
}
