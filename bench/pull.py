#!/usr/bin/env python3
"""Cold pull of a real image, from the shell, against the floor and the peers installed here.

    bench/pull.py [--image python|nginx] [--rounds N] [--without-peers] [--write]

The floor is the work that no tool can leave out, done by the quickest single-threaded programs one
after the other (curl, openssl sha256, igzip or gzip into a file, openssl sha256), divided by the
number of cores. Every run has a new store; peers' daemons are started before the clock is.
"""

import os
import pathlib
import shutil

from measure import LAMINA, Case, Run, Scratch, arguments, interleave, layout_of, run
from peers import Containerd, Dockerd, Registry, erofs_of_containerd, installed, podman
from report import Report, Target

INFLATER = "igzip" if shutil.which("igzip") else "gzip"


def floor(registry: Registry, image: str, layers: list[dict], directory: pathlib.Path) -> Run:
    """The single-thread times of all steps, over the number of cores."""
    total, cpu = 0.0, 0.0
    for number, layer in enumerate(layers):
        blob, tar = str(directory / f"{number}.gz"), str(directory / f"{number}.tar")
        url = f"http://{registry.host}/v2/{image}/blobs/{layer['digest']}"
        for step in (["curl", "-sfo", blob, url], ["openssl", "dgst", "-sha256", blob],
                     ["sh", "-c", f"{INFLATER} -dc <{blob} >{tar}"],
                     ["openssl", "dgst", "-sha256", tar]):
            done = run(step)
            total, cpu = total + done.seconds, cpu + done.cpu
    return Run(total / os.cpu_count(), cpu, 0.0)


def own_cases(registry: Registry, image: str, scratch: Scratch) -> list[Case]:
    target = f"{registry.host}/{image}:1"
    layers = registry.layers(image, "1")

    def alone() -> Run:
        with scratch.once() as directory:
            return floor(registry, image, layers, directory)

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


def peer_cases(registry: Registry, image: str, scratch: Scratch) -> list[Case]:
    target = f"{registry.host}/{image}:1"

    def containerd(erofs: bool = False) -> Run:
        with scratch.once() as directory, Containerd(directory, erofs) as server:
            return run(server.pull(target))

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
    found = [case for program, case in cases.items() if installed(program)]
    if erofs_of_containerd():
        found.append(Case("containerd, EROFS", "ctr images pull --plain-http --snapshotter erofs IMAGE",
                          lambda: containerd(erofs=True)))
    return found


def targets(least: float, own: list[Case], peers: list[Case]) -> list[Target]:
    with_isal, without_isal = own
    wanted = [Target("times the floor, with libisal2", 1.4, with_isal.median() / least, "x"),
              Target("memory, with libisal2", 90, with_isal.memory(), "MB")]
    if peers:
        best = min(peers, key=Case.median)
        wanted += [Target(f"times the best peer ({best.name}), with libisal2", 0.5,
                          with_isal.median() / best.median(), "x"),
                   Target("the same with the JDK's inflater", 0.7,
                          without_isal.median() / best.median(), "x")]
    return wanted


def main() -> None:
    chosen = arguments(__doc__, 9, lambda words: words.add_argument(
        "--image", default="python", choices=["python", "nginx"]))
    layout = layout_of(chosen.image, chosen.images)
    size = sum(file.stat().st_size for file in (layout / "blobs/sha256").iterdir()) / 1e6
    image = f"library/{chosen.image}"
    name = "pull" if chosen.image == "python" else f"pull-{chosen.image}"
    report = Report(name + ("-without-peers" if chosen.without_peers else ""), "Cold pull",
                    f"Of {image}, {size:.0f} MB in two gzip layers, from docker-registry on loopback "
                    "into a new, empty store.")
    with Scratch() as scratch, Registry(scratch.new()) as registry:
        registry.fill(layout, chosen.image, f"{image}:1")
        cases = own_cases(registry, image, scratch)
        if not chosen.without_peers:
            cases += peer_cases(registry, image, scratch)
        interleave(cases, chosen.rounds)
    least = cases[0].median()
    report.results(cases, least, "floor")
    report.targets(*targets(least, cases[1:3], cases[3:]))
    report.finish(["curl", "openssl", "igzip", "docker-registry", "podman", "ctr", "dockerd",
                   "skopeo", "umoci"], chosen.write)


if __name__ == "__main__":
    main()
