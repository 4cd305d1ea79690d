#!/usr/bin/env python3
"""What it costs to run `true` in a container, against the runtime alone and the peers.

    bench/containers.py [--rounds N] [--without-peers] [--write]

The floor is crun on a prepared bundle of the same busybox image, whose root is a plain directory.
"""

import json
import os
import pathlib
import subprocess
import sys

from measure import LAMINA, Case, Scratch, arguments, interleave, run
from peers import Containerd, Dockerd, Registry, Server, erofs_of_containerd, installed, podman
from report import Report, Target

IMAGE = "library/busybox"

# Podman asks for more than the user may have, where root is confined itself.
LIMITS = ["--ulimit", "nofile=1024:1024", "--ulimit", "nproc=1000:1000"]

RUN = ["run", "--rm", "--network", "none"]


def busybox_layout(scratch: Scratch) -> pathlib.Path:
    """A static busybox image as an OCI layout, made by umoci."""
    layout = scratch.new() / "layout"
    root = scratch.new()
    (root / "bin").mkdir()
    subprocess.run(["cp", "/bin/busybox", root / "bin"], check=True)
    for name in ("sh", "true", "cat", "ls"):
        os.symlink("busybox", root / "bin" / name)
    for words in (["init", "--layout", layout], ["new", "--image", f"{layout}:busybox"],
                  ["insert", "--image", f"{layout}:busybox", root, "/"],
                  ["config", "--image", f"{layout}:busybox", "--config.cmd", "sh",
                   "--config.env", "PATH=/bin"]):
        subprocess.run(["umoci", *map(str, words)], check=True)
    return layout


def runtime_alone(scratch: Scratch, layout: pathlib.Path) -> Case:
    bundle = scratch.new() / "bundle"
    subprocess.run(["umoci", "unpack", "--image", f"{layout}:busybox", bundle], check=True)
    config = json.loads((bundle / "config.json").read_text())
    config["process"].update(args=["true"], terminal=False)
    config["linux"].pop("resources", None)
    (bundle / "config.json").write_text(json.dumps(config))
    words = ["crun", "--cgroup-manager=cgroupfs", "run", "--bundle"]
    return Case("crun, prepared bundle", f"{' '.join(words)} BUNDLE bench",
                lambda: run([*words, str(bundle), "bench"]))


def leave_hybrid_cgroups() -> None:
    """crun refuses systemd's hybrid layout: starts this script again where it is plain version 1."""
    hybrid = "/sys/fs/cgroup/unified"
    if os.path.ismount(hybrid):
        os.execvp("unshare", ["unshare", "--mount", "sh", "-c", f'umount {hybrid}; exec "$0" "$@"',
                              sys.executable, *sys.argv])


def peer_cases(scratch: Scratch, target: str, servers: list[Server]) -> list[Case]:
    cases = []
    if installed("podman"):
        store = scratch.new()
        run(podman(store, "pull", "--quiet", "--tls-verify=false", target))
        cases.append(Case("podman", f"podman {' '.join(RUN + LIMITS)} IMAGE true",
                          lambda: run(podman(store, *RUN, *LIMITS, target, "true"))))
    for erofs in (False, True):
        if not (erofs_of_containerd() if erofs else installed("ctr")):
            continue
        containerd = Containerd(scratch.new(), erofs)
        servers.append(containerd)
        run(containerd.pull(target))
        words = ["run", "--rm", *containerd.snapshotter, target, "bench", "true"]
        name = "containerd, EROFS" if erofs else "containerd"
        shown = " ".join("IMAGE" if word == target else word for word in words)
        cases.append(Case(name, f"ctr {shown}",
                          lambda ctr=containerd.ctr(*words): run(ctr)))
    if installed("dockerd"):
        dockerd = Dockerd(scratch.new())
        servers.append(dockerd)
        run(dockerd.docker("pull", "--quiet", target))
        cases.append(Case("docker", f"docker {' '.join(RUN)} IMAGE true",
                          lambda: run(dockerd.docker(*RUN, target, "true"))))
    return cases


def main() -> None:
    leave_hybrid_cgroups()
    chosen = arguments(__doc__, 25)
    report = Report("containers", "A container that runs `true`",
                    "Of a static busybox image, with the image's layers there and its union made.")
    servers: list[Server] = []
    with Scratch() as scratch, Registry(scratch.new()) as registry:
        layout = busybox_layout(scratch)
        target = registry.fill(layout, "busybox", f"{IMAGE}:1")
        env = {"LAMINA_ROOT": str(scratch.new())}
        run([LAMINA, "pull", "-q", target], env)
        lamina = Case("lamina", f"lamina {' '.join(RUN)} IMAGE true",
                      lambda: run([LAMINA, *RUN, target, "true"], env))
        cases = [runtime_alone(scratch, layout), lamina]
        try:
            if not chosen.without_peers:
                cases += peer_cases(scratch, target, servers)
            interleave(cases, chosen.rounds)
        finally:
            for server in servers:
                server.__exit__()
    report.results(cases, cases[0].median(), "crun")
    ctr = [case for case in cases if case.name.startswith("containerd")]
    if ctr:
        best = min(ctr, key=Case.median)
        report.targets(Target(f"times {best.name}", 0.75, lamina.median() / best.median(), "x"))
    report.finish(["crun", "podman", "ctr", "dockerd"], chosen.write)


if __name__ == "__main__":
    main()
