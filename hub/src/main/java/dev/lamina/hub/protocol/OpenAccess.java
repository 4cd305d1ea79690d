package dev.lamina.hub.protocol;

import dev.lamina.hub.catalog.RepositoryName;
import dev.lamina.hub.http.Exchange;

/// Everybody may pull; everybody may push and delete, or nobody.
///
/// @param mayPush whether pushing is open
public record OpenAccess(boolean mayPush) implements Access {

    private static final String ANONYMOUS = "anonymous";

    @Override
    public String check(Exchange exchange, RepositoryName repository, Action action)
            throws ProtocolException {
        if (action != Action.PULL && !mayPush) {
            throw ProtocolException.denied(
                    "push to "
                            + repository.familiar()
                            + ": refused, because this hub can be reached from other machines;"
                            + " start it with --anonymous-push to let everybody push");
        }
        return ANONYMOUS;
    }
}
