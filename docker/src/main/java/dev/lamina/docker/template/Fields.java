package dev.lamina.docker.template;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// A value with named fields, such as one row of a list. Unlike a map it refuses other names.
///
/// Values are `null`, `String`, `Boolean`, `Long`, `Double`, `List`, `Map` with text keys, and
/// `Fields`.
public interface Fields {

    /// Returns the kind of value, for messages: `image`.
    String typeName();

    /// The names of all fields, in the order in which JSON shows them.
    List<String> fieldNames();

    /// Tells whether there is a field of this name; it may know more than it lists.
    boolean hasField(String name);

    /// Returns the value of a field that is there.
    @Nullable Object field(String name);

    /// Tells whether there is a method of this name, which takes one text: `.Label "x"`.
    default boolean hasMethod(String name) {
        return false;
    }

    /// Calls a method that is there.
    default String call(String method, String argument) {
        throw new IllegalArgumentException("method: expected one that is there, got " + method);
    }
}
