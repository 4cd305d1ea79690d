package dev.lamina.hub.web.frame;

import java.util.List;

/// One of the values to choose from in a form.
public record Choice(String value, String text, boolean isChosen) {

    public static List<Choice> of(List<String> values, String chosen) {
        return values.stream()
                .map(value -> new Choice(value, value, value.equals(chosen)))
                .toList();
    }
}
