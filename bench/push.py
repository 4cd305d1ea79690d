#!/usr/bin/env python3
"""Push of a real image to an empty registry, against curl and the peers installed here.

    bench/push.py [--rounds N] [--without-peers] [--write]

The floor is curl, which sends the layers one after the other. Each run has a registry of its own.
"""

import pathlib
from collections.abc import Callable

from measure import LAMINA, Case, Run, Scratch, arguments, interleave, python_layout, run
from peers import Containerd, Dockerd, Registry, Server, installed, podman
from report import Report, Target

IMAGE = "library/python"


def upload(host: str, layers: list[dict], layout: pathlib.Path) -> Run:
    """The layers' bytes from disk into the registry, one after the other."""
    total, cpu = 0.0, 0.0
    for layer in layers:
        blob = layout / "blobs/sha256" / layer["digest"].removeprefix("sha256:")
        done = run(["sh", "-c",
                    f"url=$(curl -sfi -X POST http://{host}/v2/{IMAGE}/blobs/uploads/ | "
                    "tr -d '\\r' | sed -n 's/^Location: //p'); "
                    f"curl -sf -H 'Content-Type: application/octet-stream' -T {blob} "
                    f"\"$url&digest={layer['digest']}\""])
        total, cpu = total + done.seconds, cpu + done.cpu
    return Run(total, cpu, 0.0)


def peer_cases(scratch: Scratch, pulled: str, layout: pathlib.Path, servers: list[Server],
               to_empty: Callable) -> list[Case]:
    cases = []
    if installed("skopeo"):
        cases.append(Case("skopeo", "skopeo copy -q oci:LAYOUT:python docker://IMAGE", to_empty(
            lambda target: run(["skopeo", "copy", "-q", "--dest-tls-verify=false",
                                f"oci:{layout}:python", f"docker://{target}"]))))
    if installed("ctr"):
        containerd = Containerd(scratch.new())
        servers.append(containerd)
        run(containerd.pull(pulled))
        cases.append(Case("containerd", "ctr images push --plain-http IMAGE PULLED", to_empty(
            lambda target: run(containerd.ctr("images", "push", "--plain-http", target, pulled)))))
    if installed("crane"):
        crane_layout = scratch.new()
        run(["crane", "pull", "--insecure", "--format", "oci", pulled, str(crane_layout)])
        cases.append(Case("crane", "crane push --insecure LAYOUT IMAGE", to_empty(
            lambda target: run(["crane", "push", "--insecure", str(crane_layout), target]))))
    if installed("dockerd"):
        dockerd = Dockerd(scratch.new())
        servers.append(dockerd)
        run(dockerd.docker("pull", "--quiet", pulled))

        def docker(target):
            run(dockerd.docker("tag", pulled, target))
            return run(dockerd.docker("push", "--quiet", target))

        cases.append(Case("docker", "docker push --quiet IMAGE", to_empty(docker)))
    if installed("podman"):
        store = scratch.new()
        run(podman(store, "pull", "--quiet", "--tls-verify=false", pulled))
        cases.append(Case("podman", "podman push --quiet --tls-verify=false PULLED IMAGE", to_empty(
            lambda target: run(podman(store, "push", "--quiet", "--tls-verify=false", pulled,
                                      target)))))
    return cases


def main() -> None:
    chosen = arguments(__doc__, 9)
    layout = python_layout(chosen.images)
    report = Report("push", "Push to an empty registry",
                    f"Of {IMAGE}, 169 MB in two gzip layers, to docker-registry on loopback; "
                    "the image has no layer in common with anything there.")
    servers: list[Server] = []
    with Scratch() as scratch, Registry(scratch.new()) as source:
        pulled = source.fill(layout, "python", f"{IMAGE}:1")
        layers = source.layers(IMAGE, "1")
        env = {"LAMINA_ROOT": str(scratch.new())}
        run([LAMINA, "pull", "-q", pulled], env)

        def to_empty(push: Callable[[str], Run]) -> Callable[[], Run]:
            def once() -> Run:
                with scratch.once() as directory, Registry(directory) as registry:
                    return push(f"{registry.host}/{IMAGE}:1")
            return once

        def lamina(target: str) -> Run:
            run([LAMINA, "tag", pulled, target], env)
            return run([LAMINA, "push", "-q", target], env)

        pushed = Case("lamina", "lamina push -q IMAGE", to_empty(lamina))
        cases = [Case("curl", "curl -X POST .../uploads/; curl -T BLOB URL; of each layer",
                      to_empty(lambda target: upload(target.split("/")[0], layers, layout))),
                 pushed]
        try:
            if not chosen.without_peers:
                cases += peer_cases(scratch, pulled, layout, servers, to_empty)
            interleave(cases, chosen.rounds)
        finally:
            for server in servers:
                server.__exit__()
    report.results(cases, cases[0].median(), "curl")
    best = min(cases[2:], key=Case.median, default=cases[0])
    report.targets(Target(f"times the best peer ({best.name})", 1.1, pushed.median() / best.median(), "x"))
    report.finish(["curl", "docker-registry", "skopeo", "ctr", "crane", "dockerd", "podman"],
                  chosen.write)


if __name__ == "__main__":
    main()
