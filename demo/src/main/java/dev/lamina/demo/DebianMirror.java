package dev.lamina.demo;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The mirror from which this machine gets Debian's packages, so that the demo asks nobody else.
///
/// @param suite   Debian's release: `bookworm`
/// @param address the mirror, or nothing for mmdebstrap's default
/// @param options what mmdebstrap must be told about proxies
record DebianMirror(String suite, List<String> address, List<String> options) {

    private static final String DEFAULT_SUITE = "bookworm";

    private static final Pattern PROXY =
            Pattern.compile("(Acquire::https?::Proxy) \"([^\"]+)\";", Pattern.CASE_INSENSITIVE);

    /// Asks apt where its first source of Debian's main archive is.
    static DebianMirror ofThisMachine(Programs programs, Map<String, String> environment)
            throws IOException {
        if (programs.find("apt-get").isEmpty()) {
            return new DebianMirror(DEFAULT_SUITE, List.of(), List.of());
        }
        List<String> options = proxies(programs, environment);
        List<String> sources =
                lines(
                        programs,
                        environment,
                        "apt-get",
                        "indextargets",
                        "--format",
                        "$(ORIGIN)|$(COMPONENT)|$(CODENAME)|$(REPO_URI)",
                        "Created-By: Packages");
        Optional<String[]> main =
                sources.stream()
                        .map(line -> line.split("\\|"))
                        .filter(fields -> fields.length == 4)
                        .filter(fields -> fields[0].equals("Debian") && fields[1].equals("main"))
                        .filter(fields -> fields[2].matches("[a-z]+"))
                        .findFirst();
        return main.map(fields -> new DebianMirror(fields[2], List.of(fields[3]), options))
                .orElse(new DebianMirror(DEFAULT_SUITE, List.of(), options));
    }

    private static List<String> proxies(Programs programs, Map<String, String> environment)
            throws IOException {
        List<String> options = new ArrayList<>();
        for (String line : lines(programs, environment, "apt-config", "dump")) {
            Matcher matcher = PROXY.matcher(line);
            if (matcher.matches()) {
                options.add("--aptopt=" + matcher.group(1) + " \"" + matcher.group(2) + "\"");
            }
        }
        return options;
    }

    private static List<String> lines(
            Programs programs, Map<String, String> environment, String... command)
            throws IOException {
        List<String> lines = new ArrayList<>();
        programs.call(List.of(command), environment, lines::add);
        return lines;
    }
}
