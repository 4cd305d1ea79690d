package dev.lamina.engine.store;

import dev.lamina.image.ChainId;
import dev.lamina.image.ImageFormatException;

import java.io.IOException;

/// A union is whole, but no EROFS image can be its index: a sparse file whose pieces lie on no block
/// borders, or more than EROFS counts. Its files can still be read, and be written out.
public final class InexpressibleUnionException extends IOException {

    private static final long serialVersionUID = 1L;

    InexpressibleUnionException(ChainId union, ImageFormatException reason) {
        super("union " + union + " as EROFS: " + reason.getMessage(), reason);
    }
}
