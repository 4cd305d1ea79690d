/// A registry server over a blob store and a catalog; never sees engine or linux.
module dev.lamina.hub {
    requires transitive dev.lamina.image;
}
