package dev.lamina.cli.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.util.List;

/// The rules of Docker's flag parser (pflag).
final class FlagParserTest {

    private static final Syntax RUN = syntax(true);
    private static final Syntax LIST = syntax(false);

    private static Syntax syntax(boolean flagsEndEarly) {
        Syntax.Builder builder =
                Syntax.builder("run", "Run")
                        .operands("IMAGE [COMMAND]", 0, Syntax.ANY)
                        .flag(Flag.toggle("interactive", 'i', ""))
                        .flag(Flag.toggle("tty", 't', ""))
                        .flag(Flag.toggle("rm", ""))
                        .flag(Flag.list("env", 'e', "list", ""))
                        .flag(Flag.list("volume", 'v', "list", ""))
                        .flag(Flag.text("name", "string", ""))
                        .flag(Flag.text("network", "string", "").withDefault("host"));
        return flagsEndEarly ? builder.flagsEndEarly().build() : builder.build();
    }

    @Test
    void aValueFollowsAsItsOwnWordOrAfterAnEqualsSign() throws Exception {
        assertThat(parse(LIST, "--name", "a").text("name")).isEqualTo("a");
        assertThat(parse(LIST, "--name=a=b").text("name")).isEqualTo("a=b");
        assertThat(parse(LIST, "--name=").text("name")).isEmpty();
        assertThat(parse(LIST, "-e", "A=1", "-eB=2", "-e=C=3").texts("env"))
                .containsExactly("A=1", "B=2", "C=3");
    }

    @Test
    void aSwitchTakesAValueOnlyAfterAnEqualsSign() throws Exception {
        assertThat(parse(LIST, "--rm", "false").isOn("rm")).isTrue();
        assertThat(parse(LIST, "--rm=false").isOn("rm")).isFalse();
        assertThat(parse(LIST, "--rm=1").isOn("rm")).isTrue();
        assertThat(parse(LIST, "-t=false").isOn("tty")).isFalse();
        assertThat(parse(LIST, "--rm", "--rm=F").isOn("rm")).isFalse();
        assertThat(parse(LIST).isOn("rm")).isFalse();
    }

    @Test
    void lettersClusterAndTheLastMayTakeAValue() throws Exception {
        Arguments arguments = parse(LIST, "-itv/a:/b", "-ie", "X=1");

        assertThat(arguments.isOn("interactive")).isTrue();
        assertThat(arguments.isOn("tty")).isTrue();
        assertThat(arguments.texts("volume")).containsExactly("/a:/b");
        assertThat(arguments.texts("env")).containsExactly("X=1");
    }

    @Test
    void flagsAndOperandsMix() throws Exception {
        assertThat(parse(LIST, "a", "--rm", "b").operands()).containsExactly("a", "b");
        assertThat(parse(LIST, "a", "--", "--rm").operands()).containsExactly("a", "--rm");
        assertThat(parse(LIST, "-").operands()).containsExactly("-");
    }

    @Test
    void whatFollowsTheImageBelongsToTheContainer() throws Exception {
        Arguments arguments = parse(RUN, "--rm", "image", "ls", "-l", "--rm=false");

        assertThat(arguments.operands()).containsExactly("image", "ls", "-l", "--rm=false");
        assertThat(arguments.isOn("rm")).isTrue();
        assertThat(parse(RUN, "--", "image", "--", "x").operands())
                .containsExactly("image", "--", "x");
    }

    @Test
    void aValueMayLookLikeAFlag() throws Exception {
        assertThat(parse(LIST, "--name", "--rm").text("name")).isEqualTo("--rm");
        assertThat(parse(LIST, "--name", "--rm").isOn("rm")).isFalse();
    }

    @Test
    void anAbsentFlagHasItsDefault() throws Exception {
        assertThat(parse(LIST).text("network")).isEqualTo("host");
        assertThat(parse(LIST).isGiven("network")).isFalse();
        assertThat(parse(LIST).texts("env")).isEmpty();
    }

    @Test
    void wrongFlagsAreToldInDockersWords() {
        assertFault("unknown flag: --nope", "--nope=1");
        assertFault("unknown shorthand flag: 'x' in -itx", "-itx");
        assertFault("flag needs an argument: --name", "--name");
        assertFault("flag needs an argument: 'e' in -ie", "-ie");
        assertFault(
                "invalid argument \"maybe\" for \"--rm\" flag: expected true or false",
                "--rm=maybe");
    }

    @Test
    void theNumberOfOperandsIsChecked() {
        assertOperands("'lamina x' accepts no arguments", 0, 0, "a");
        assertOperands("'lamina x' requires 1 argument", 1, 1);
        assertOperands("'lamina x' requires 2 arguments", 2, 2, "a");
        assertOperands("'lamina x' requires at least 1 argument", 1, Syntax.ANY);
        assertOperands("'lamina x' requires at most 1 argument", 0, 1, "a", "b");
    }

    private static Arguments parse(Syntax syntax, String... words) throws UsageException {
        return FlagParser.parse(syntax, List.of(words));
    }

    private static void assertFault(String message, String... words) {
        assertThatThrownBy(() -> parse(RUN, words))
                .isInstanceOf(UsageException.class)
                .hasMessage(message);
    }

    private static void assertOperands(String message, int least, int most, String... words) {
        Syntax syntax = Syntax.builder("x", "X").operands("NAME", least, most).build();

        assertThatThrownBy(() -> parse(syntax, words)).hasMessage(message);
    }
}
