package dev.lamina.hub.catalog;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Names a repository: `account/name`. An official image has the account `library`, which is left
/// out where people see it, as in `nginx`.
///
/// Grammar: distribution-spec 1.1, "Pulling manifests".
///
/// @param path the full name, always with its account
public record RepositoryName(String path) {

    private static final String OFFICIAL = "library/";

    /// What a path of the API names below a repository.
    private static final Set<String> RESERVED_PARTS = Set.of("tags", "stars");

    private static final String REPOSITORIES = "repositories";

    /// Clients limit host and name together to 255 characters; so much is left for the name at
    /// most, and what is stored stays bounded.
    private static final int MAX_LENGTH = 255;

    private static final Pattern GRAMMAR =
            Pattern.compile(
                    "[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*+"
                            + "(?:/[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*+)*+");

    /// Reads a name as a client gives it; `nginx` and `library/nginx` are one repository. Empty if
    /// the text is no name.
    public static Optional<RepositoryName> parse(String text) {
        if (text.length() > MAX_LENGTH || !GRAMMAR.matcher(text).matches()) {
            return Optional.empty();
        }
        return Optional.of(new RepositoryName(text.indexOf('/') < 0 ? OFFICIAL + text : text));
    }

    /// Checks that a repository may be made under this name. Of one that is there already the protocol
    /// and the pages need nothing more.
    ///
    /// `team/app/tags` would share its address in the API with the tags of `team/app`, and so would
    /// `team/app/tags/1` and `team/app/stars`; what is below `repositories` is the API's.
    ///
    /// @throws ReservedNameException if it may not
    public void checkNew() throws ReservedNameException {
        if (path.equals(OFFICIAL + REPOSITORIES)) {
            throw new ReservedNameException(this, REPOSITORIES);
        }
        List<String> parts = List.of(path.split("/"));
        for (String part : parts.subList(2, parts.size())) {
            if (RESERVED_PARTS.contains(part)) {
                throw new ReservedNameException(this, part);
            }
        }
    }

    /// Returns the account that it belongs to.
    public String account() {
        return path.substring(0, path.indexOf('/'));
    }

    /// Tells whether this is an official image.
    public boolean isOfficial() {
        return path.startsWith(OFFICIAL) && path.indexOf('/', OFFICIAL.length()) < 0;
    }

    /// Returns the name as people see it.
    public String familiar() {
        return isOfficial() ? path.substring(OFFICIAL.length()) : path;
    }

    @Override
    public String toString() {
        return path;
    }
}
