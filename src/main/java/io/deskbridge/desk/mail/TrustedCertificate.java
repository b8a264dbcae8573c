package io.deskbridge.desk.mail;

import io.deskbridge.core.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.Locale;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Trusts one certificate that Java does not know, such as a company's own or a self-signed one. The server's name is
 * checked all the same, except with a fingerprint, which is stricter than any name.
 */
final class TrustedCertificate {
    private static final String FINGERPRINT = "sha256:";

    private TrustedCertificate() {}

    /** @param certificate a PEM file's path, or {@code sha256:} and the hexadecimal fingerprint of the server's own */
    static SSLSocketFactory sockets(String certificate) {
        try {
            var context = SSLContext.getInstance("TLS");
            context.init(null, trust(certificate), null);
            return context.getSocketFactory();
        } catch (IOException | GeneralSecurityException e) {
            throw new Failure.Unavailable(
                    "the trusted certificate '" + certificate + "' cannot be read (" + e.getMessage()
                            + "); it must be a PEM file or sha256: and a fingerprint",
                    e);
        }
    }

    private static TrustManager[] trust(String certificate) throws IOException, GeneralSecurityException {
        if (isFingerprint(certificate)) {
            return new TrustManager[] {new Pinned(certificate.substring(FINGERPRINT.length()))};
        }
        KeyStore known = KeyStore.getInstance(KeyStore.getDefaultType());
        known.load(null, null);
        try (InputStream pem = Files.newInputStream(Path.of(certificate))) {
            int number = 0;
            for (var each : CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
                known.setCertificateEntry("trusted-" + number++, each);
            }
        }
        var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(known);
        return factory.getTrustManagers();
    }

    static boolean isFingerprint(String certificate) {
        return certificate.toLowerCase(Locale.ROOT).startsWith(FINGERPRINT);
    }

    private static final class Pinned extends X509ExtendedTrustManager {
        private final byte[] wanted;

        Pinned(String fingerprint) {
            wanted = HexFormat.of()
                    .parseHex(fingerprint
                            .replace(":", "")
                            .toLowerCase(Locale.ROOT)
                            .strip());
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
            try {
                byte[] shown = MessageDigest.getInstance("SHA-256").digest(chain[0].getEncoded());
                if (!MessageDigest.isEqual(wanted, shown)) {
                    throw new CertificateException("the server shows sha256:"
                            + HexFormat.of().formatHex(shown) + ", which is not the configured fingerprint");
                }
            } catch (GeneralSecurityException e) {
                throw e instanceof CertificateException known ? known : new CertificateException(e);
            }
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
                throws CertificateException {
            checkServerTrusted(chain, type);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
                throws CertificateException {
            checkServerTrusted(chain, type);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
            throw new CertificateException("there are no clients here");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
                throws CertificateException {
            checkClientTrusted(chain, type);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
                throws CertificateException {
            checkClientTrusted(chain, type);
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
