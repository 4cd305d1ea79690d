package dev.lamina.docker.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.Map;

final class FiltersTest {

    private static Filters parse(String... conditions) {
        return Filters.parse(List.of(conditions), List.of("label", "name", "dangling"));
    }

    @Test
    void aNameMayHaveSeveralValuesInTheirOrder() {
        Filters filters = parse("name=b", " name = a=c ");

        assertThat(filters.texts("name")).containsExactly("b", "a=c");
        assertThat(filters.texts("label")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "name, 'filter: expected name=value, got ''name'''",
        "=x, 'filter: expected name=value, got ''=x'''",
        "nmae=x, 'invalid filter ''nmae'': expected one of label, name, dangling'"
    })
    void aConditionOfAnotherFormIsRefused(String condition, String message) {
        assertThatThrownBy(() -> parse(condition))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @CsvSource({"true, true", "1, true", "false, false", "0, false"})
    void aFlagIsTrueOrFalse(String text, boolean value) {
        assertThat(parse("dangling=" + text).flag("dangling")).contains(value);
    }

    @Test
    void theLastOfSeveralFlagsCountsAndAnythingElseIsRefused() {
        assertThat(parse().flag("dangling")).isEmpty();
        assertThat(parse("dangling=true", "dangling=0").flag("dangling")).contains(false);
        assertThatThrownBy(() -> parse("dangling=maybe").flag("dangling"))
                .hasMessage("filter dangling: expected true or false, got 'maybe'");
    }

    @ParameterizedTest
    @CsvSource({
        "label=a, true",
        "label=a=1, true",
        "label=a=2, false",
        "label=a=, false",
        "label=empty=, true",
        "label=b, false"
    })
    void aLabelIsThereOrHasExactlyTheValue(String condition, boolean matches) {
        assertThat(parse(condition).labelsMatch(Map.of("a", "1", "empty", ""))).isEqualTo(matches);
    }

    @Test
    void allLabelsAreToMatch() {
        Filters filters = parse("label=a", "label=b=2");

        assertThat(filters.labelsMatch(Map.of("a", "1", "b", "2"))).isTrue();
        assertThat(filters.labelsMatch(Map.of("a", "1"))).isFalse();
    }
}
