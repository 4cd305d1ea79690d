#!/usr/bin/env python3
"""Makes the images that bench/ measures: Debian, with Python, numpy, git and debuggers on top, or nginx.

    bench/images.py [DIRECTORY]          (default: /var/tmp/lamina-bench)

Each has two gzip layers and is an OCI image layout with its name as the reference: `layout` has
`python`, of about 170 MB, `layout-nginx` has `nginx`, of about 60 MB. The packages are Debian's, by
mmdebstrap from the mirror that apt uses; the second layer holds what the second half of the run added
or changed. Needs root on Debian, mmdebstrap and about a minute each. What is there already is kept.
"""

import hashlib
import json
import os
import pathlib
import subprocess
import sys
import tarfile

IMAGES = {
    "python": ("layout", "python3 python3-numpy python3-pip git gdb vim"),
    "nginx": ("layout-nginx", "nginx-light")}
EPOCH = "1767225600"
MIRROR = pathlib.Path(__file__).resolve().parent.parent / "scripts/debian-mirror"


def of_apt(what: str) -> list[str]:
    return subprocess.run([MIRROR, what], check=True, capture_output=True, text=True).stdout.splitlines()


def make_tars(directory: pathlib.Path, name: str, packages: str) -> None:
    base, full = directory / "base.tar", directory / f"full-{name}.tar"
    if full.exists():
        return
    install = (
        'APT_CONFIG="$MMDEBSTRAP_APT_CONFIG" apt-get --yes --no-install-recommends '
        f'-oDPkg::Chroot-Directory="$1" install {packages}'
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


def make_layout(directory: pathlib.Path, name: str, folder: str, packages: str) -> None:
    layout = directory / folder
    if (layout / "index.json").exists():
        return
    blobs = layout / "blobs" / "sha256"
    blobs.mkdir(parents=True, exist_ok=True)
    write_added(directory / "base.tar", directory / f"full-{name}.tar", directory / f"{name}.tar")
    layers, diff_ids = [], []
    for tar in ("base.tar", f"{name}.tar"):
        packed = directory / (tar + ".gz")
        with open(packed, "wb") as out:
            subprocess.run(["gzip", "-6nc", directory / tar], check=True, stdout=out)
        layers.append({"mediaType": "application/vnd.oci.image.layer.v1.tar+gzip",
                       "digest": digest(packed), "size": packed.stat().st_size})
        diff_ids.append(digest(directory / tar))
        packed.rename(blobs / layers[-1]["digest"].removeprefix("sha256:"))

    def document(media_type: str, value: dict) -> dict:
        text = json.dumps(value).encode()
        encoded = hashlib.sha256(text).hexdigest()
        (blobs / encoded).write_bytes(text)
        return {"mediaType": media_type, "digest": "sha256:" + encoded, "size": len(text)}

    config = document("application/vnd.oci.image.config.v1+json", {
        "created": "2026-01-01T00:00:00Z", "architecture": "amd64", "os": "linux",
        "config": {"Env": ["PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"],
                   "Cmd": ["sh"]},
        "rootfs": {"type": "layers", "diff_ids": diff_ids},
        "history": [{"created_by": "mmdebstrap"}, {"created_by": "apt-get install " + packages}]})
    manifest = document("application/vnd.oci.image.manifest.v1+json", {
        "schemaVersion": 2, "mediaType": "application/vnd.oci.image.manifest.v1+json",
        "config": config, "layers": layers})
    manifest["annotations"] = {"org.opencontainers.image.ref.name": name}
    (layout / "oci-layout").write_text('{"imageLayoutVersion":"1.0.0"}')
    (layout / "index.json").write_text(json.dumps({"schemaVersion": 2, "manifests": [manifest]}))


def main() -> None:
    directory = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else "/var/tmp/lamina-bench")
    directory.mkdir(parents=True, exist_ok=True)
    for name, (folder, packages) in IMAGES.items():
        if not (directory / folder / "index.json").exists():
            make_tars(directory, name, packages)
            make_layout(directory, name, folder, packages)
        blobs = directory / folder / "blobs/sha256"
        packed = sum(file.stat().st_size for file in blobs.iterdir())
        print(f"{name}: {packed / 1e6:.0f} MB in {directory / folder}")


if __name__ == "__main__":
    main()
