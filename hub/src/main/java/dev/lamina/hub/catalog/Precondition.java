package dev.lamina.hub.catalog;

import dev.lamina.image.Digest;

import java.util.Optional;
import java.util.function.Predicate;

/// How a tag or manifest must be for a change of it to be made. It is asked within the change, so
/// that nobody else can change the same in between: of two who both saw one state, one wins.
public final class Precondition {

    /// Whatever is there.
    public static final Precondition NONE = new Precondition("", _ -> true);

    private final String reference;
    private final Predicate<Optional<Digest>> rule;

    private Precondition(String reference, Predicate<Optional<Digest>> rule) {
        this.reference = reference;
        this.rule = rule;
    }

    /// Returns a precondition.
    ///
    /// @param reference a tag or the digest of a manifest: what the change is about
    /// @param rule what must hold of the digest that this names now; of empty, if it names nothing
    public static Precondition of(String reference, Predicate<Optional<Digest>> rule) {
        return new Precondition(reference, rule);
    }

    /// A tag or the digest of a manifest: what the change is about.
    public String reference() {
        return reference;
    }

    /// Checks what the reference names now.
    ///
    /// @param now empty if it names nothing
    public void check(Optional<Digest> now) throws PreconditionException {
        if (!rule.test(now)) {
            throw new PreconditionException(
                    reference
                            + ": expected as the request's conditions say, got "
                            + now.map(Digest::toString).orElse("nothing"));
        }
    }
}
