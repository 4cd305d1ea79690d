#!/usr/bin/env python3
"""Makes the image that bench/ measures: Debian, and Python with numpy, git and debuggers on top.

    bench/images.py [DIRECTORY]          (default: /var/tmp/lamina-bench)

Two gzip layers of about 170 MB together, as an OCI image layout with the reference `python`. The
packages are Debian's, by mmdebstrap from the mirror that apt uses; the second layer holds what the second half of the run added
or changed. Needs root on Debian, mmdebstrap and about a minute. What is there already is kept.
"""

import hashlib
import json
import os
import pathlib
import subprocess
import sys
import tarfile

PACKAGES = "python3 python3-numpy python3-pip git gdb vim"
EPOCH = "1767225600"
MIRROR = pathlib.Path(__file__).resolve().parent.parent / "scripts/debian-mirror"


def of_apt(what: str) -> list[str]:
    return subprocess.run([MIRROR, what], check=True, capture_output=True, text=True).stdout.splitlines()


def make_tars(directory: pathlib.Path) -> None:
    base, full = directory / "base.tar", directory / "full.tar"
    if full.exists():
        return
    install = (
        'APT_CONFIG="$MMDEBSTRAP_APT_CONFIG" apt-get --yes --no-install-recommends '
        f'-oDPkg::Chroot-Directory="$1" install {PACKAGES}'
    )
    clean = 'rm -rf "$1"/var/cache/apt/*.bin "$1"/var/lib/apt/lists/* "$1"/var/cache/apt/archives/*.deb'
    pack = 'tar --numeric-owner --exclude="./dev/*" --exclude="./proc/*" --exclude="./sys/*" -C "$1" -cf'
    subprocess.run(
        ["mmdebstrap", "--quiet", "--variant=minbase",
         *(f"--aptopt={option}" for option in of_apt("proxies")),
         f"--customize-hook={clean}; {pack} {base} .",
         "--customize-hook=APT_CONFIG=$MMDEBSTRAP_APT_CONFIG apt-get --quiet --quiet update",
         f"--customize-hook={install}",
         f"--customize-hook={clean}; {pack} {full}.part .",
         "bookworm", "/dev/null", *of_apt("address")],
        check=True, env={**os.environ, "SOURCE_DATE_EPOCH": EPOCH}, stdout=subprocess.DEVNULL)
    os.rename(f"{full}.part", full)


def fingerprint(entry: tarfile.TarInfo) -> tuple:
    return (entry.type, entry.mode, entry.uid, entry.gid, entry.size, entry.mtime, entry.linkname)


def write_added(base: pathlib.Path, full: pathlib.Path, target: pathlib.Path) -> None:
    """Writes the entries of `full` that `base` has not, or has otherwise."""
    with tarfile.open(base) as lower:
        known = {entry.name: fingerprint(entry) for entry in lower}
    with tarfile.open(full) as upper, tarfile.open(target, "w", format=tarfile.PAX_FORMAT) as out:
        for entry in upper:
            if known.get(entry.name) != fingerprint(entry):
                out.addfile(entry, upper.extractfile(entry) if entry.isreg() else None)


def digest(path: pathlib.Path) -> str:
    with open(path, "rb") as file:
        return "sha256:" + hashlib.file_digest(file, "sha256").hexdigest()


def make_layout(directory: pathlib.Path) -> None:
    layout = directory / "layout"
    if (layout / "index.json").exists():
        return
    blobs = layout / "blobs" / "sha256"
    blobs.mkdir(parents=True, exist_ok=True)
    write_added(directory / "base.tar", directory / "full.tar", directory / "python.tar")
    layers, diff_ids = [], []
    for name in ("base.tar", "python.tar"):
        packed = directory / (name + ".gz")
        with open(packed, "wb") as out:
            subprocess.run(["gzip", "-6nc", directory / name], check=True, stdout=out)
        layers.append({"mediaType": "application/vnd.oci.image.layer.v1.tar+gzip",
                       "digest": digest(packed), "size": packed.stat().st_size})
        diff_ids.append(digest(directory / name))
        packed.rename(blobs / layers[-1]["digest"].removeprefix("sha256:"))

    def document(media_type: str, value: dict) -> dict:
        text = json.dumps(value).encode()
        name = hashlib.sha256(text).hexdigest()
        (blobs / name).write_bytes(text)
        return {"mediaType": media_type, "digest": "sha256:" + name, "size": len(text)}

    config = document("application/vnd.oci.image.config.v1+json", {
        "created": "2026-01-01T00:00:00Z", "architecture": "amd64", "os": "linux",
        "config": {"Env": ["PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"],
                   "Cmd": ["python3"]},
        "rootfs": {"type": "layers", "diff_ids": diff_ids},
        "history": [{"created_by": "mmdebstrap"}, {"created_by": "apt-get install " + PACKAGES}]})
    manifest = document("application/vnd.oci.image.manifest.v1+json", {
        "schemaVersion": 2, "mediaType": "application/vnd.oci.image.manifest.v1+json",
        "config": config, "layers": layers})
    manifest["annotations"] = {"org.opencontainers.image.ref.name": "python"}
    (layout / "oci-layout").write_text('{"imageLayoutVersion":"1.0.0"}')
    (layout / "index.json").write_text(json.dumps({"schemaVersion": 2, "manifests": [manifest]}))


def main() -> None:
    directory = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else "/var/tmp/lamina-bench")
    directory.mkdir(parents=True, exist_ok=True)
    make_tars(directory)
    make_layout(directory)
    for tar in ("base.tar", "python.tar"):
        size = (directory / tar).stat().st_size
        with tarfile.open(directory / tar) as entries:
            print(f"{tar}: {size / 1e6:.0f} MB, {sum(1 for _ in entries)} entries")
    packed = sum(f.stat().st_size for f in (directory / "layout/blobs/sha256").iterdir())
    print(f"layout: {packed / 1e6:.0f} MB in {directory / 'layout'}")


if __name__ == "__main__":
    main()
