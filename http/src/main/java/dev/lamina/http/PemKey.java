package dev.lamina.http;

import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.RSAPrivateKey;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads a private key in the forms that OpenSSL writes: PKCS #8 (RFC 5958), and the older ones of
/// RSA (RFC 8017) and elliptic curves (RFC 5915) alone.
final class PemKey {

    private static final Pattern KEY =
            Pattern.compile(
                    "-----BEGIN ((?:RSA |EC )?)PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END");

    private static final List<String> ALGORITHMS = List.of("RSA", "EC", "EdDSA");

    private PemKey() {}

    static PrivateKey read(Path file) throws IOException, GeneralSecurityException {
        var source = new PemFile(file, "a private key in PEM form, not encrypted");
        Matcher pem = KEY.matcher(source.text());
        if (!pem.find()) {
            throw source.fault("got none");
        }
        try {
            byte[] content = Base64.getMimeDecoder().decode(pem.group(2));
            return parse(file, encoded(pem.group(1), content));
        } catch (IllegalArgumentException e) {
            throw new IOException(file + ": expected a private key, got a damaged one", e);
        }
    }

    /// Returns the key as PKCS #8 says it.
    private static byte[] encoded(String kind, byte[] content) throws IOException {
        return switch (kind) {
            case "RSA " ->
                    new PrivateKeyInfo(
                                    new AlgorithmIdentifier(
                                            PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE),
                                    RSAPrivateKey.getInstance(content))
                            .getEncoded();
            case "EC " -> {
                ECPrivateKey key = ECPrivateKey.getInstance(content);
                yield new PrivateKeyInfo(
                                new AlgorithmIdentifier(
                                        X9ObjectIdentifiers.id_ecPublicKey,
                                        key.getParametersObject()),
                                key)
                        .getEncoded();
            }
            default -> content;
        };
    }

    private static PrivateKey parse(Path file, byte[] encoded)
            throws IOException, GeneralSecurityException {
        for (String algorithm : ALGORITHMS) {
            try {
                return KeyFactory.getInstance(algorithm)
                        .generatePrivate(new PKCS8EncodedKeySpec(encoded));
            } catch (InvalidKeySpecException e) {
                // One of the next algorithm.
                continue;
            }
        }
        throw new IOException(file + ": expected a key of RSA, EC or EdDSA, got another");
    }
}
