package dev.lamina.engine.container;

import dev.lamina.engine.value.container.RunFailedException;

import java.util.random.RandomGenerator;

/// The names of containers: which are allowed, and one at random if nobody says.
public final class ContainerName {

    /// Docker has no bound; names are typed, and printed in columns.
    public static final int MAX_LENGTH = 255;

    private static final String ALLOWED = "[a-zA-Z0-9][a-zA-Z0-9_.-]";

    private static final String ADJECTIVES =
            "able airy amber apt ashen azure balmy bold brave breezy bright brisk calm candid clear"
                    + " clever coastal cosy crisp daring deft dewy eager early earnest easy even"
                    + " fair fleet fluent fond frank fresh frosty gentle glad golden grand hardy"
                    + " hazel humble jolly keen kind lasting leafy light lively lucid lunar mellow"
                    + " mild misty modest neat nimble noble olive open patient placid plain polite"
                    + " prime proud quick quiet rapid ready rosy rustic sandy serene sharp silent"
                    + " silver sleek snowy solar solid spry steady still sunny supple swift tidy"
                    + " trusty upbeat vivid warm wary wise witty zesty";

    private static final String NOUNS =
            "acorn alder anchor aspen badger basalt beacon beech birch bison boulder brook canyon"
                    + " cedar cliff clover comet condor coral crane creek cypress dingo dolphin"
                    + " dune eagle elm ember falcon fern finch fjord flint fox gecko geyser glacier"
                    + " granite grove gull harbor hawk hazelnut heron hill island jaguar juniper"
                    + " kestrel lagoon lark larch lemur lichen lily linnet lynx magpie maple marble"
                    + " marlin marmot meadow meteor moose moss newt oak ocelot orchid osprey otter"
                    + " owl panda pebble pine plover pond poplar puffin quail quartz raven reef"
                    + " ridge river robin rowan salmon seal slate sparrow spruce stork stream swan"
                    + " thistle thrush tiger topaz trout tulip valley walnut willow wren yak";

    private ContainerName() {}

    /// Returns a name that a user gave.
    ///
    /// @throws RunFailedException if a container cannot be called so
    public static String parse(String name) throws RunFailedException {
        if (!isAllowed(name)) {
            throw new RunFailedException(
                    RunFailedException.NOT_MADE,
                    "Invalid container name ("
                            + name
                            + "), only "
                            + ALLOWED
                            + " are allowed, in 2 to "
                            + MAX_LENGTH
                            + " characters");
        }
        return name;
    }

    /// Returns an adjective and a noun; somebody else may have the same.
    public static String random(RandomGenerator random) {
        return pick(ADJECTIVES, random).concat("_").concat(pick(NOUNS, random));
    }

    private static String pick(String words, RandomGenerator random) {
        String[] each = words.split(" ");
        return each[random.nextInt(each.length)];
    }

    private static boolean isAllowed(String name) {
        if (name.length() < 2 || name.length() > MAX_LENGTH || !isAlphanumeric(name.charAt(0))) {
            return false;
        }
        for (int i = 1; i < name.length(); i++) {
            char c = name.charAt(i);
            if (!isAlphanumeric(c) && c != '_' && c != '.' && c != '-') {
                return false;
            }
        }
        return true;
    }

    private static boolean isAlphanumeric(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
    }
}
