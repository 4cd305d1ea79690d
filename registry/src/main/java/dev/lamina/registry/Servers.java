package dev.lamina.registry;

import dev.lamina.image.NotFoundException;
import dev.lamina.registry.http.NoAnswerException;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InterruptedIOException;

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

    /// Asks mirrors, then the registry. If none helps, the registry's own failure counts, unless it
    /// is not there and a mirror knew the answer.
    <T> T pull(String registry, Question<T> question) throws IOException {
        @Nullable NotFoundException notFound = null;
        @Nullable IOException failure = null;
        for (Endpoint mirror : endpoints.mirrors(registry)) {
            try {
                return question.ask(mirror);
            } catch (InterruptedIOException e) {
                throw e;
            } catch (IOException e) {
                failure = suppressing(e, failure);
                notFound = e instanceof NotFoundException absent ? absent : notFound;
                if (isSilence(e)) {
                    endpoints.dismiss(mirror);
                }
            }
        }
        try {
            return ask(registry, question);
        } catch (IOException e) {
            throw notFound != null && isSilence(e) ? notFound : suppressing(e, failure);
        }
    }

    private static boolean isSilence(IOException failure) {
        return failure instanceof RegistryException
                && failure.getCause() instanceof NoAnswerException;
    }

    private static IOException suppressing(IOException failure, @Nullable IOException earlier) {
        if (earlier != null) {
            failure.addSuppressed(earlier);
        }
        return failure;
    }
}
