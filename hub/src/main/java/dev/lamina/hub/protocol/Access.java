package dev.lamina.hub.protocol;

import dev.lamina.http.Exchange;
import dev.lamina.hub.catalog.RepositoryName;
import dev.lamina.hub.catalog.repository.Sight;

import java.io.IOException;

/// Who may do what.
public interface Access {

    /// Lets a request pass, and returns who makes it: an account, or `anonymous`.
    ///
    /// @throws ProtocolException if it may not
    String check(Exchange exchange, RepositoryName repository, Action action)
            throws ProtocolException, IOException;

    /// Tells whether a request would be let pass.
    boolean allows(Exchange exchange, RepositoryName repository, Action action) throws IOException;

    /// Answers who asks for `/v2/`: clients learn by it whether and how to log in.
    ///
    /// @throws ProtocolException if credentials are expected, or those given are wrong
    void checkPing(Exchange exchange) throws ProtocolException, IOException;

    /// Returns which repositories whoever makes a request can see.
    ///
    /// @throws ProtocolException if its credentials are wrong
    Sight sight(Exchange exchange) throws ProtocolException, IOException;

    /// What a request does to a repository.
    enum Action {
        PULL,
        PUSH,
        DELETE
    }
}
