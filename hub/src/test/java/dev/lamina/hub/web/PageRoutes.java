package dev.lamina.hub.web;

import dev.lamina.hub.web.frame.Routes;

import java.io.IOException;
import java.lang.reflect.Field;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// All pages and forms of the hub, out of each table that a class of the pages has.
final class PageRoutes {

    private PageRoutes() {}

    static Set<String> all() throws IOException, URISyntaxException, ReflectiveOperationException {
        var all = new TreeSet<String>();
        for (Class<?> type : classes()) {
            for (Field field : type.getDeclaredFields()) {
                if (field.getType() == Routes.class) {
                    field.setAccessible(true);
                    all.addAll(((Routes<?>) field.get(null)).all());
                }
            }
        }
        return all;
    }

    private static List<Class<?>> classes()
            throws IOException, URISyntaxException, ClassNotFoundException {
        Path root =
                Path.of(Pages.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        List<Path> files;
        try (Stream<Path> walk = Files.walk(root.resolve("dev/lamina/hub/web"))) {
            files = walk.filter(file -> file.toString().endsWith(".class")).toList();
        }
        var classes = new java.util.ArrayList<Class<?>>();
        for (Path file : files) {
            String name = root.relativize(file).toString().replace('/', '.');
            classes.add(Class.forName(name.substring(0, name.length() - ".class".length())));
        }
        return classes;
    }
}
