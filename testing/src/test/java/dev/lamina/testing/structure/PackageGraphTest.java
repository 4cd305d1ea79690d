package dev.lamina.testing.structure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.lang.classfile.ClassModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.constantpool.Utf8Entry;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The directions between packages: the table of the conventions, section "Packages", as a list.
final class PackageGraphTest {

    /// What all commands are made of.
    private static final Set<String> CLI_PARTS =
            Set.of("cli.command", "cli.option", "cli.progress");

    /// What pages of the hub are about, and what they are made of.
    private static final Set<String> HUB_PAGES =
            Set.of(
                    "hub.access",
                    "hub.account",
                    "hub.catalog",
                    "hub.look",
                    "hub.catalog.content",
                    "hub.catalog.repository",
                    "hub.catalog.tag",
                    "hub.web.frame",
                    "hub.settings");

    /// What each package may use, besides other modules. A package that is not named uses none.
    private static final Map<String, Set<String>> ALLOWED =
            Map.ofEntries(
                    Map.entry("image.json", Set.of("image")),
                    Map.entry("image.compression", Set.of("image")),
                    Map.entry("image.tar", Set.of("image")),
                    Map.entry("image.layer", Set.of("image", "image.compact", "image.tar")),
                    Map.entry("image.tree", Set.of("image", "image.compact", "image.layer")),
                    Map.entry("image.look", Set.of("image", "image.layer", "image.tree")),
                    Map.entry(
                            "image.erofs",
                            Set.of("image", "image.compact", "image.layer", "image.tree")),
                    Map.entry("registry", Set.of("registry.auth", "registry.http")),
                    Map.entry("engine.store", Set.of("engine.disk", "engine.value.image")),
                    Map.entry(
                            "engine.images",
                            Set.of("engine.disk", "engine.store", "engine.value.image")),
                    Map.entry(
                            "engine.transfer",
                            Set.of(
                                    "engine.disk",
                                    "engine.images",
                                    "engine.store",
                                    "engine.value.image")),
                    Map.entry(
                            "engine.rootfs",
                            Set.of(
                                    "engine.disk",
                                    "engine.images",
                                    "engine.store",
                                    "engine.value.image")),
                    Map.entry("engine.bundle", Set.of("engine.value.container")),
                    Map.entry("engine.program", Set.of("engine.bundle", "engine.value.container")),
                    Map.entry(
                            "engine.container",
                            Set.of("engine.disk", "engine.store", "engine.value.container")),
                    Map.entry(
                            "engine.stream", Set.of("engine.container", "engine.value.container")),
                    Map.entry(
                            "engine.runtime",
                            Set.of(
                                    "engine.container",
                                    "engine.rootfs",
                                    "engine.stream",
                                    "engine.value.container")),
                    Map.entry(
                            "engine.run",
                            Set.of(
                                    "engine.bundle",
                                    "engine.container",
                                    "engine.disk",
                                    "engine.images",
                                    "engine.program",
                                    "engine.rootfs",
                                    "engine.runtime",
                                    "engine.store",
                                    "engine.stream",
                                    "engine.value.container",
                                    "engine.value.image")),
                    Map.entry(
                            "engine",
                            Set.of(
                                    "engine.images",
                                    "engine.rootfs",
                                    "engine.run",
                                    "engine.store",
                                    "engine.transfer",
                                    "engine.value.container",
                                    "engine.value.image")),
                    Map.entry("docker.template", Set.of("docker.format")),
                    Map.entry("docker.document", Set.of("docker.format", "docker.template")),
                    Map.entry("docker.list", Set.of("docker.format", "docker.template")),
                    Map.entry(
                            "hub.protocol",
                            Set.of(
                                    "hub.blob",
                                    "hub.catalog",
                                    "hub.catalog.content",
                                    "hub.catalog.repository",
                                    "hub.catalog.tag",
                                    "hub.db",
                                    "hub.work")),
                    Map.entry("hub.db", Set.of("hub.disk")),
                    Map.entry("hub.blob", Set.of("hub.disk")),
                    Map.entry("hub.ops", Set.of("hub.blob", "hub.catalog.content", "hub.disk")),
                    Map.entry("hub.catalog.repository", Set.of("hub.catalog", "hub.db")),
                    Map.entry(
                            "hub.catalog.tag",
                            Set.of("hub.catalog", "hub.catalog.repository", "hub.db")),
                    Map.entry(
                            "hub.catalog.content",
                            Set.of(
                                    "hub.catalog",
                                    "hub.catalog.repository",
                                    "hub.catalog.tag",
                                    "hub.db")),
                    Map.entry("hub.blob.s3", Set.of("hub.blob", "hub.disk")),
                    Map.entry("hub.settings", Set.of("hub.blob.s3", "hub.db")),
                    Map.entry(
                            "hub.upkeep",
                            Set.of(
                                    "hub.account",
                                    "hub.blob",
                                    "hub.catalog",
                                    "hub.catalog.content",
                                    "hub.db",
                                    "hub.disk",
                                    "hub.settings")),
                    Map.entry(
                            "hub.look",
                            Set.of("hub.blob", "hub.catalog", "hub.catalog.content", "hub.disk")),
                    Map.entry(
                            "hub.account",
                            Set.of(
                                    "hub.catalog",
                                    "hub.catalog.repository",
                                    "hub.db",
                                    "hub.settings")),
                    Map.entry(
                            "hub.access",
                            Set.of(
                                    "hub.account",
                                    "hub.catalog",
                                    "hub.catalog.repository",
                                    "hub.protocol",
                                    "hub.settings")),
                    Map.entry(
                            "hub.web.frame",
                            Set.of(
                                    "hub.access",
                                    "hub.account",
                                    "hub.catalog",
                                    "hub.catalog.content",
                                    "hub.catalog.repository",
                                    "hub.catalog.tag",
                                    "hub.look",
                                    "hub.work")),
                    Map.entry(
                            "hub.api",
                            Set.of(
                                    "hub.access",
                                    "hub.account",
                                    "hub.catalog",
                                    "hub.catalog.content",
                                    "hub.catalog.repository",
                                    "hub.catalog.tag",
                                    "hub.work")),
                    Map.entry(
                            "hub.web.repository", without(HUB_PAGES, "hub.access", "hub.settings")),
                    Map.entry(
                            "hub.web.account",
                            without(HUB_PAGES, "hub.catalog.content", "hub.look")),
                    Map.entry(
                            "hub.web",
                            Set.of(
                                    "hub.account",
                                    "hub.catalog.repository",
                                    "hub.web.account",
                                    "hub.web.frame",
                                    "hub.web.repository",
                                    "hub.work")),
                    Map.entry(
                            "cli",
                            Set.of(
                                    "cli.command",
                                    "cli.container",
                                    "cli.debug",
                                    "cli.demo",
                                    "cli.hub",
                                    "cli.image",
                                    "cli.inspect",
                                    "cli.manual",
                                    "cli.option",
                                    "cli.registry",
                                    "cli.system")),
                    Map.entry("cli.command", Set.of("cli.option")),
                    Map.entry("cli.demo", Set.of("cli.command", "cli.option")),
                    Map.entry("cli.hub", Set.of("cli.command", "cli.option")),
                    Map.entry("cli.debug", Set.of("cli.command", "cli.option")),
                    Map.entry("cli.manual", Set.of("cli.command", "cli.option")),
                    Map.entry("cli.registry", Set.of("cli.command", "cli.option")),
                    Map.entry("cli.system", Set.of("cli.command", "cli.option")),
                    Map.entry("cli.image", CLI_PARTS),
                    Map.entry("cli.inspect", Set.of("cli.command", "cli.option")),
                    Map.entry("cli.container", CLI_PARTS),
                    Map.entry("cli.progress", Set.of("cli.command")),
                    Map.entry(
                            "hub",
                            Set.of(
                                    "hub.access",
                                    "hub.account",
                                    "hub.api",
                                    "hub.blob",
                                    "hub.blob.s3",
                                    "hub.catalog",
                                    "hub.catalog.content",
                                    "hub.catalog.repository",
                                    "hub.catalog.tag",
                                    "hub.db",
                                    "hub.disk",
                                    "hub.look",
                                    "hub.ops",
                                    "hub.protocol",
                                    "hub.settings",
                                    "hub.upkeep",
                                    "hub.web",
                                    "hub.web.frame",
                                    "hub.work")));

