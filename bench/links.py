#!/usr/bin/env python3
"""What one would feel: cold pulls over links of 10, 100 and 1,000 Mbit/s, with a cold page cache, of one,
two and eight layers, and eight at once.

    bench/links.py [--rounds N] [--without-peers] [--write]

The registry lies in a network namespace, at the other end of a veth whose queue has the rate
(tc-tbf(8)). The floor of a link is curl, which fetches the layers and does nothing with them.
"""

import contextlib
import os
import pathlib
import subprocess
import time
from collections.abc import Callable

import manyfiles
from measure import LAMINA, Case, Run, Scratch, arguments, interleave, layout_of, run
from peers import Containerd, Registry, erofs_of_containerd, installed, podman
from report import Report

RATES = {"10 Mbit/s": "10mbit", "100 Mbit/s": "100mbit", "1,000 Mbit/s": "1000mbit"}
LAYERS = (1, 2, 8)
ENTRIES = 16_000
AT_ONCE = 8
OUTSIDE, INSIDE = "10.213.77.1", "10.213.77.2"
PORT = 5077


class Link:
    """A registry at the other end of a link whose rate can be set."""

    def __init__(self, directory: pathlib.Path):
        self.space = f"lamina-bench-{os.getpid()}"
        self.ip("netns", "add", self.space)
        self.ip("link", "add", "lb0", "type", "veth", "peer", "name", "lb1", "netns", self.space)
        self.ip("addr", "add", f"{OUTSIDE}/30", "dev", "lb0")
        self.ip("link", "set", "lb0", "up")
        self.ip("-n", self.space, "addr", "add", f"{INSIDE}/30", "dev", "lb1")
        self.ip("-n", self.space, "link", "set", "lb1", "up")
        self.registry = Registry(directory, f"{INSIDE}:{PORT}", ["ip", "netns", "exec", self.space])

    @staticmethod
    def ip(*words: str) -> None:
        subprocess.run(["ip", *words], check=True)

    def rate(self, rate: str | None) -> None:
        """Limits what the registry sends; None takes the limit away."""
        tc = ["ip", "netns", "exec", self.space, "tc", "qdisc"]
        subprocess.run([*tc, "del", "dev", "lb1", "root"], stderr=subprocess.DEVNULL)
        if rate:
            subprocess.run([*tc, "add", "dev", "lb1", "root", "tbf", "rate", rate, "burst", "256kb",
                            "latency", "50ms"], check=True)

    def __enter__(self):
        return self

    def __exit__(self, *ignored):
        self.registry.__exit__()
        self.ip("link", "del", "lb0")
        self.ip("netns", "del", self.space)


def forget_pages() -> None:
    """Writes what is dirty, and empties the page cache (proc_sys_vm(5), drop_caches)."""
    os.sync()
    pathlib.Path("/proc/sys/vm/drop_caches").write_text("1")


