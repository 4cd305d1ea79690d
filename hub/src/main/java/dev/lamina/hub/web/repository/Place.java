package dev.lamina.hub.web.repository;

import dev.lamina.http.HttpException;
import dev.lamina.hub.account.Right;
import dev.lamina.hub.catalog.RepositoryName;
import dev.lamina.hub.catalog.repository.RepositoryPage;
import dev.lamina.hub.look.LookMemory;
import dev.lamina.hub.web.frame.Frame;
import dev.lamina.hub.web.frame.Links;
import dev.lamina.hub.web.frame.RepositoryParts;
import dev.lamina.hub.web.frame.Visitor;

import java.io.IOException;

/// A repository that somebody looks at, and may see.
///
/// @param rest of the path, behind the name of the part: a tag, a digest; may be empty
record Place(Visitor visitor, RepositoryPage repository, String rest) {

    /// Finds a repository.
    ///
    /// @throws HttpException if it is not there, or the visitor may not see it
    static Place of(Visitor visitor, RepositoryName name, String rest)
            throws HttpException, IOException {
        visitor.demand(name, Right.READ);
        RepositoryPage repository =
                visitor.repositories()
                        .repositories()
                        .find(name)
                        .orElseThrow(
                                () ->
                                        new HttpException(
                                                404,
                                                "There is no repository " + name.familiar() + "."));
        return new Place(visitor, repository, rest);
    }

    RepositoryName name() {
        return repository.card().name();
    }

    RepositoryParts parts() {
        return visitor.repositories();
    }

    boolean may(Right right) throws IOException {
        return visitor.right(name()).includes(right);
    }

    /// Demands a right.
    ///
    /// @throws HttpException if the visitor does not have it
    void demand(Right right) throws HttpException, IOException {
        visitor.demand(name(), right);
    }

    Frame frame(String title) throws HttpException {
        return visitor.frame(title);
    }

    TopView top(String current) throws IOException {
        return TopView.of(visitor, repository.card(), current);
    }

    /// Returns the command that pulls one of its images.
    ///
    /// @param suffix `:TAG`, `@DIGEST` or nothing
    String pullCommand(String suffix) throws HttpException {
        return "docker pull " + frame("").service() + "/" + name().familiar() + suffix;
    }

    /// Returns the memory for what a page shows of images.
    LookMemory memory() {
        return new LookMemory(visitor.exchange()::reserve);
    }

    String link(String part) {
        return Links.part(name(), part);
    }
}
