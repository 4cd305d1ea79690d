#!/usr/bin/env python3
"""Push of a real image to an empty registry, and the first mount after a pull.

    bench/push.py [--rounds N]
"""

import argparse
import pathlib
import subprocess
import sys

import images
from measure import HEADER, LAMINA, Scratch, first_line, interleave, machine, median_row, run
from peers import Registry, installed

IMAGE = "library/python"


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    words.add_argument("--rounds", type=int, default=5)
    words.add_argument("--images", default="/var/tmp/lamina-bench")
    chosen = words.parse_args()
    subprocess.run([sys.executable, images.__file__, chosen.images], check=True)
    layout = pathlib.Path(chosen.images) / "layout"
    with Scratch() as scratch, Registry(scratch.new()) as source:
        pulled = source.fill(layout, "python", f"{IMAGE}:1")
        env = {"LAMINA_ROOT": str(scratch.new())}
        run([LAMINA, "pull", "-q", pulled], env)

        def upload():
            """The floor: the layers' bytes from disk into the registry, one after the other."""
            total, cpu = 0.0, 0.0
            with Registry(scratch.new()) as registry:
                for layer in source.layers(IMAGE, "1"):
                    blob = layout / "blobs/sha256" / layer["digest"].removeprefix("sha256:")
                    seconds, used, _ = run(["sh", "-c",
                        f"url=$(curl -sfi -X POST http://{registry.host}/v2/{IMAGE}/blobs/uploads/ | "
                        "tr -d '\\r' | sed -n 's/^Location: //p'); "
                        f"curl -sf -H 'Content-Type: application/octet-stream' -T {blob} "
                        f"\"$url&digest={layer['digest']}\""])
                    total, cpu = total + seconds, cpu + used
            return total, cpu, 0.0

        def lamina():
            with Registry(scratch.new()) as registry:
                target = f"{registry.host}/{IMAGE}:1"
                run([LAMINA, "tag", pulled, target], env)
                return run([LAMINA, "push", "-q", target], env)

        def skopeo():
            with Registry(scratch.new()) as registry:
                return run(["skopeo", "copy", "-q", "--dest-tls-verify=false",
                            f"oci:{layout}:python", f"docker://{registry.host}/{IMAGE}:1"])

        def first_mount():
            store = {"LAMINA_ROOT": str(scratch.new())}
            run([LAMINA, "pull", "-q", pulled], store)
            result = run([LAMINA, "mount", pulled], store)
            run([LAMINA, "umount", pulled], store)
            return result

        cases = {"curl, one after the other": upload, "lamina push": lamina}
        if installed("skopeo"):
            cases["skopeo copy"] = skopeo
        cases["lamina mount, first after a pull"] = first_mount
        results = interleave(cases, chosen.rounds)
    base = sorted(r[0] for r in results["curl, one after the other"])[chosen.rounds // 2]
    print(machine())
    print(first_line(["skopeo", "--version"]))
    print(f"\nPush of {IMAGE} to an empty docker-registry, {chosen.rounds} rounds; the ratio is to curl.\n")
    print(HEADER)
    for name, runs in results.items():
        print(median_row(name, runs, base))


if __name__ == "__main__":
    main()
