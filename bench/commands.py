#!/usr/bin/env python3
"""What a short command costs: image ls, history, inspect, pulls of what is there, against a bare JVM.

    bench/commands.py [--rounds N] [--without-peers] [--write]

The floor is a Hello World class started by the same JDK with its default class data archive.
"""

import pathlib
import subprocess

from measure import LAMINA, ROOT, Case, Scratch, arguments, interleave, python_layout, run
from peers import Containerd, Dockerd, Registry, Server, installed, podman
from report import Report, Target

IMAGE = "library/python"

MANY = 100


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


def lamina_cases(target: str, sibling: str, env: dict[str, str], many: dict[str, str]) -> list[Case]:
    def case(*words: str, name: str = "", of: dict[str, str] = env) -> Case:
        shown = " ".join("IMAGE" if word == target else word for word in words)
        return Case(name or f"lamina {words[0]}", f"lamina {shown}", lambda: run([LAMINA, *words], of))

    def pull_with_base_there():
        run([LAMINA, "rmi", sibling], env)
        return run([LAMINA, "pull", "-q", sibling], env)

    run([LAMINA, "pull", "-q", target], env)
    run([LAMINA, "pull", "-q", target], many)
    for number in range(MANY):
        run([LAMINA, "tag", target, f"app/of-{number // 10}:{number}"], many)
    base_there = Case("lamina pull, base there", "lamina rmi SIBLING; (timed:) lamina pull -q SIBLING",
                      pull_with_base_there)
    run([LAMINA, "pull", "-q", sibling], env)
    return [case("images"), case("history", target), case("inspect", target), case("version"), base_there,
            case("pull", "-q", target, name="lamina pull, up to date"),
            *[case(*words, name=f"lamina {words[0]}, {MANY} tags more", of=many)
              for words in (["images"], ["history", target], ["inspect", target])]]


def podman_cases(scratch: Scratch, target: str, sibling: str) -> list[Case]:
    store = scratch.new()
    run(podman(store, "pull", "--quiet", "--tls-verify=false", target))
    pull = ["pull", "--quiet", "--tls-verify=false"]

    def base_there():
        run(podman(store, "rmi", "--ignore", sibling))
        return run(podman(store, *pull, sibling))

    return [Case("podman images", "podman images", lambda: run(podman(store, "images"))),
            Case("podman history", "podman history IMAGE", lambda: run(podman(store, "history", target))),
            Case("podman inspect", "podman inspect IMAGE", lambda: run(podman(store, "inspect", target))),
            Case("podman pull, base there", f"podman {' '.join(pull)} SIBLING", base_there),
            Case("podman pull, up to date", f"podman {' '.join(pull)} IMAGE",
                 lambda: run(podman(store, *pull, target)))]


def docker_cases(dockerd: Dockerd, target: str, sibling: str) -> list[Case]:
    run(dockerd.docker("pull", "--quiet", target))

    def base_there():
        subprocess.run(dockerd.docker("rmi", sibling), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        return run(dockerd.docker("pull", "--quiet", sibling))

    return [Case("docker images", "docker images", lambda: run(dockerd.docker("images"))),
            Case("docker history", "docker history IMAGE", lambda: run(dockerd.docker("history", target))),
            Case("docker inspect", "docker inspect IMAGE", lambda: run(dockerd.docker("inspect", target))),
            Case("docker pull, base there", "docker pull --quiet SIBLING", base_there),
            Case("docker pull, up to date", "docker pull --quiet IMAGE",
                 lambda: run(dockerd.docker("pull", "--quiet", target)))]


def containerd_cases(containerd: Containerd, target: str, sibling: str) -> list[Case]:
    run(containerd.pull(target))

    def base_there():
        subprocess.run(containerd.ctr("images", "rm", "--sync", sibling), stdout=subprocess.DEVNULL)
        return run(containerd.pull(sibling))

    return [Case("containerd pull, base there", "ctr images pull --plain-http SIBLING", base_there),
            Case("containerd pull, up to date", "ctr images pull --plain-http IMAGE",
                 lambda: run(containerd.pull(target)))]


def peer_cases(scratch: Scratch, target: str, sibling: str, servers: list[Server]) -> list[Case]:
    cases = []
    if installed("podman"):
        cases += podman_cases(scratch, target, sibling)
    if installed("dockerd"):
        servers.append(Dockerd(scratch.new()))
        cases += docker_cases(servers[-1], target, sibling)
    if installed("ctr"):
        servers.append(Containerd(scratch.new()))
        cases += containerd_cases(servers[-1], target, sibling)
    return cases


def targets(cases: list[Case]) -> list[Target]:
    by_name = {case.name: case.median() for case in cases}
    wanted = []

    def ratio(what: str, to: str, limit: float) -> None:
        if what in by_name and to in by_name:
            wanted.append(Target(f"`{what}`, times {to}", limit, by_name[what] / by_name[to], "x"))

    for command in ("images", "history", "inspect"):
        ratio(f"lamina {command}", f"docker {command}", 0.85)
        ratio(f"lamina {command}, {MANY} tags more", f"lamina {command}", 1.1)
    ratio("lamina pull, up to date", "podman pull, up to date", 55 / 67)
    peers = [name for name in by_name if name.endswith("pull, base there") and not name.startswith("lamina")]
    if peers:
        ratio("lamina pull, base there", min(peers, key=by_name.get), 1.0)
    return wanted


def main() -> None:
    chosen = arguments(__doc__, 25)
    layout = python_layout(chosen.images)
    report = Report("commands", "Short commands",
                    "Of a store with two images that share their layers; the ratio is to a bare "
                    f"JVM's Hello World in the same rounds. Another store has one image with {MANY} tags more.")
    servers: list[Server] = []
    with Scratch() as scratch, Registry(scratch.new()) as registry:
        target = registry.fill(layout, "python", f"{IMAGE}:1")
        sibling = registry.sibling(IMAGE, "1", "2")
        stores = [{"LAMINA_ROOT": str(scratch.new())} for _ in range(2)]
        cases = [hello(scratch.new()), *lamina_cases(target, sibling, *stores)]
        try:
            if not chosen.without_peers:
                cases += peer_cases(scratch, target, sibling, servers)
            interleave(cases, chosen.rounds)
        finally:
            for server in servers:
                server.__exit__()
    report.results(cases, cases[0].median(), "Hello")
    report.targets(*targets(cases))
    report.finish(["podman", "dockerd", "ctr"], chosen.write)


if __name__ == "__main__":
    main()
