package dev.lamina.docker.document;

import dev.lamina.docker.template.Struct;
import dev.lamina.engine.Engine;
import dev.lamina.engine.value.image.ImageDetails;
import dev.lamina.image.NotFoundException;

import java.io.IOException;

/// Finds what a name means, and makes the document of it.
public final class Documents {

    private final Engine engine;
    private final boolean sizes;

    /// @param sizes whether the document of a container says what its files take
    public Documents(Engine engine, boolean sizes) {
        this.engine = engine;
        this.sizes = sizes;
    }

    /// @throws NotFoundException if there is no image of this name
    public Struct image(String name) throws IOException {
        ImageDetails image = engine.image(name);
        return ImageDocument.of(image, engine.places(image));
    }

    /// @throws NotFoundException if there is no container of this name
    public Struct container(String name) throws IOException {
        var document = new ContainerDocument(engine.container(name), engine);
        return sizes ? document.withSizes() : document.fields();
    }

    /// A container goes before an image of the same name, as with Docker.
    ///
    /// @throws NotFoundException if there is neither
    public Struct any(String name) throws IOException {
        try {
            return container(name);
        } catch (NotFoundException e) {
            return imageElseNothing(name);
        }
    }

    private Struct imageElseNothing(String name) throws IOException {
        try {
            return image(name);
        } catch (NotFoundException e) {
            throw new NotFoundException("object", name);
        }
    }
}
