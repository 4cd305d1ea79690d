package dev.lamina.registry.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The fields of a message, in their order. Names are compared without regard to case (RFC 9110, 5.1).
public final class Headers {

    public static final Headers NONE = new Headers(List.of());

    private final List<Field> fields;

    Headers(List<Field> fields) {
        this.fields = List.copyOf(fields);
    }

    /// One field.
    record Field(String name, String value) {}

    /// Returns the value of the first field of this name.
    public Optional<String> first(String name) {
        for (Field field : fields) {
            if (field.name.equalsIgnoreCase(name)) {
                return Optional.of(field.value);
            }
        }
        return Optional.empty();
    }

    /// Returns the values of all fields of this name.
    public List<String> all(String name) {
        List<String> values = new ArrayList<>();
        for (Field field : fields) {
            if (field.name.equalsIgnoreCase(name)) {
                values.add(field.value);
            }
        }
        return values;
    }

    /// Returns the members of a list, which may be in one field or in several (RFC 9110, 5.6.1).
    List<String> members(String name) {
        List<String> members = new ArrayList<>();
        for (String value : all(name)) {
            for (String member : value.split(",", -1)) {
                members.add(member.strip());
            }
        }
        return members;
    }

    /// Tells whether a list has this member, in capitals or not.
    boolean has(String name, String member) {
        for (String each : members(name)) {
            if (each.equalsIgnoreCase(member)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public String toString() {
        return fields.toString();
    }
}
