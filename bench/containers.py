#!/usr/bin/env python3
"""What it costs to run `true` in a container, against the runtime alone and the peers.

    bench/containers.py [--rounds N]

The floor is crun on a prepared bundle of the same busybox image, whose root is a plain directory.
"""

import argparse
import json
import os
import pathlib
import subprocess
import sys

from measure import HEADER, LAMINA, Scratch, first_line, interleave, machine, median_row, run
from peers import Containerd, Dockerd, Registry, installed, podman

IMAGE = "library/busybox"

# Podman asks for more than the user may have, where root is confined itself.
LIMITS = ["--ulimit", "nofile=1024:1024", "--ulimit", "nproc=1000:1000"]


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


def runtime_bundle(scratch: Scratch, layout: pathlib.Path) -> pathlib.Path:
    bundle = scratch.new() / "bundle"
    subprocess.run(["umoci", "unpack", "--image", f"{layout}:busybox", bundle], check=True)
    config = json.loads((bundle / "config.json").read_text())
    config["process"].update(args=["true"], terminal=False)
    config["linux"].pop("resources", None)
    (bundle / "config.json").write_text(json.dumps(config))
    return bundle


def leave_hybrid_cgroups() -> None:
    """crun refuses systemd's hybrid layout: starts this script again where it is plain version 1."""
    hybrid = "/sys/fs/cgroup/unified"
    if os.path.ismount(hybrid):
        os.execvp("unshare", ["unshare", "--mount", "sh", "-c", f'umount {hybrid}; exec "$0" "$@"',
                              sys.executable, *sys.argv])


def main() -> None:
    leave_hybrid_cgroups()
    words = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    words.add_argument("--rounds", type=int, default=15)
    chosen = words.parse_args()
    with Scratch() as scratch, Registry(scratch.new()) as registry:
        layout = busybox_layout(scratch)
        target = registry.fill(layout, "busybox", f"{IMAGE}:1")
        env = {"LAMINA_ROOT": str(scratch.new())}
        run([LAMINA, "pull", "-q", target], env)
        bundle = runtime_bundle(scratch, layout)
        cases = {
            "crun, prepared bundle": lambda: run(
                ["crun", "--cgroup-manager=cgroupfs", "run", "--bundle", str(bundle), "bench"]),
            "lamina run --rm": lambda: run(
                [LAMINA, "run", "--rm", "--network", "none", target, "true"], env)}
        servers = []
        if installed("podman"):
            store = scratch.new()
            run(podman(store, "pull", "--quiet", "--tls-verify=false", target))
            cases["podman run --rm"] = lambda: run(
                podman(store, "run", "--rm", "--network", "none", *LIMITS, target, "true"))
        if installed("ctr"):
            containerd = Containerd(scratch.new())
            servers.append(containerd)
            run(containerd.ctr("images", "pull", "--plain-http", target))
            cases["ctr run --rm"] = lambda: run(containerd.ctr("run", "--rm", target, "bench", "true"))
        if installed("dockerd"):
            dockerd = Dockerd(scratch.new())
            servers.append(dockerd)
            run(dockerd.docker("pull", "--quiet", target))
            cases["docker run --rm"] = lambda: run(
                dockerd.docker("run", "--rm", "--network", "none", target, "true"))
        try:
            results = interleave(cases, chosen.rounds)
        finally:
            for server in servers:
                server.__exit__()
    base = sorted(r[0] for r in next(iter(results.values())))[chosen.rounds // 2]
    print(machine())
    for command in (["crun", "--version"], ["podman", "--version"], ["ctr", "--version"],
                    ["dockerd", "--version"]):
        print(first_line(command))
    print(f"\n`run --rm --network none busybox true`, {chosen.rounds} rounds; the ratio is to crun alone.\n")
    print(HEADER)
    for name, runs in results.items():
        print(median_row(name, runs, base))


if __name__ == "__main__":
    main()
