package dev.lamina.cli.system;

import dev.lamina.cli.command.Command;
import dev.lamina.cli.command.Context;
import dev.lamina.cli.command.ExitStatus;
import dev.lamina.cli.command.Version;
import dev.lamina.cli.option.Arguments;
import dev.lamina.cli.option.Formats;
import dev.lamina.cli.option.Syntax;
import dev.lamina.docker.document.Inspection;
import dev.lamina.docker.format.DiskUse;
import dev.lamina.docker.format.Printable;
import dev.lamina.docker.format.Sizes;
import dev.lamina.docker.template.Struct;
import dev.lamina.engine.Engine;
import dev.lamina.engine.value.container.ContainerSummary;
import dev.lamina.engine.value.container.InstalledRuntime;
import dev.lamina.engine.value.image.MountSupport;
import dev.lamina.engine.value.image.MountWay;
import dev.lamina.engine.value.image.StoreDirectories;
import dev.lamina.linux.IsaL;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// `lamina info`
public final class FactsCommand implements Command {

    private static final String NONE = "none";

    @Override
    public Syntax syntax() {
        return Syntax.builder("info", "Show what this machine lets Lamina do, and what it keeps")
                .flag(Formats.inspect())
                .description(
                        "Templates and JSON also have the fields of Docker's that mean something here:"
                                + " .ServerVersion, .DockerRootDir, .NCPU, .MemTotal, .OSType and so on.")
                .example("lamina info", "See how images are mounted here, and why")
                .example("lamina info --format '{{.MountWay}}'", "Ask for one fact")
                .build();
    }

    @Override
    public int run(Arguments arguments, Context context) throws IOException {
        Struct facts = facts(context);
        if (arguments.isGiven("format")) {
            Inspection.writeOne(context.console(), arguments.text("format"), facts);
        } else {
            print(context.out(), facts);
            if (facts.field("Warnings") instanceof List<?> warnings) {
                warnings.forEach(
                        warning ->
                                context.console()
                                        .err()
                                        .println(
                                                "WARNING: "
                                                        + Printable.line(String.valueOf(warning))));
            }
        }
        return ExitStatus.OK.code();
    }

    private static Struct facts(Context context) throws IOException {
        Engine engine = context.engine();
        StoreDirectories paths = engine.directories();
        MountSupport mounts = engine.mountSupport();
        List<InstalledRuntime> runtimes = engine.containerRuntimes();
        List<ContainerSummary> containers = engine.containers(true);
        var facts =
                new Struct("info")
                        .put("Version", Version.NUMBER)
                        .put("JavaVersion", Runtime.version().toString())
                        .put("Platform", context.settings().platform().toString())
                        .put("KernelVersion", context.properties().get("os.version"))
                        .put("MountWay", mounts.way().map(MountWay::title).orElse(NONE))
                        .put("MountReason", mounts.reason())
                        .put(
                                "Runtime",
                                runtimes.isEmpty()
                                        ? NONE
                                        : runtimes.getFirst().program().toString())
                        .put("Runtimes", byName(runtimes))
                        .put("Warnings", warnings(runtimes))
                        .put("Inflater", IsaL.load().isPresent() ? "ISA-L" : "JDK")
                        .put("Store", context.settings().root().toString())
                        .put("Images", (long) engine.images().size())
                        .put("Containers", (long) containers.size())
                        .put("BlobBytes", DiskUse.of(paths.blobs()))
                        .put("LayerBytes", DiskUse.of(paths.layers()))
                        .put("UnionBytes", DiskUse.of(paths.unions()))
                        .put("ContainerBytes", DiskUse.of(paths.containers()));
        addDefault(facts, runtimes);
        return DockerFacts.addTo(facts, context, containers);
    }

    /// Adds it for programs only if there is one.
    private static void addDefault(Struct facts, List<InstalledRuntime> runtimes) {
        if (runtimes.isEmpty()) {
            facts.hide("DefaultRuntime", "");
        } else {
            facts.put("DefaultRuntime", runtimes.getFirst().name());
        }
    }

    private static Map<String, @Nullable Object> byName(List<InstalledRuntime> runtimes) {
        var byName = new TreeMap<String, @Nullable Object>();
        for (InstalledRuntime runtime : runtimes) {
            byName.put(
                    runtime.name(),
                    new Struct("runtime")
                            .put("Path", runtime.program().toString())
                            .put("Version", runtime.version()));
        }
        return byName;
    }

    private static List<String> warnings(List<InstalledRuntime> runtimes) {
        return runtimes.stream().flatMap(runtime -> runtime.warning().stream()).toList();
    }

    private static void print(PrintStream out, Struct facts) {
        line(out, "Version", facts.field("Version"));
        line(out, "Java version", facts.field("JavaVersion"));
        line(out, "OS/Arch", facts.field("Platform"));
        line(out, "Kernel version", facts.field("KernelVersion"));
        line(out, "Mounting", facts.field("MountWay") + ": " + facts.field("MountReason"));
        line(out, "Container runtime", facts.field("Runtime"));
        if (facts.field("Runtimes") instanceof Map<?, ?> runtimes) {
            runtimes.forEach(
                    (name, runtime) ->
                            line(
                                    out,
                                    " " + name + " version",
                                    ((Struct) runtime).field("Version")));
        }
        line(out, "Inflating with", facts.field("Inflater"));
        line(out, "Store", facts.field("Store"));
        for (String kept : List.of("Images", "Containers")) {
            line(out, " " + kept, facts.field(kept));
        }
        for (String kept : List.of("Blob", "Layer", "Union", "Container")) {
            Object bytes = facts.field(kept + "Bytes");
            line(out, " " + kept + "s take", Sizes.of(bytes instanceof Long size ? size : 0));
        }
    }

    private static void line(PrintStream out, String title, @Nullable Object value) {
        out.println(title + ": " + Printable.line(String.valueOf(value)));
    }
}
