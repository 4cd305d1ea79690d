package dev.lamina.hub.web.frame;

import dev.lamina.hub.catalog.RepositoryName;
import dev.lamina.image.Digest;

/// Where pages are.
public final class Links {

    /// Separates the name of a repository from what is shown of it: no name has such a part.
    public static final String OF_REPOSITORY = "/-/";

    public static final String REPOSITORY = "/r/";

    public static final String ACCOUNT = "/u/";

    private Links() {}

    public static String repository(RepositoryName repository) {
        return REPOSITORY + repository.familiar();
    }

    /// Returns the address of a part of a repository's pages.
    public static String part(RepositoryName repository, String part) {
        return repository(repository) + OF_REPOSITORY + part;
    }

    public static String tag(RepositoryName repository, String tag) {
        return part(repository, "tag/" + tag);
    }

    /// Returns the address of an image without regard to tags.
    public static String image(RepositoryName repository, Digest digest) {
        return part(repository, "image/" + digest);
    }

    public static String files(RepositoryName repository, Digest digest, String path) {
        return part(repository, "files/" + digest)
                + "?path="
                + Words.encoded(path).replace("%2F", "/");
    }

    public static String account(String name) {
        return ACCOUNT + name;
    }
}
