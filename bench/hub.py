#!/usr/bin/env python3
"""The hub beside Debian's docker-registry, under load.

    bench/hub.py [--rounds N] [--seconds S] [--write]

Both serve from files on the same disk, one after the other, to wrk on the same two cores. CPU time is
the server's own (`/proc/PID/stat`), memory its peak since its start (`VmHWM`).
"""

import argparse
import dataclasses
import hashlib
import json
import os
import pathlib
import re
import statistics
import subprocess
import time
import urllib.request

from measure import LAMINA, ROOT, Scratch, wait_for, wait_until_idle
from peers import MANIFEST, Registry, Server, free_port
from report import Report, Target

BLOB_SIZE = 98_000_000
PUSHES = 200
REPOSITORY = "bench/image"


class Hub(Server):
    """An empty hub on a loopback port."""

    def __init__(self, directory: pathlib.Path):
        self.host = f"127.0.0.1:{free_port()}"
        self.started = time.monotonic()
        super().__init__([LAMINA, "hub", "serve", "--listen", self.host, "--anonymous-push",
                          "--data", str(directory / "data")], directory / "hub.log")
        wait_for(self.answers)
        self.start_seconds = time.monotonic() - self.started

    def answers(self) -> bool:
        try:
            return urllib.request.urlopen(f"http://{self.host}/v2/").status == 200
        except OSError:
            return False


@dataclasses.dataclass(frozen=True)
class Load:
    """What a server did under load."""

    per_second: float
    megabytes: float
    cpu: float
    seconds: float

    def cpu_per_gigabyte(self) -> float:
        return self.cpu / (self.megabytes * self.seconds / 1000)


def cpu_seconds(server: Server) -> float:
    fields = pathlib.Path(f"/proc/{server.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def memory(server: Server, field: str) -> float:
    status = pathlib.Path(f"/proc/{server.process.pid}/status").read_text()
    return int(re.search(rf"{field}:\s+(\d+)", status).group(1)) / 1024


def wrk(server: Server, path: str, connections: int, seconds: int) -> Load:
    wait_until_idle()
    before = cpu_seconds(server)
    out = subprocess.run(
        ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--timeout", "30s",
         "-H", f"Accept: {MANIFEST}",
         f"http://{server.host}/v2/{REPOSITORY}/{path}"],
        check=True, stdout=subprocess.PIPE, text=True).stdout
    if "Non-2xx" in out or "Socket errors" in out:
        raise SystemExit(f"wrk: {out}")
    count, took, amount, unit = re.search(
        r"(\d+) requests in ([\d.]+)s, ([\d.]+)(KB|MB|GB) read", out).groups()
    total = float(amount) * {"KB": 1024, "MB": 1024**2, "GB": 1024**3}[unit] / 1e6
    return Load(int(count) / float(took), total / float(took), cpu_seconds(server) - before,
                float(took))


def send(server: Server, method: str, path: str, content: bytes, media_type: str) -> str:
    url = path if path.startswith("http") else f"http://{server.host}{path}"
    request = urllib.request.Request(url, content, {"Content-Type": media_type}, method=method)
    return urllib.request.urlopen(request).headers.get("Location", "")


def put_blob(server: Server, content: bytes) -> dict:
    digest = "sha256:" + hashlib.sha256(content).hexdigest()
    place = send(server, "POST", f"/v2/{REPOSITORY}/blobs/uploads/", b"", "text/plain")
    place += ("&" if "?" in place else "?") + "digest=" + digest
    send(server, "PUT", place, content, "application/octet-stream")
    return {"digest": digest, "size": len(content)}


def fill(server: Server, blob: bytes) -> str:
    """Pushes an image of one layer, and returns the layer's digest."""
    config = put_blob(server, b'{"architecture":"amd64","os":"linux"}')
    layer = put_blob(server, blob)
    config["mediaType"] = "application/vnd.oci.image.config.v1+json"
    layer["mediaType"] = "application/vnd.oci.image.layer.v1.tar+gzip"
    document = {"schemaVersion": 2, "mediaType": MANIFEST, "config": config, "layers": [layer]}
    send(server, "PUT", f"/v2/{REPOSITORY}/manifests/1", json.dumps(document).encode(), MANIFEST)
    return layer["digest"]


