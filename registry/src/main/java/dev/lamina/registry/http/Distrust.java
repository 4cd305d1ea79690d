package dev.lamina.registry.http;

import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Optional;

/// Says why a certificate is not trusted, and what to do about it, from what the JDK says.
final class Distrust {

    private Distrust() {}

    static String reason(Throwable failure) {
        Optional<Throwable> expired = cause(failure, CertificateExpiredException.class);
        Optional<Throwable> early = cause(failure, CertificateNotYetValidException.class);
        if (expired.isPresent()) {
            return "it has expired (" + expired.get().getMessage() + ")";
        }
        if (early.isPresent()) {
            return "it is not valid yet (" + early.get().getMessage() + ")";
        }
        return isUnknown(failure)
                ? "no authority that this machine trusts has signed it"
                : Silence.message(failure);
    }

    static String advice(Throwable failure, Authority peer) {
        if (cause(failure, CertificateExpiredException.class).isPresent()) {
            return "the registry needs a new one; check this machine's clock too";
        }
        if (cause(failure, CertificateNotYetValidException.class).isPresent()) {
            return "check this machine's clock";
        }
        return isUnknown(failure)
                ? "put the certificate of its authority to /etc/docker/certs.d/"
                        + peer
                        + "/ca.crt, or name it in insecureRegistries of the configuration file"
                : "use the name that the certificate is for";
    }

    private static boolean isUnknown(Throwable failure) {
        return cause(failure, CertPathBuilderException.class).isPresent();
    }

    private static Optional<Throwable> cause(Throwable failure, Class<? extends Throwable> type) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return Optional.of(cause);
            }
        }
        return Optional.empty();
    }
}
