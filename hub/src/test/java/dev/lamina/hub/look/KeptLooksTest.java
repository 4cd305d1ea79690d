package dev.lamina.hub.look;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;

final class KeptLooksTest {

    private final KeptLooks kept = new KeptLooks(100);
    private int found;

    private String ask(String question, long weight) throws IOException {
        return kept.answer(
                question,
                String.class,
                _ -> weight,
                () -> {
                    found++;
                    return "answer to " + question;
                });
    }

    @Test
    void anAnswerIsFoundOnce() throws IOException {
        assertThat(ask("a", 20)).isEqualTo("answer to a");
        assertThat(ask("a", 20)).isEqualTo("answer to a");
        assertThat(found).isEqualTo(1);
    }

    @Test
    void whatWasNotAskedForTheLongestTimeGoesFirst() throws IOException {
        for (String question : new String[] {"a", "b", "c", "d", "e", "a", "f"}) {
            ask(question, 20);
        }
        assertThat(found).isEqualTo(6);

        ask("a", 20);
        assertThat(found).as("used again").isEqualTo(6);
        ask("b", 20);
        assertThat(found).as("gone").isEqualTo(7);
    }

    @Test
    void whatTakesTooMuchRoomIsNotKept() throws IOException {
        ask("small", 20);
        ask("large", 26);
        ask("large", 26);
        assertThat(found).isEqualTo(3);

        ask("small", 20);
        assertThat(found).isEqualTo(3);
    }
}
