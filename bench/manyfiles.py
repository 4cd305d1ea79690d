#!/usr/bin/env python3
"""Makes an image of many small files, as monorepos and machine learning have.

    bench/manyfiles.py DIRECTORY LAYERS ENTRIES

An OCI image layout with the reference `many`: LAYERS gzip layers, each with ENTRIES entries. The files
have 100 bytes and lie twenty to a directory, five directories deep; no two layers have a path in
common. Times differ from file to file. The lowest layer has /bin/busybox, if it is installed, as
/bin/true. The headers are written directly: a million entries take ten seconds.
"""

import hashlib
import json
import pathlib
import shutil
import sys
import zlib

FILES_IN_DIRECTORY = 20
CONTENT = (b"x" * 99 + b"\n").ljust(512, b"\0")
LEVEL = 1
CHUNK = 1 << 20


class Layer:
    """A gzip layer that is written entry by entry, into a blob of a layout."""

    def __init__(self, blobs: pathlib.Path):
        self.blobs = blobs
        self.part = blobs / "part"
        self.out = self.part.open("wb")
        self.diff_id, self.digest, self.size = hashlib.sha256(), hashlib.sha256(), 0
        self.gzip = zlib.compressobj(LEVEL, wbits=31)
        self.pending = bytearray()
        self.entries = 0

    def add(self, name: bytes, kind: bytes, mode: bytes, size: int, time: int) -> None:
        fields = b"%s\0%s\0%s\0%011o\0%011o\0        %s" % (mode, b"0000000", b"0000000", size, time, kind)
        head = name.ljust(100, b"\0") + fields
        head = head[:148] + b"%06o\0 " % (sum(head) + sum(b"ustar00")) + head[156:]
        self.pending += head.ljust(257, b"\0") + b"ustar\x0000".ljust(255, b"\0")
        self.entries += 1
        if len(self.pending) > CHUNK:
            self.flush()

    def data(self, content: bytes) -> None:
        self.pending += content.ljust((len(content) + 511) // 512 * 512, b"\0")

    def flush(self) -> None:
        self.diff_id.update(self.pending)
        self.write(self.gzip.compress(self.pending))
        self.pending = bytearray()

    def write(self, packed: bytes) -> None:
        self.digest.update(packed)
        self.size += len(packed)
        self.out.write(packed)

    def finish(self) -> tuple[dict, str]:
        self.pending += bytes(1024)
        self.flush()
        self.write(self.gzip.flush())
        self.out.close()
        self.part.rename(self.blobs / self.digest.hexdigest())
        return ({"mediaType": "application/vnd.oci.image.layer.v1.tar+gzip",
                 "digest": "sha256:" + self.digest.hexdigest(), "size": self.size},
                "sha256:" + self.diff_id.hexdigest())


def fill(layer: Layer, number: int, entries: int) -> None:
    """Adds directories and files until the layer has its number of entries."""
    if number == 0:
        busybox = shutil.which("busybox")
        if busybox:
            content = pathlib.Path(busybox).read_bytes()
            layer.add(b"bin/true", b"0", b"0000755", len(content), 1700000000)
            layer.data(content)
    made, directory = set(), 0
    while True:
        path = b"src/%02d/pkg%03d/mod%02d/lib%03d/" % (
            number, directory // 1000, directory // 50 % 20, directory % 50)
        names = path.split(b"/")
        for depth in range(1, len(names)):
            above = b"/".join(names[:depth]) + b"/"
            if above not in made:
                if layer.entries == entries:
                    return
                made.add(above)
                layer.add(above, b"5", b"0000755", 0, 1700000000)
        for file in range(FILES_IN_DIRECTORY):
            if layer.entries == entries:
                return
            time = 1700000000 + layer.entries * 7919 % 100_000
            layer.add(b"%smodule-%02d.js" % (path, file), b"0", b"0000644", 100, time)
            layer.pending += CONTENT
        directory += 1


def make(directory: pathlib.Path, layers: int, entries: int) -> pathlib.Path:
    """Makes the layout, unless it is there."""
    layout = directory / f"many-{layers}x{entries}"
    if (layout / "index.json").exists():
        return layout
    blobs = layout / "blobs" / "sha256"
    blobs.mkdir(parents=True, exist_ok=True)
    descriptors, diff_ids = [], []
    for number in range(layers):
        layer = Layer(blobs)
        fill(layer, number, entries)
        descriptor, diff_id = layer.finish()
        descriptors.append(descriptor)
        diff_ids.append(diff_id)

    def document(media_type: str, value: dict) -> dict:
        text = json.dumps(value).encode()
        name = hashlib.sha256(text).hexdigest()
        (blobs / name).write_bytes(text)
        return {"mediaType": media_type, "digest": "sha256:" + name, "size": len(text)}

    config = document("application/vnd.oci.image.config.v1+json", {
        "created": "2026-01-01T00:00:00Z", "architecture": "amd64", "os": "linux",
        "config": {"Cmd": ["/bin/true"]},
        "rootfs": {"type": "layers", "diff_ids": diff_ids},
        "history": [{"created_by": f"layer {number}"} for number in range(layers)]})
    manifest = document("application/vnd.oci.image.manifest.v1+json", {
        "schemaVersion": 2, "mediaType": "application/vnd.oci.image.manifest.v1+json",
        "config": config, "layers": descriptors})
    manifest["annotations"] = {"org.opencontainers.image.ref.name": "many"}
    (layout / "oci-layout").write_text('{"imageLayoutVersion":"1.0.0"}')
    (layout / "index.json").write_text(json.dumps({"schemaVersion": 2, "manifests": [manifest]}))
    return layout


def main() -> None:
    directory, layers, entries = sys.argv[1:]
    print(make(pathlib.Path(directory), int(layers), int(entries)))


if __name__ == "__main__":
    main()