class Pulls:
    """Cold pulls by each tool, as cases of a table."""

    def __init__(self, link: Link, scratch: Scratch, with_peers: bool):
        self.link = link
        self.scratch = scratch
        self.with_peers = with_peers

    def curl(self, image: str) -> Run:
        registry = self.link.registry
        urls = [registry.blob(image, layer["digest"]) for layer in registry.layers(image, "1")]
        return run(["curl", "-sf", *[word for url in urls for word in ("-o", "/dev/null", url)]])

    def tools(self) -> dict[str, Callable[[str], Run]]:
        found = {"lamina": self.lamina}
        if self.with_peers:
            if installed("ctr"):
                found["containerd"] = self.containerd
            if erofs_of_containerd():
                found["containerd, EROFS"] = lambda target: self.containerd(target, erofs=True)
            if installed("podman"):
                found["podman"] = self.podman
        return found

    def lamina(self, target: str) -> Run:
        with self.scratch.once() as store:
            return run([LAMINA, "pull", "-q", target], {"LAMINA_ROOT": str(store), **self.settings()})

    def settings(self) -> dict[str, str]:
        """The registry is spoken to without TLS."""
        file = self.scratch.new() / "config.json"
        file.write_text('{"insecureRegistries": ["%s"]}' % self.link.registry.host)
        return {"LAMINA_CONFIG": str(file)}

    def containerd(self, target: str, erofs: bool = False) -> Run:
        with self.scratch.once() as directory, Containerd(directory, erofs) as server:
            return run(server.pull(target))

    def podman(self, target: str) -> Run:
        with self.scratch.once() as directory:
            return run(podman(directory, "pull", "--quiet", "--tls-verify=false", target))

    def cases(self, title: str, image: str, before: Callable[[], None]) -> list[Case]:
        target = f"{self.link.registry.host}/{image}:1"

        def prepared(once: Callable[[], Run]) -> Callable[[], Run]:
            def timed() -> Run:
                before()
                return once()
            return timed

        made = [Case(f"{title}: curl", "curl -o /dev/null BLOB...", prepared(lambda: self.curl(image)))]
        for name, pull in self.tools().items():
            made.append(Case(f"{title}: {name}", f"{name.split(',')[0]} pull {image}",
                             prepared(lambda pull=pull: pull(target))))
        return made

    def at_once(self, image: str) -> list[Case]:
        """Eight pulls of one image into eight new stores."""
        target = f"{self.link.registry.host}/{image}:1"

        def lamina() -> Run:
            with contextlib.ExitStack() as stack:
                env = {**os.environ, **self.settings()}
                stores = [stack.enter_context(self.scratch.once()) for _ in range(AT_ONCE)]
                return together([([LAMINA, "pull", "-q", target], {**env, "LAMINA_ROOT": str(store)})
                                 for store in stores])

        def with_podman() -> Run:
            with contextlib.ExitStack() as stack:
                stores = [stack.enter_context(self.scratch.once()) for _ in range(AT_ONCE)]
                return together([(podman(store, "pull", "--quiet", "--tls-verify=false", target), None)
                                 for store in stores])

        made = [Case(f"{AT_ONCE} at once: lamina", f"lamina pull {image}, {AT_ONCE} times", lamina)]
        if self.with_peers and installed("podman"):
            made.append(Case(f"{AT_ONCE} at once: podman", f"podman pull {image}, {AT_ONCE} times",
                             with_podman))
        return made


def together(commands: list[tuple[list[str], dict | None]]) -> Run:
    """Starts all at once, and takes the time until the last has ended."""
    start = time.monotonic()
    processes = [subprocess.Popen(words, env=env, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
                 for words, env in commands]
    for process in processes:
        if process.wait() != 0:
            raise SystemExit(f"{process.args}: exit status {process.returncode}")
    return Run(time.monotonic() - start, 0.0, 0.0)


def fill(link: Link, images: str) -> None:
    registry = link.registry
    registry.fill(layout_of("nginx", images), "nginx", "library/nginx:1")
    for layers in LAYERS:
        layout = manyfiles.make(pathlib.Path(images), layers, ENTRIES // layers)
        registry.fill(layout, "many", f"library/many-{layers}:1")


def main() -> None:
    chosen = arguments(__doc__, 3)
    report = Report("links", "Pulls as one would feel them",
                    f"Of library/nginx over links, and of {ENTRIES} entries in one, two and eight layers, "
                    "from docker-registry into a new, empty store.")
    with Scratch() as scratch, Link(scratch.new()) as link:
        fill(link, chosen.images)
        pulls = Pulls(link, scratch, not chosen.without_peers)
        cases = []
        for title, rate in RATES.items():
            cases += pulls.cases(title, "library/nginx", lambda rate=rate: link.rate(rate))

        def cold() -> None:
            link.rate(None)
            forget_pages()

        cases += pulls.cases("cold page cache", "library/nginx", cold)
        for layers in LAYERS:
            cases += pulls.cases(f"{layers} layers", f"library/many-{layers}", lambda: link.rate(None))
        cases += pulls.at_once("library/nginx")
        interleave(cases, chosen.rounds)
    report.results(cases, cases[0].median(), "curl at 10 Mbit/s")
    report.finish(["curl", "docker-registry", "podman", "ctr"], chosen.write)


if __name__ == "__main__":
    main()
