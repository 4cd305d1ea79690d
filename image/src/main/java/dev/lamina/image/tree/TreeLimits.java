package dev.lamina.image.tree;

/// The limits of a tree. Linux itself could not use more, or no image has come near.
public final class TreeLimits {

    /// The deepest directory: a path of 4,096 bytes (`PATH_MAX`) has at most 2,048 names. Layers can
    /// go deeper through symbolic links; walks over a tree are recursive and must stay in the stack.
    public static final int MAX_DEPTH = 2_048;

    /// The most symbolic links followed for one path, also for the directory that an entry lies in: as
    /// many as Linux follows (path_resolution(7)).
    public static final int MAX_LINKS = 40;

    /// The most files and directories of an image.
    public static final int MAX_NODES = 8_000_000;

    /// The most nodes while a layer is applied: those of the layers below, its own, and what layers
    /// have replaced since that was last given back (see [Union]). A file takes 70 to 150 bytes of
    /// memory with its name, attributes and content.
    public static final int MAX_NODES_AT_ONCE = 12_000_000;

    /// The most bytes of names, link targets, attributes and places of content of all those nodes:
    /// sixteen million files of 60 bytes.
    public static final long MAX_SIZE = 1L << 30;

    private TreeLimits() {}
}