    private static final Pattern OUR_CLASS = Pattern.compile("dev/lamina/[a-z0-9/]+(?=/[A-Z])");

    @Test
    void everyEdgeIsInTheTable() {
        Map<String, Set<String>> forbidden = new TreeMap<>();
        for (String module : CompiledClasses.MODULES) {
            edges(module)
                    .forEach(
                            (from, targets) -> {
                                Set<String> rest = new TreeSet<>(targets);
                                rest.removeAll(ALLOWED.getOrDefault(from, Set.of()));
                                if (!rest.isEmpty()) {
                                    forbidden.put(from, rest);
                                }
                            });
        }

        assertThat(forbidden).as("edges that the table does not allow").isEmpty();
    }

    /// An edge that nobody uses any more would be allowed to come back unseen.
    @Test
    void everyEdgeOfTheTableIsUsed() {
        Map<String, Set<String>> unused = new TreeMap<>();
        ALLOWED.forEach((from, targets) -> unused.put(from, new TreeSet<>(targets)));
        for (String module : CompiledClasses.MODULES) {
            edges(module)
                    .forEach(
                            (from, targets) -> {
                                if (unused.containsKey(from)) {
                                    unused.get(from).removeAll(targets);
                                }
                            });
        }
        unused.values().removeIf(Set::isEmpty);

        assertThat(unused).as("edges of the table that no class has").isEmpty();
    }

