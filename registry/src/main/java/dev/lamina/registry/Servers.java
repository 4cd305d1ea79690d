package dev.lamina.registry;

import dev.lamina.image.NotFoundException;
import dev.lamina.registry.http.NoAnswerException;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Brings a question to a server that answers it: to mirrors, then to the registry; to an insecure
/// registry in either of its ways.
final class Servers {

    private final Endpoints endpoints;

    Servers(Endpoints endpoints) {
        this.endpoints = endpoints;
    }

    /// What is asked of one server.
    @FunctionalInterface
    interface Question<T> {

        T ask(Endpoint endpoint) throws IOException;
    }

    /// Asks the registry itself.
    <T> T ask(String registry, Question<T> question) throws IOException {
        Endpoint endpoint = endpoints.origin(registry);
        if (endpoints.isSettled(endpoint)) {
            return question.ask(endpoint);
        }
        // A server without TLS often just ends the connection.
        boolean tls = endpoint.scheme().equals("https");
        try {
            return settle(tls ? endpoint.hasty() : endpoint, question);
        } catch (RegistryException e) {
            if (Endpoints.speaksOtherwise(endpoint, e)) {
                try {
                    return settle(endpoint.otherScheme().hasty(), question);
                } catch (RegistryException other) {
                    if (!isSilence(other)) {
                        throw other;
                    }
                }
            }
            if (!tls || !isSilence(e)) {
                throw e;
            }
        }
        return question.ask(endpoint);
    }

    private <T> T settle(Endpoint endpoint, Question<T> question) throws IOException {
        T answer = question.ask(endpoint);
        endpoints.settle(endpoint);
        return answer;
    }

    /// Asks mirrors, then the registry. If none helps, the registry's own failure counts, whatever
    /// the mirrors said: that a mirror lacks an image does not mean that there is none.
    <T> T pull(String registry, Question<T> question) throws IOException {
        List<MirrorFailure> failures = new ArrayList<>();
        for (Endpoint mirror : endpoints.mirrors(registry)) {
            try {
                return question.ask(mirror);
            } catch (InterruptedIOException e) {
                throw e;
            } catch (IOException e) {
                failures.add(new MirrorFailure(mirror, e));
                if (isSilence(e)) {
                    endpoints.dismiss(mirror);
                }
            }
        }
        try {
            return ask(registry, question);
        } catch (InterruptedIOException e) {
            throw e;
        } catch (RegistryException e) {
            throw failures.isEmpty() ? e : told(e.with(others(failures)), failures);
        } catch (IOException e) {
            throw told(e, failures);
        }
    }

    /// A mirror did not help.
    private record MirrorFailure(Endpoint mirror, IOException failure) {

        @Override
        public String toString() {
            boolean absent = failure instanceof NotFoundException;
            return "; mirror "
                    + mirror.authority()
                    + ": "
                    + (absent ? "does not have it" : failure.getMessage());
        }
    }

    private static String others(List<MirrorFailure> failures) {
        return failures.stream().map(MirrorFailure::toString).collect(Collectors.joining());
    }

    private static IOException told(IOException failure, List<MirrorFailure> failures) {
        failures.forEach(other -> failure.addSuppressed(other.failure));
        return failure;
    }

    private static boolean isSilence(IOException failure) {
        return failure instanceof RegistryException
                && failure.getCause() instanceof NoAnswerException;
    }
}
