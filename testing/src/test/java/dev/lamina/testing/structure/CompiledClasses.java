package dev.lamina.testing.structure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.constantpool.PoolEntry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// The compiled main classes of the modules, as class file models.
final class CompiledClasses {

    /// The modules that are released, in reading order.
    static final List<String> MODULES =
            List.of("image", "registry", "linux", "engine", "docker", "http", "hub", "cli", "demo");

    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();

    private CompiledClasses() {}

    /// Returns the root directory of the source tree.
    static Path root() {
        return ROOT;
    }

    /// Returns all classes of one module, without its module descriptor.
    static List<ClassModel> of(String module) {
        Path classes = ROOT.resolve(module).resolve("target/classes");
        try (Stream<Path> files = Files.walk(classes)) {
            return files.filter(file -> file.toString().endsWith(".class"))
                    .filter(file -> !file.endsWith("module-info.class"))
                    .sorted()
                    .map(CompiledClasses::parse)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Returns all classes of all released modules.
    static Stream<ClassModel> all() {
        return MODULES.stream().flatMap(module -> of(module).stream());
    }

    /// Returns what the constant pool of a class has of one kind.
    static <T extends PoolEntry> Stream<T> uses(ClassModel type, Class<T> kind) {
        List<T> entries = new ArrayList<>();
        for (PoolEntry entry : type.constantPool()) {
            if (kind.isInstance(entry)) {
                entries.add(kind.cast(entry));
            }
        }
        return entries.stream();
    }

    /// Returns the binary name with dots, as in `dev.lamina.image.Digest`.
    static String name(ClassModel type) {
        return type.thisClass().asInternalName().replace('/', '.');
    }

    /// Returns the package of a class named with dots.
    static String packageOf(String className) {
        return className.substring(0, className.lastIndexOf('.'));
    }

    private static ClassModel parse(Path file) {
        try {
            return ClassFile.of().parse(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