    @Test
    void theTableHasNoCycle() {
        Map<String, Set<String>> rest = new TreeMap<>(ALLOWED);
        boolean shrank = true;
        while (shrank) {
            shrank = rest.values().removeIf(used -> used.stream().noneMatch(rest::containsKey));
        }

        assertThat(rest).as("packages on a cycle").isEmpty();
    }

    private static Set<String> without(Set<String> packages, String... unused) {
        Set<String> rest = new TreeSet<>(packages);
        rest.removeAll(Set.of(unused));
        return rest;
    }

    private static Map<String, Set<String>> edges(String module) {
        Map<String, Set<String>> edges = new TreeMap<>();
        for (ClassModel type : CompiledClasses.of(module)) {
            String from = shortName(CompiledClasses.packageOf(CompiledClasses.name(type)));
            Set<String> targets =
                    packagesUsedBy(type).stream()
                            .map(PackageGraphTest::shortName)
                            .filter(target -> sameModule(module, target))
                            .filter(target -> !target.equals(from))
                            .collect(Collectors.toSet());
            edges.computeIfAbsent(from, _ -> new TreeSet<>()).addAll(targets);
        }
        return edges;
    }

    /// Class entries and descriptors both name classes in the constant pool.
    private static Set<String> packagesUsedBy(ClassModel type) {
        Set<String> used = new HashSet<>();
        for (PoolEntry entry : type.constantPool()) {
            switch (entry) {
                case ClassEntry named -> collect(named.asInternalName(), used);
                case Utf8Entry text -> {
                    if (isDescriptor(text.stringValue())) {
                        collect(text.stringValue(), used);
                    }
                }
                default -> {}
            }
        }
        return used;
    }

    private static boolean isDescriptor(String text) {
        return text.contains("Ldev/lamina/") && text.contains(";");
    }

    private static void collect(String text, Set<String> used) {
        Matcher matcher = OUR_CLASS.matcher(text);
        while (matcher.find()) {
            used.add(matcher.group().replace('/', '.'));
        }
    }

    private static boolean sameModule(String module, String packageName) {
        return packageName.equals(module) || packageName.startsWith(module + ".");
    }

    private static String shortName(String packageName) {
        return packageName.substring("dev.lamina.".length());
    }
}
