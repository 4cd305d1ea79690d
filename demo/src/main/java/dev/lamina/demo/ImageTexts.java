package dev.lamina.demo;

import dev.lamina.hub.settings.Description;

import java.util.List;
import java.util.Map;

/// The descriptions of the demo's images in the hub.
final class ImageTexts {

    private static final Map<String, Description> ALL =
            Map.of(
                    "debian",
                    new Description(
                            "Debian, the universal operating system",
                            """
                            # Debian

                            A minimal Debian, made by `mmdebstrap` from the packages of the
                            distribution: what is essential, and `apt`.

                            ```
                            lamina run --rm -it debian bash
                            ```

                            Other images stand on it, and share its layer.
                            """,
                            "https://salsa.debian.org/debian/mmdebstrap",
                            "DFSG-free",
                            List.of("operating-systems")),
                    "nginx",
                    new Description(
                            "nginx, an HTTP server and reverse proxy",
                            """
                            # nginx

                            Debian's nginx on Debian: two layers, the lower one shared with
                            `debian`.

                            | what | where |
                            |---|---|
                            | configuration | `/etc/nginx` |
                            | content | `/var/www/html` |
                            | port | 80 |
                            """,
                            "https://salsa.debian.org/nginx-team/nginx",
                            "BSD-2-Clause",
                            List.of("networking", "web-servers")),
                    "busybox",
                    new Description(
                            "BusyBox, many small programs in one",
                            """
                            # BusyBox

                            One static program that is `sh`, `ls`, `cat` and some three hundred
                            others, by the name that it is called with.
                            """,
                            "https://salsa.debian.org/installer-team/busybox",
                            "GPL-2.0-only",
                            List.of("base-images")));

    private ImageTexts() {}

    static Description of(String repository) {
        Description texts = ALL.get(repository);
        if (texts == null) {
            throw new IllegalArgumentException("no texts about " + repository);
        }
        return texts;
    }
}
