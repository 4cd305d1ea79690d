#!/usr/bin/env python3
"""What a short command costs: image ls, history, inspect, pulls of what is there, against a bare JVM.

    bench/commands.py [--rounds N] [--without-peers] [--write]

The floor is a Hello World class started by the same JDK with its default class data archive.
"""

import pathlib
import subprocess

from measure import LAMINA, ROOT, Case, Scratch, arguments, interleave, python_layout, run
from peers import Dockerd, Registry, installed, podman
from report import Report, Target

IMAGE = "library/python"


def java() -> str:
    """The JDK that the launcher uses."""
    home = subprocess.run([ROOT / "scripts" / "find-jdk"], stdout=subprocess.PIPE,
                          text=True, check=True).stdout.strip()
    return str(pathlib.Path(home) / "bin" / "java")


def hello(directory: pathlib.Path) -> Case:
    source = directory / "Hello.java"
    source.write_text("class Hello { public static void main(String[] a) "
                      '{ System.out.println("Hello, World"); } }')
    subprocess.run([java() + "c", "-d", str(directory), str(source)], check=True)
    words = ["-Xshare:auto", "-XX:TieredStopAtLevel=1", "-cp"]
    return Case("Hello World", f"java {' '.join(words)} DIRECTORY Hello",
                lambda: run([java(), *words, str(directory), "Hello"]))


def lamina_cases(target: str, sibling: str, env: dict[str, str]) -> list[Case]:
    def case(*words: str) -> Case:
        shown = " ".join("IMAGE" if word == target else word for word in words)
        return Case(f"lamina {words[0]}", f"lamina {shown}", lambda: run([LAMINA, *words], env))

    def pull_with_layers_there():
        run([LAMINA, "rmi", sibling], env)
        return run([LAMINA, "pull", "-q", sibling], env)

    run([LAMINA, "pull", "-q", target], env)
    run([LAMINA, "pull", "-q", sibling], env)
    there = Case("lamina pull, layers there", "lamina rmi SIBLING; (timed:) lamina pull -q SIBLING",
                 pull_with_layers_there)
    up_to_date = case("pull", "-q", target)
    up_to_date.name = "lamina pull, up to date"
    return [case("images"), case("history", target), case("inspect", target), case("version"),
            there, up_to_date]


def main() -> None:
    chosen = arguments(__doc__, 25)
    layout = python_layout(chosen.images)
    report = Report("commands", "Short commands",
                    "Of a store with two images that share their layers; the ratio is to a bare "
                    "JVM's Hello World in the same rounds.")
    with Scratch() as scratch, Registry(scratch.new()) as registry:
        target = registry.fill(layout, "python", f"{IMAGE}:1")
        sibling = registry.sibling(IMAGE, "1", "2")
        greeting = hello(scratch.new())
        cases = [greeting,
                 *lamina_cases(target, sibling, {"LAMINA_ROOT": str(scratch.new())})]
        servers = []
        if installed("podman") and not chosen.without_peers:
            store = scratch.new()
            run(podman(store, "pull", "--quiet", "--tls-verify=false", target))
            cases.append(Case("podman images", "podman images",
                              lambda: run(podman(store, "images"))))
        if installed("dockerd") and not chosen.without_peers:
            dockerd = Dockerd(scratch.new())
            servers.append(dockerd)
            run(dockerd.docker("pull", "--quiet", target))
            cases.append(Case("docker images", "docker images",
                              lambda: run(dockerd.docker("images"))))
        try:
            interleave(cases, chosen.rounds)
        finally:
            for server in servers:
                server.__exit__()
    base = greeting.median()
    report.results(cases, base, "Hello")
    images, history, inspect, _, there, up_to_date = cases[1:7]
    report.targets(
        *[Target(f"`{case.name}`, times Hello World", 2.5, case.median() / base, "x")
          for case in (images, history, inspect)],
        Target("pull of an image whose layers are there", 0.25, there.median()),
        Target("pull, up to date", 0.25, up_to_date.median()))
    report.finish(["podman", "dockerd"], chosen.write)


if __name__ == "__main__":
    main()
