package dev.lamina.image.tree;

/// How large a tree may become. Linux itself could not use more, or no image has come near.
public final class TreeLimits {

    /// The deepest directory: a path of 4,096 bytes (`PATH_MAX`) has at most 2,048 names. Layers can
    /// go deeper through symbolic links; walks over a tree are recursive and must stay in the stack.
    public static final int MAX_DEPTH = 2_048;

    /// The most symbolic links followed to find the directory that an entry lies in.
    public static final int MAX_LINKS = Tree.MAX_LINKS;

    /// The most files and directories of all layers together, also those that an upper layer hides or
    /// replaces. A file takes 70 to 150 bytes of memory, so that is 1.2 GB at most.
    public static final int MAX_NODES = 8_000_000;

    /// The most bytes of names, link targets, attributes and places of content of all layers together:
    /// sixteen million files of 60 bytes.
    public static final long MAX_SIZE = 1L << 30;

    private TreeLimits() {}
}
