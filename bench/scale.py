#!/usr/bin/env python3
"""What a million entries cost, against fifty thousand: seconds and memory of each command.

    bench/scale.py [--rounds N] [--write] [--name NAME] [--sizes LAYERSxENTRIES,...]

Every image is pulled into a new store, shown, run and compared. What counts is the time for one entry
of the large images, as a multiple of that of the smallest, and the memory for one entry. With sizes such
as 500x10,4000x10 it tells the same of layers.
"""

import argparse
import os
import pathlib
import statistics
import subprocess

import manyfiles
from containers import leave_hybrid_cgroups
from measure import LAMINA, Run, Scratch, run, wait_until_idle
from peers import Registry
from report import Report, Target

SIZES = "1x50000,1x1000000,4x1000000"


class Image:
    """One image in a registry, and what its commands took, by their names."""

    def __init__(self, size: str, directory: pathlib.Path, registry: Registry):
        self.layers, self.entries = (int(number) for number in size.split("x"))
        self.count = self.layers * self.entries
        layout = manyfiles.make(directory, self.layers, self.entries)
        self.target = registry.fill(layout, "many", f"library/many:{size}")
        self.runs: dict[str, list[Run]] = {}

    def measure(self, scratch: Scratch) -> None:
        with scratch.once() as store:
            env = {"LAMINA_ROOT": str(store)}

            def timed(name: str, *words: str) -> None:
                wait_until_idle()
                self.runs.setdefault(name, []).append(run([LAMINA, *words], env))

            timed("pull", "pull", "-q", self.target)
            timed("mount", "mount", self.target)
            timed("umount", "umount", self.target)
            timed("run", "run", "--network", "none", "--name", "many", self.target, "/bin/true")
            timed("diff", "diff", "many")
            run([LAMINA, "rm", "many"], env)
            for union in (store / "unions").iterdir():
                union.unlink()
            timed("union", "mount", self.target)
            run([LAMINA, "umount", self.target], env)
            timed("tag", "tag", self.target, "many:tagged")
            timed("images", "images")
            timed("history", "history", self.target)
            timed("inspect", "inspect", self.target)
            timed("dump", "debug", "dump", "--sizes", self.target)

    def seconds(self, name: str) -> float:
        return statistics.median(done.seconds for done in self.runs[name])

    def memory(self, name: str) -> float:
        return max(done.memory for done in self.runs[name])


def table(images: list[Image]) -> list[str]:
    head = [f"{image.layers} x {image.entries:,}" for image in images]
    lines = ["", "| | " + " | ".join(f"{size}: s | MB | us an entry" for size in head) + " |",
             "|---|" + "---|" * 3 * len(images)]
    for name in images[0].runs:
        cells = [name]
        for image in images:
            seconds = image.seconds(name)
            cells += [f"{seconds:.2f}", f"{image.memory(name):.0f}",
                      f"{seconds / image.count * 1e6:.2f}"]
        lines.append("| " + " | ".join(cells) + " |")
    return lines


def targets(images: list[Image]) -> list[Target]:
    small, found = images[0], []
    for image in images[1:]:
        for name in ("pull", "mount", "run", "diff", "tag", "images", "history", "inspect"):
            ratio = image.seconds(name) / image.count / (small.seconds(name) / small.count)
            found.append(Target(f"{name} of {image.count:,}, an entry, times that of "
                                f"{small.count:,}", 2, ratio, "x"))
        extra = (image.memory("pull") - small.memory("pull")) * 1e6 / (image.count - small.count)
        found.append(Target(f"pull of {image.count:,}, memory for an entry more", 250, extra, "bytes"))
    return found


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    words.add_argument("--rounds", type=int, default=2)
    words.add_argument("--sizes", default=SIZES)
    words.add_argument("--name", default="scale")
    words.add_argument("--images", default="/var/tmp/lamina-bench")
    words.add_argument("--write", action="store_true")
    chosen = words.parse_args()
    leave_hybrid_cgroups()
    subprocess.run([LAMINA, "version"], stdout=subprocess.DEVNULL, check=True)
    report = Report(chosen.name, "Many entries",
                    "Images of `bench/manyfiles.py`: small files in gzip layers, from docker-registry "
                    "on loopback into a new store each time.")
    with Scratch() as scratch, Registry(scratch.new()) as registry:
        images = [Image(size, pathlib.Path(chosen.images), registry)
                  for size in chosen.sizes.split(",")]
        for _ in range(chosen.rounds):
            for image in images:
                image.measure(scratch)
    report.text += table(images)
    report.text += ["", f"{chosen.rounds} runs each; medians, and the most memory (resident, of the "
                    "process that was started). `union`: a mount that has to make the union again. "
                    "`dump`: `debug dump --sizes`."]
    report.targets(*targets(images))
    report.finish(["docker-registry", "crun"], chosen.write)


if __name__ == "__main__":
    main()
