package dev.lamina.engine.value.container;

import dev.lamina.image.NotFoundException;

/// There is no container of a name or ID. The message is Docker's, which scripts look for.
public final class NoSuchContainerException extends NotFoundException {

    private static final long serialVersionUID = 1L;

    public NoSuchContainerException(String nameOrId) {
        super("container", nameOrId);
    }

    @Override
    public String getMessage() {
        return "No such container: " + name();
    }
}
