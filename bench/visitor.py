#!/usr/bin/env python3
"""What one busy visitor of a hub costs all others.

    bench/visitor.py [--rounds N] [--seconds S] [--write]

A client asks for a manifest again and again; meanwhile a visitor without an account looks into images that
nobody has looked into, with several requests at once. How long the client waits with the visitor is set
beside how long it waits without.
"""

import argparse
import gzip
import hashlib
import http.client
import io
import json
import pathlib
import statistics
import subprocess
import tarfile
import threading
import time

from hub import Hub, put_blob, send
from measure import LAMINA, Scratch, wait_until_idle
from peers import MANIFEST
from report import Report, Target

IMAGES = 10
FILES = 1000
FILE_SIZE = 200_000
VISITS_AT_ONCE = 8
PATH = "/v2/bench/image/manifests/0"


def layer(number: int) -> bytes:
    """A tar that differs from all others, and is quick to compress."""
    line = hashlib.sha256(str(number).encode()).hexdigest().encode() * 64
    file = (line * (FILE_SIZE // len(line) + 1))[:FILE_SIZE]
    content = io.BytesIO()
    with tarfile.open(fileobj=content, mode="w") as tar:
        for index in range(FILES):
            entry = tarfile.TarInfo(f"directory/{index}")
            entry.size = FILE_SIZE
            tar.addfile(entry, io.BytesIO(file))
    return content.getvalue()


def push(server: Hub, number: int) -> str:
    """Pushes an image, and returns the path of the page of its files."""
    tar = layer(number)
    described = put_blob(server, gzip.compress(tar, 1))
    config = put_blob(server, json.dumps({
        "architecture": "amd64", "os": "linux",
        "rootfs": {"type": "layers", "diff_ids": ["sha256:" + hashlib.sha256(tar).hexdigest()]},
    }).encode())
    config["mediaType"] = "application/vnd.oci.image.config.v1+json"
    described["mediaType"] = "application/vnd.oci.image.layer.v1.tar+gzip"
    document = json.dumps({"schemaVersion": 2, "mediaType": MANIFEST, "config": config,
                           "layers": [described]}).encode()
    send(server, "PUT", f"/v2/bench/image/manifests/{number}", document, MANIFEST)
    return f"/r/bench/image/-/files/sha256:{hashlib.sha256(document).hexdigest()}?path=/directory"


def latencies(server: Hub, seconds: float) -> list[float]:
    """How long the client waits for each answer, in milliseconds."""
    times = []
    connection = http.client.HTTPConnection(server.host)
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        start = time.monotonic()
        connection.request("GET", PATH, headers={"Accept": MANIFEST})
        connection.getresponse().read()
        times.append((time.monotonic() - start) * 1000)
        time.sleep(0.005)
    return times


class Visitor:
    """Looks into images, several at once, until it is told to stop."""

    def __init__(self, server: Hub, pages: list[str]):
        self.server = server
        self.pages = pages
        self.stopped = False
        self.statuses: dict[int, int] = {}
        self.threads = [threading.Thread(target=self.run, args=(i,)) for i in range(VISITS_AT_ONCE)]

    def run(self, first: int) -> None:
        index = first
        while not self.stopped:
            connection = http.client.HTTPConnection(self.server.host, timeout=300)
            connection.request("GET", self.pages[index % len(self.pages)])
            answer = connection.getresponse()
            answer.read()
            self.statuses[answer.status] = self.statuses.get(answer.status, 0) + 1
            index += VISITS_AT_ONCE

    def __enter__(self):
        for thread in self.threads:
            thread.start()
        time.sleep(1)
        return self

    def __exit__(self, *_):
        self.stopped = True
        for thread in self.threads:
            thread.join()


def percentile(times: list[float], part: float) -> float:
    return sorted(times)[min(len(times) - 1, int(len(times) * part))]


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    words.add_argument("--rounds", type=int, default=3)
    words.add_argument("--seconds", type=float, default=5, help="of each measurement, default: 5")
    words.add_argument("--write", action="store_true", help="also write bench/results/visitor.md")
    chosen = words.parse_args()
    subprocess.run([LAMINA, "version"], check=True, stdout=subprocess.DEVNULL)
    report = Report("visitor", "A busy visitor of the hub",
                    f"A client asks for a manifest every 5 ms. The visitor looks into {IMAGES} images with a "
                    f"layer of {FILES} files of {FILE_SIZE // 1000} KB, {VISITS_AT_ONCE} at once.")
    alone, beside = [], []
    for _ in range(chosen.rounds):
        with scratch.once() as directory, Hub(pathlib.Path(directory)) as server:
            pages = [push(server, number) for number in range(IMAGES)]
            latencies(server, 2)
            wait_until_idle()
            alone.append(latencies(server, chosen.seconds))
            with Visitor(server, pages) as visitor:
                beside.append(latencies(server, chosen.seconds))
            print("visitor:", visitor.statuses)
    report.text += ["", "| latency, ms | alone | with a visitor | ratio |", "|---|---|---|---|"]
    rows = {"median": 0.5, "of 95 in 100": 0.95, "of 99 in 100": 0.99}
    for row, part in rows.items():
        one = statistics.median(percentile(times, part) for times in alone)
        other = statistics.median(percentile(times, part) for times in beside)
        report.text.append(f"| {row} | {one:.3g} | {other:.3g} | {other / one:.3g} |")
    report.text += ["", f"Median of {chosen.rounds} rounds."]
    report.targets(Target("median with a visitor", 20,
                          statistics.median(percentile(times, 0.5) for times in beside), "ms"))
    report.finish([], chosen.write)


if __name__ == "__main__":
    with Scratch() as scratch:
        main()
