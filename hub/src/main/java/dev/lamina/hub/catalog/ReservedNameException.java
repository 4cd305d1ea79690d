package dev.lamina.hub.catalog;

import java.io.IOException;

/// A repository cannot be made under its name, because the hub's API has paths that would mean it, too.
public final class ReservedNameException extends IOException {

    private static final long serialVersionUID = 1L;

    public ReservedNameException(RepositoryName repository, String part) {
        super(
                "repository: expected a name without the reserved part '"
                        + part
                        + "', got '"
                        + repository
                        + "'");
    }
}
