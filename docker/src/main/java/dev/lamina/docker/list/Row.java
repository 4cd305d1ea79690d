package dev.lamina.docker.list;

import dev.lamina.docker.template.Fields;
import dev.lamina.docker.template.Struct;

import java.util.List;

/// One row of a list: it has the fields and methods for which its list has titles.
public interface Row extends Fields {

    /// The titles of all columns of the list; the same for each of its rows.
    Struct headers();

    @Override
    default List<String> fieldNames() {
        return headers().fieldNames();
    }

    @Override
    default boolean hasField(String name) {
        return headers().hasField(name);
    }

    @Override
    default boolean hasMethod(String name) {
        return headers().hasMethod(name);
    }
}
