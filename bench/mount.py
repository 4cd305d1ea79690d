#!/usr/bin/env python3
"""The first mount after a pull, and what it costs to merge the layers and to write the EROFS image.

    bench/mount.py [--rounds N] [--write]

A pull ends with merging and writing, so a mount finds the union made. Here it is deleted, and then
the mount does that work, in a JVM that has done nothing before: what it takes longer than a mount
that finds the union is an upper bound of what it takes of a pull, which has the indexes in memory.
"""

import os
import pathlib
import subprocess

from measure import LAMINA, Case, Run, Scratch, arguments, interleave, python_layout, run
from peers import Registry
from report import Report, Target

IMAGE = "library/python"


class Mounts:
    """Mounts of one image out of one store after the other."""

    def __init__(self, scratch: Scratch, target: str):
        self.scratch = scratch
        self.target = target
        self.store = pathlib.Path()

    def mount(self) -> Run:
        return run([LAMINA, "mount", self.target], self.env())

    def after_pull(self) -> Run:
        self.store = self.scratch.new()
        run([LAMINA, "pull", "-q", self.target], self.env())
        return self.mount()

    def again(self) -> Run:
        run([LAMINA, "umount", self.target], self.env())
        return self.mount()

    def without_union(self) -> Run:
        run([LAMINA, "umount", self.target], self.env())
        for file in (self.store / "unions").iterdir():
            file.unlink()
        return self.mount()

    def find(self) -> Run:
        directory = subprocess.run([LAMINA, "mount", self.target], stdout=subprocess.PIPE,
                                   text=True, check=True, env={**os.environ, **self.env()})
        done = run(["find", directory.stdout.strip(), "-size", "+1000000k"])
        run([LAMINA, "umount", self.target], self.env())
        for tar in (self.store / "layers").glob("*.tar"):
            tar.unlink()
        return done

    def env(self) -> dict[str, str]:
        return {"LAMINA_ROOT": str(self.store)}


def main() -> None:
    chosen = arguments(__doc__, 9)
    layout = python_layout(chosen.images)
    report = Report("mount", "First mount after a pull",
                    f"Of {IMAGE}, 18,925 entries in two layers, pulled into a new store each time.")
    with Scratch() as scratch, Registry(scratch.new()) as registry:
        mounts = Mounts(scratch, registry.fill(layout, "python", f"{IMAGE}:1"))
        cases = [
            Case("first after a pull", "lamina mount IMAGE", mounts.after_pull),
            Case("again", "lamina umount IMAGE; (timed:) lamina mount IMAGE", mounts.again),
            Case("union to be made", "lamina umount IMAGE; rm STORE/unions/*; (timed:) lamina "
                 "mount IMAGE", mounts.without_union),
            Case("find", "find DIRECTORY -size +1000000k", mounts.find)]
        interleave(cases, chosen.rounds)
    first, again, without_union, _ = cases
    report.results(cases, again.median(), "again")
    report.targets(
        Target("first mount after a pull, from the shell", 0.1, first.median()),
        Target("merging and writing", 0.1, without_union.median() - again.median()))
    report.finish(["docker-registry"], chosen.write)


if __name__ == "__main__":
    main()
