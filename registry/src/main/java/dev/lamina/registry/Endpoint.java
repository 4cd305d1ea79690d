package dev.lamina.registry;

import dev.lamina.image.Reference;

import java.net.URI;

/// One server that speaks the distribution protocol for a registry: the registry itself, or a
/// mirror of it.
///
/// @param scheme    `http` or `https`
/// @param authority host and optional port
/// @param prefix    of repositories, with a slash at its end; empty for none
/// @param account   the name under which credentials are kept
/// @param patient   whether a request without an answer is sent again; not where there is another
///     server to ask
record Endpoint(String scheme, String authority, String prefix, String account, boolean patient) {

    /// Returns the registry itself.
    static Endpoint origin(String scheme, String authority, String registry) {
        return new Endpoint(scheme, authority, "", registry, true);
    }

    /// Returns a mirror; the path of its URI is a prefix of repositories.
    static Endpoint mirror(URI uri) {
        String path = uri.getPath() == null ? "" : uri.getPath().replaceAll("^/+|/+$", "");
        return new Endpoint(
                uri.getScheme(),
                uri.getAuthority(),
                path.isEmpty() ? "" : path + "/",
                uri.getAuthority(),
                false);
    }

    Endpoint otherScheme() {
        String other = scheme.equals("http") ? "https" : "http";
        return new Endpoint(other, authority, prefix, account, patient);
    }

    Endpoint hasty() {
        return new Endpoint(scheme, authority, prefix, account, false);
    }

    /// Returns what a credential and a challenge belong to.
    String identity() {
        return account + " at " + root();
    }

    /// Returns the URI of something in a repository: `manifests/latest`.
    URI uri(Reference repository, String rest) {
        return URI.create(root() + prefix + repository.repository() + "/" + rest);
    }

    /// Returns the URI that tells whether the protocol is spoken here, and how to authenticate.
    URI ping() {
        return URI.create(root());
    }

    /// Returns the repository's name on this server.
    String repository(Reference reference) {
        return prefix + reference.repository();
    }

    /// Tells whether a URI leads to this server; only then may it see credentials.
    boolean serves(URI uri) {
        return scheme.equalsIgnoreCase(uri.getScheme())
                && (authority.equalsIgnoreCase(uri.getAuthority())
                        || (authority + implied()).equalsIgnoreCase(uri.getAuthority())
                        || authority.equalsIgnoreCase(uri.getAuthority() + implied()));
    }

    private String implied() {
        return scheme.equals("https") ? ":443" : ":80";
    }

    private String root() {
        return scheme + "://" + authority + "/v2/";
    }
}
