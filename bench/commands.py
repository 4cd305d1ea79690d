#!/usr/bin/env python3
"""What a short command costs: image ls, history, inspect, an up-to-date pull, against a bare JVM.

    bench/commands.py [--rounds N]

The floor is a Hello World class started by the same JDK with its default class data archive.
"""

import argparse
import pathlib
import subprocess
import sys

import images
from measure import HEADER, LAMINA, ROOT, Scratch, first_line, interleave, machine, median_row, run
from peers import Registry, installed, podman

IMAGE = "library/python"


def java() -> str:
    """The JDK that the launcher uses."""
    home = subprocess.run([ROOT / "scripts" / "find-jdk"], stdout=subprocess.PIPE,
                          text=True, check=True).stdout.strip()
    return str(pathlib.Path(home) / "bin" / "java")


def hello(scratch: Scratch) -> list[str]:
    directory = scratch.new()
    source = directory / "Hello.java"
    source.write_text("class Hello { public static void main(String[] a) "
                      '{ System.out.println("Hello, World"); } }')
    subprocess.run([java() + "c", "-d", str(directory), str(source)], check=True)
    return [java(), "-Xshare:auto", "-XX:TieredStopAtLevel=1", "-cp", str(directory), "Hello"]


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    words.add_argument("--rounds", type=int, default=15)
    words.add_argument("--images", default="/var/tmp/lamina-bench")
    chosen = words.parse_args()
    subprocess.run([sys.executable, images.__file__, chosen.images], check=True)
    with Scratch() as scratch, Registry(scratch.new()) as registry:
        target = registry.fill(pathlib.Path(chosen.images) / "layout", "python", f"{IMAGE}:1")
        env = {"LAMINA_ROOT": str(scratch.new())}
        run([LAMINA, "pull", "-q", target], env)
        greeting = hello(scratch)
        cases = {"Hello World": lambda: run(greeting)}
        for name, command in {
                "lamina image ls": ["image", "ls"], "lamina history": ["history", target],
                "lamina inspect": ["inspect", target], "lamina version": ["version"],
                "lamina pull (up to date)": ["pull", "-q", target]}.items():
            cases[name] = lambda command=command: run([LAMINA, *command], env)
        if installed("podman"):
            store = scratch.new()
            run(podman(store, "pull", "--quiet", "--tls-verify=false", target))
            cases["podman image ls"] = lambda: run(podman(store, "image", "ls"))
        results = interleave(cases, chosen.rounds)
    base = sorted(r[0] for r in results["Hello World"])[len(results["Hello World"]) // 2]
    print(machine())
    print(first_line(["podman", "--version"]))
    print(f"\nShort commands, {chosen.rounds} rounds; the ratio is to a bare JVM's Hello World.\n")
    print(HEADER)
    for name, runs in results.items():
        print(median_row(name, runs, base))


if __name__ == "__main__":
    main()
