package dev.lamina.docker.template;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/// Fields that are collected one by one.
public final class Struct implements Fields {

    /// A list that is not set: empty in templates, `null` in JSON, as Go's nil is.
    public static final List<@Nullable Object> NIL_LIST =
            Collections.unmodifiableList(new ArrayList<>());

    /// A map that is not set.
    public static final Map<String, @Nullable Object> NIL_MAP =
            Collections.unmodifiableMap(new TreeMap<>());

    private final String typeName;
    private final Map<String, @Nullable Object> members = new LinkedHashMap<>();
    private final Map<String, @Nullable Object> hidden = new HashMap<>();
    private final Map<String, String> aliases = new HashMap<>();
    private final Map<String, UnaryOperator<String>> methods = new HashMap<>();

    /// Creates a value without fields.
    public Struct(String typeName) {
        this.typeName = typeName;
    }

    /// Adds a field.
    public Struct put(String name, @Nullable Object value) {
        members.put(name, value);
        return this;
    }

    /// Adds a field that JSON does not show.
    public Struct hide(String name, @Nullable Object value) {
        hidden.put(name, value);
        return this;
    }

    /// Gives a field a further name, which JSON does not show.
    public Struct alias(String name, String of) {
        aliases.put(name, of);
        return this;
    }

    /// Adds a method that takes one text.
    public Struct method(String name, UnaryOperator<String> result) {
        methods.put(name, result);
        return this;
    }

    @Override
    public String typeName() {
        return typeName;
    }

    @Override
    public List<String> fieldNames() {
        return List.copyOf(members.keySet());
    }

    @Override
    public boolean hasField(String name) {
        String shown = aliases.getOrDefault(name, name);
        return members.containsKey(shown) || hidden.containsKey(shown);
    }

    @Override
    public @Nullable Object field(String name) {
        String shown = aliases.getOrDefault(name, name);
        return members.containsKey(shown) ? members.get(shown) : hidden.get(shown);
    }

    @Override
    public boolean hasMethod(String name) {
        return methods.containsKey(name);
    }

    @Override
    public String call(String method, String argument) {
        UnaryOperator<String> result = methods.get(method);
        return result == null ? Fields.super.call(method, argument) : result.apply(argument);
    }

    /// Returns the plain value that JSON shows for any value of a template. Maps are sorted by
    /// their keys, as Go does it.
    public static @Nullable Object plain(@Nullable Object value) {
        if (value == NIL_LIST || value == NIL_MAP) {
            return null;
        }
        if (value instanceof Fields fields) {
            var members = new LinkedHashMap<String, @Nullable Object>();
            for (String name : fields.fieldNames()) {
                members.put(name, plain(fields.field(name)));
            }
            return members;
        }
        if (value instanceof Map<?, ?> map) {
            var members = new TreeMap<String, @Nullable Object>();
            for (Map.Entry<?, ?> member : map.entrySet()) {
                members.put((String) member.getKey(), plain(member.getValue()));
            }
            return members;
        }
        if (value instanceof List<?> list) {
            var elements = new ArrayList<@Nullable Object>(list.size());
            for (Object element : list) {
                elements.add(plain(element));
            }
            return elements;
        }
        return value;
    }
}
