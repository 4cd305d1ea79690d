#!/usr/bin/env python3
"""Cold pull of a real image, from the shell, against the floor and the peers installed here.

    bench/pull.py [--rounds N] [--without-peers]

The floor is the work that no tool can leave out, done by the quickest single-threaded programs one
after the other (curl, openssl sha256, igzip or gzip, openssl sha256, a plain copy to disk), divided
by the number of cores. Every run has a new store; peers' daemons are started before the clock is.
"""

import argparse
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

import images
from measure import HEADER, LAMINA, Scratch, first_line, interleave, machine, median_row, run
from peers import Containerd, Dockerd, Registry, installed, podman

IMAGE = "library/python"
INFLATER = "igzip" if shutil.which("igzip") else "gzip"


def floor(registry: Registry, layers: list[dict], scratch: Scratch) -> tuple:
    """The single-thread times of all steps, over the number of cores."""
    directory, total, cpu = scratch.new(), 0.0, 0.0
    for number, layer in enumerate(layers):
        blob, tar = str(directory / f"{number}.gz"), str(directory / f"{number}.tar")
        steps = [["curl", "-sfo", blob, f"http://{registry.host}/v2/{IMAGE}/blobs/{layer['digest']}"],
                 ["openssl", "dgst", "-sha256", blob],
                 ["sh", "-c", f"{INFLATER} -dc <{blob} >{tar}"],
                 ["openssl", "dgst", "-sha256", tar]]
        for step in steps:
            seconds, used, _ = run(step)
            total, cpu = total + seconds, cpu + used
    return total / os.cpu_count(), cpu, 0.0


def pull_cases(registry: Registry, scratch: Scratch, peers: bool) -> dict:
    target = f"{registry.host}/{IMAGE}:1"
    layers = registry.layers(IMAGE, "1")

    def lamina(**env):
        return run([LAMINA, "pull", "-q", target], {"LAMINA_ROOT": str(scratch.new()), **env})

    def containerd():
        with Containerd(scratch.new()) as server:
            return run(server.ctr("images", "pull", "--plain-http", target))

    def docker():
        with Dockerd(pathlib.Path(tempfile.mkdtemp(dir=scratch.path))) as server:
            return run(server.docker("pull", "--quiet", target))

    def with_podman():
        return run(podman(scratch.new(), "pull", "--quiet", "--tls-verify=false", target))

    def skopeo_umoci():
        directory = scratch.new()
        return run(["sh", "-c", f"skopeo copy -q --src-tls-verify=false docker://{target} "
                    f"oci:{directory}/l:x && umoci raw unpack --image {directory}/l:x {directory}/r"])

    cases = {"floor": lambda: floor(registry, layers, scratch), "lamina": lamina}
    cases["lamina, JDK's inflater"] = lambda: lamina(LAMINA_INFLATER="jdk")
    if peers:
        for program, name, case in (("ctr", "containerd", containerd), ("dockerd", "docker", docker),
                                    ("podman", "podman", with_podman),
                                    ("umoci", "skopeo, umoci", skopeo_umoci)):
            if installed(program):
                cases[name] = case
    return cases


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    words.add_argument("--rounds", type=int, default=5)
    words.add_argument("--images", default="/var/tmp/lamina-bench")
    words.add_argument("--without-peers", action="store_true")
    chosen = words.parse_args()
    subprocess.run([sys.executable, images.__file__, chosen.images], check=True)
    with Scratch() as scratch, Registry(scratch.new()) as registry:
        registry.fill(pathlib.Path(chosen.images) / "layout", "python", f"{IMAGE}:1")
        results = interleave(pull_cases(registry, scratch, not chosen.without_peers), chosen.rounds)
    base = sorted(r[0] for r in results["floor"])[len(results["floor"]) // 2]
    print(machine())
    for command in (["podman", "--version"], ["ctr", "--version"], ["dockerd", "--version"],
                    ["skopeo", "--version"], ["umoci", "--version"]):
        print(first_line(command))
    print(f"\nCold pull of {IMAGE} from docker-registry on loopback, {chosen.rounds} rounds; floor with "
          f"{INFLATER}.\nMemory is the largest single process that was started, not a daemon's.\n")
    print(HEADER)
    for name, runs in results.items():
        print(median_row(name, runs, base))


if __name__ == "__main__":
    main()