def pushes(server: Server) -> float:
    """Small images pushed a second."""
    wait_until_idle()
    home = subprocess.run([ROOT / "scripts/find-jdk"], check=True, stdout=subprocess.PIPE,
                          text=True).stdout.strip()
    out = subprocess.run([f"{home}/bin/java", ROOT / "bench/Pushes.java", server.host, str(PUSHES),
                          "8"], check=True, stdout=subprocess.PIPE, text=True).stdout
    return PUSHES / float(out)


class Subject:
    """A kind of server, and what was measured of it, a list of values for each row."""

    def __init__(self, name: str, start):
        self.name = name
        self.start = start
        self.rows: dict[str, list[float]] = {}

    def add(self, row: str, value: float) -> None:
        self.rows.setdefault(row, []).append(value)

    def median(self, row: str) -> float:
        return statistics.median(self.rows[row])

    def measure(self, directory: pathlib.Path, blob: bytes, seconds: int) -> None:
        with self.start(directory) as server:
            time.sleep(2)
            self.add("idle, MB", memory(server, "VmRSS"))
            digest = fill(server, blob)
            wrk(server, "manifests/1", 32, 3)
            self.add("manifests a second, 32 connections",
                     wrk(server, "manifests/1", 32, seconds).per_second)
            self.add("small pushes a second, 8 connections", pushes(server))
        with scratch.once() as fresh, self.start(fresh) as server:
            digest = fill(server, blob)
            wrk(server, f"blobs/{digest}", 8, 2)
            for connections in (1, 8, 32):
                load = wrk(server, f"blobs/{digest}", connections, seconds)
                self.add(f"blobs, {connections} connections, MB/s", load.megabytes)
                self.add(f"blobs, {connections} connections, CPU s per GB", load.cpu_per_gigabyte())
            self.add("blobs, peak memory, MB", memory(server, "VmHWM"))


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    words.add_argument("--rounds", type=int, default=3)
    words.add_argument("--seconds", type=int, default=5, help="of each load, default: 5")
    words.add_argument("--write", action="store_true", help="also write bench/results/hub.md")
    chosen = words.parse_args()
    subprocess.run([LAMINA, "version"], check=True, stdout=subprocess.DEVNULL)
    report = Report("hub", "The hub under load",
                    f"A blob of {BLOB_SIZE // 1_000_000} MB and the manifest of an image, fetched by "
                    f"wrk with one thread for {chosen.seconds} s; {PUSHES} pushes of a config, a "
                    "layer of some KB and a manifest, by `bench/Pushes.java` after as many that do "
                    "not count. Each round has new servers with empty directories.")
    ours, theirs = Subject("hub", Hub), Subject("docker-registry", Registry)
    blob = os.urandom(BLOB_SIZE)
    for _ in range(chosen.rounds):
        for subject in (theirs, ours):
            with scratch.once() as directory:
                subject.measure(directory, blob, chosen.seconds)
    report.text += ["", "| median | hub | docker-registry |", "|---|---|---|"]
    report.text += [f"| {row} | {ours.median(row):.3g} | {theirs.median(row):.3g} |"
                    for row in ours.rows]
    report.text += ["", f"Median of {chosen.rounds} rounds."]
    report.targets(*targets(ours, theirs))
    report.finish(["docker-registry", "wrk"], chosen.write)


def targets(ours: Subject, theirs: Subject) -> list[Target]:
    rows = []
    for connections in (1, 8, 32):
        speed = f"blobs, {connections} connections, MB/s"
        cpu = f"blobs, {connections} connections, CPU s per GB"
        rows.append(Target(speed, theirs.median(speed), ours.median(speed), "MB/s", True))
        rows.append(Target(cpu, theirs.median(cpu), ours.median(cpu)))
    for row, factor in (("manifests a second, 32 connections", 1.5),
                        ("small pushes a second, 8 connections", 1.0)):
        rows.append(Target(row, factor * theirs.median(row), ours.median(row), "/s", True))
    rows.append(Target("idle memory", 150, ours.median("idle, MB"), "MB"))
    rows.append(Target("peak memory of blob downloads", theirs.median("blobs, peak memory, MB"),
                       ours.median("blobs, peak memory, MB"), "MB"))
    return rows


if __name__ == "__main__":
    with Scratch() as scratch:
        main()
