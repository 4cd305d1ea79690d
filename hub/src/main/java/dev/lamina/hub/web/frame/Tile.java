package dev.lamina.hub.web.frame;

import dev.lamina.hub.catalog.RepositoryName;

/// The coloured square with a letter that a repository is recognised by, the same on every page.
///
/// @param initial the first letter of its own name
/// @param tone    one of [#TONES] colours of the style sheet, chosen by its name
public record Tile(String initial, int tone) {

    /// How many classes `tone0`, `tone1`, ... the style sheet has.
    static final int TONES = 8;

    public static Tile of(RepositoryName repository) {
        String familiar = repository.familiar();
        String own = familiar.substring(familiar.lastIndexOf('/') + 1);
        return new Tile(own.substring(0, 1), Math.floorMod(familiar.hashCode(), TONES));
    }
}
