package dev.lamina.cli.manual;

import java.util.LinkedHashMap;
import java.util.Map;

/// What commands read beside their flags: variables of the environment, and files. A test compares the variables with
/// those that the sources name.
final class Surroundings {

    private Surroundings() {}

    /// Adds the sections ENVIRONMENT and FILES (man-pages(7)).
    static void addTo(Roff page) {
        page.section("ENVIRONMENT");
        variables().forEach((name, meaning) -> page.item(Roff.bold(name), meaning));
        page.section("FILES");
        files().forEach((name, meaning) -> page.item(Roff.bold(name), meaning));
    }

    private static Map<String, String> variables() {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("LAMINA_ROOT", "The store, unless `--root` names one.");
        variables.put("LAMINA_CONFIG", "The configuration file, unless `--config` names one.");
        variables.put("LAMINA_PLATFORM", "The platform of images, unless `--platform` names one.");
        variables.put(
                "LAMINA_RUNTIME",
                "The program that runs containers: a name or an absolute path. Else `crun` or `runc`.");
        variables.put(
                "LAMINA_MOUNT",
                "The way to mount images: `file`, `loop` or `directories`. Else the first that works.");
        variables.put("LAMINA_INFLATER", "With `jdk`, ISA-L is not used.");
        variables.put("LAMINA_HASH", "With `jdk`, libcrypto is not used.");
        variables.put("LAMINA_DEBUG", "If it is there, errors show their stack.");
        variables.put(
                "LAMINA_HUB_ADMIN_PASSWORD", "The password of the administrator of a new hub.");
        variables.put(
                "LAMINA_HUB_DATABASE_PASSWORD",
                "The password for a hub's database, unless `--database-password-file` has it.");
        variables.put(
                "HTTPS_PROXY, HTTP_PROXY, NO_PROXY",
                "The proxies, and for which hosts none; also in small letters.");
        variables.put(
                "DOCKER_CONFIG",
                "Where Docker's clients keep logins, `~/.docker` without it: they are used, too.");
        variables.put(
                "XDG_DATA_HOME, XDG_CONFIG_HOME",
                "What stands for `~/.local/share` and `~/.config` below.");
        return variables;
    }

    private static Map<String, String> files() {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("/var/lib/lamina", "The store of the superuser.");
        files.put("~/.local/share/lamina", "The store of others.");
        files.put(
                "~/.config/lamina/config.json",
                "Registries, mirrors and proxies; else `/etc/lamina/config.json`.");
        return files;
    }
}
