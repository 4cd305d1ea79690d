#!/usr/bin/env python3
"""Cold pull of a real image, from the shell, against the floor and the peers installed here.

    bench/pull.py [--rounds N] [--without-peers] [--write]

The floor is the work that no tool can leave out, done by the quickest single-threaded programs one
after the other (curl, openssl sha256, igzip or gzip into a file, openssl sha256), divided by the
number of cores. Every run has a new store; peers' daemons are started before the clock is.
"""

import os
import pathlib
import shutil

from measure import LAMINA, Case, Run, Scratch, arguments, interleave, python_layout, run
from peers import Containerd, Dockerd, Registry, installed, podman
from report import Report, Target

IMAGE = "library/python"
INFLATER = "igzip" if shutil.which("igzip") else "gzip"


def floor(registry: Registry, layers: list[dict], directory: pathlib.Path) -> Run:
    """The single-thread times of all steps, over the number of cores."""
    total, cpu = 0.0, 0.0
    for number, layer in enumerate(layers):
        blob, tar = str(directory / f"{number}.gz"), str(directory / f"{number}.tar")
        url = f"http://{registry.host}/v2/{IMAGE}/blobs/{layer['digest']}"
        for step in (["curl", "-sfo", blob, url], ["openssl", "dgst", "-sha256", blob],
                     ["sh", "-c", f"{INFLATER} -dc <{blob} >{tar}"],
                     ["openssl", "dgst", "-sha256", tar]):
            done = run(step)
            total, cpu = total + done.seconds, cpu + done.cpu
    return Run(total / os.cpu_count(), cpu, 0.0)


def own_cases(registry: Registry, scratch: Scratch) -> list[Case]:
    target = f"{registry.host}/{IMAGE}:1"
    layers = registry.layers(IMAGE, "1")

    def alone() -> Run:
        with scratch.once() as directory:
            return floor(registry, layers, directory)

    def lamina(**env) -> Run:
        with scratch.once() as store:
            return run([LAMINA, "pull", "-q", target], {"LAMINA_ROOT": str(store), **env})

    return [
        Case("floor", f"curl; openssl dgst -sha256; {INFLATER} -dc <BLOB >TAR; openssl dgst "
             f"-sha256; of each layer, the sum divided by {os.cpu_count()}",
             alone),
        Case("lamina", "LAMINA_ROOT=NEW lamina pull -q IMAGE", lamina),
        Case("lamina, JDK's inflater", "LAMINA_INFLATER=jdk LAMINA_ROOT=NEW lamina pull -q IMAGE",
             lambda: lamina(LAMINA_INFLATER="jdk"))]


def peer_cases(registry: Registry, scratch: Scratch) -> list[Case]:
    target = f"{registry.host}/{IMAGE}:1"

    def containerd() -> Run:
        with scratch.once() as directory, Containerd(directory) as server:
            return run(server.ctr("images", "pull", "--plain-http", target))

    def docker() -> Run:
        with scratch.once() as directory, Dockerd(directory) as server:
            return run(server.docker("pull", "--quiet", target))

    def with_podman() -> Run:
        with scratch.once() as directory:
            return run(podman(directory, "pull", "--quiet", "--tls-verify=false", target))

    def skopeo_umoci() -> Run:
        with scratch.once() as directory:
            layout = f"{directory}/l:x"
            return run(["sh", "-c", f"skopeo copy -q --src-tls-verify=false docker://{target} "
                        f"oci:{layout} && umoci raw unpack --image {layout} {directory}/r"])

    cases = {
        "ctr": Case("containerd", "ctr images pull --plain-http IMAGE", containerd),
        "dockerd": Case("docker", "docker pull --quiet IMAGE", docker),
        "podman": Case("podman", "podman pull --quiet --tls-verify=false IMAGE", with_podman),
        "umoci": Case("skopeo, umoci", "skopeo copy -q docker://IMAGE oci:L:x; "
                      "umoci raw unpack --image L:x R", skopeo_umoci)}
    return [case for program, case in cases.items() if installed(program)]


def main() -> None:
    chosen = arguments(__doc__, 9)
    layout = python_layout(chosen.images)
    name = "pull-without-peers" if chosen.without_peers else "pull"
    report = Report(name, "Cold pull", f"Of {IMAGE}, 169 MB in two gzip layers (462 MB of tar, "
                    "18,925 entries), from docker-registry on loopback into a new, empty store.")
    with Scratch() as scratch, Registry(scratch.new()) as registry:
        registry.fill(layout, "python", f"{IMAGE}:1")
        cases = own_cases(registry, scratch)
        if not chosen.without_peers:
            cases += peer_cases(registry, scratch)
        interleave(cases, chosen.rounds)
    floor_case, with_isal, without_isal = cases[:3]
    least = floor_case.median()
    report.results(cases, least, "floor")
    report.targets(
        Target("times the floor, with libisal2", 1.8, with_isal.median() / least, "x"),
        Target("with libisal2", 0.8, with_isal.median()),
        Target("with the JDK's inflater", 1.2, without_isal.median()),
        Target("memory, with libisal2", 250, with_isal.memory(), "MB"),
        Target("memory, with the JDK's inflater", 250, without_isal.memory(), "MB"))
    report.finish(["curl", "openssl", "igzip", "docker-registry", "podman", "ctr", "dockerd",
                   "skopeo", "umoci"], chosen.write)


if __name__ == "__main__":
    main()
