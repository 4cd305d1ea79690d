package dev.lamina.hub.protocol;

import dev.lamina.hub.catalog.RepositoryName;
import dev.lamina.hub.http.Exchange;

/// Who may do what.
public interface Access {

    /// Lets a request pass, and returns who makes it: an account, or `anonymous`.
    ///
    /// @throws ProtocolException if it may not
    String check(Exchange exchange, RepositoryName repository, Action action)
            throws ProtocolException;

    /// What a request does to a repository.
    enum Action {
        PULL,
        PUSH,
        DELETE
    }
}
