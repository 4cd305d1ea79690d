#!/usr/bin/env python3
"""How quickly a hub with many repositories answers.

    bench/catalog.py [--repositories N] [--tags N] [--rounds N] [--write]

Fills an empty hub by the protocol: each repository has an image of its own and as many tags as asked for,
one has a hundred times as many. Then asks for what people and programs look at, one request after the
other on one connection; the time is the client's, so that it has the way there and back.
"""

import argparse
import concurrent.futures
import hashlib
import http.client
import json
import pathlib
import statistics
import subprocess
import time

from hub import Hub, memory
from measure import LAMINA, Scratch
from peers import MANIFEST
from report import Report, Target

CONFIG = "application/vnd.oci.image.config.v1+json"
WORDS = ["web", "data", "queue", "cache", "proxy", "base", "tools", "build", "metrics", "auth"]
LIMIT = 0.05


def name_of(number: int) -> str:
    account = "library" if number % 100 == 0 else f"team{number % 97}"
    return f"{account}/{WORDS[number % 10]}-{WORDS[number // 10 % 10]}-{number}"


class Filler:
    """One connection that makes repositories."""

    def __init__(self, host: str):
        self.connection = http.client.HTTPConnection(host)

    def send(self, method: str, path: str, content: bytes, media_type: str) -> None:
        self.connection.request(method, path, content, {"Content-Type": media_type})
        answer = self.connection.getresponse()
        answer.read()
        if answer.status != 201:
            raise SystemExit(f"{method} {path}: {answer.status}")

    def repository(self, number: int, tags: int) -> None:
        name = name_of(number)
        config = json.dumps({"architecture": ("amd64", "arm64")[number % 2], "os": "linux",
                             "number": number}).encode()
        digest = "sha256:" + hashlib.sha256(config).hexdigest()
        self.send("POST", f"/v2/{name}/blobs/uploads/?digest={digest}", config,
                  "application/octet-stream")
        manifest = json.dumps({
            "schemaVersion": 2, "mediaType": MANIFEST, "layers": [],
            "config": {"mediaType": CONFIG, "digest": digest, "size": len(config)}}).encode()
        for start in range(0, tags, 100):
            names = [f"1.{minor}.0" for minor in range(start, min(tags, start + 100))]
            more = "&".join(f"tag={tag}" for tag in names[1:])
            self.send("PUT", f"/v2/{name}/manifests/{names[0]}?{more}", manifest, MANIFEST)


def fill(host: str, repositories: int, tags: int) -> float:
    """Returns how many seconds it took."""
    started = time.monotonic()

    def part(first: int) -> None:
        filler = Filler(host)
        for number in range(first, repositories, 4):
            filler.repository(number, tags * 100 if number == 0 else tags)

    with concurrent.futures.ThreadPoolExecutor(4) as threads:
        list(threads.map(part, range(4)))
    return time.monotonic() - started


def questions(repositories: int) -> dict[str, str]:
    middle = name_of(repositories // 2).removeprefix("library/")
    many = name_of(0)
    page = "/r/" + many.removeprefix("library/") + "/-/tags"
    return {
        "`docker search web`": "/v1/search?q=web&n=25",
        "search for what one has": f"/v1/search?q={repositories // 2}&n=25",
        "search for what none has": "/v1/search?q=nothing-like-it&n=25",
        "home": "/",
        "explore": "/explore",
        "explore, two words, by stars": "/explore?q=web+data&sort=stars",
        "explore, a platform, page 3": "/explore?platform=linux/arm64&page=3",
        "repository page": f"/r/{middle}",
        "tags page": f"/r/{middle}/-/tags",
        "tags page of very many": page,
        "tags page of very many, filtered": f"{page}?text=1.77",
        "API, tags": f"/v2/repositories/{many}/tags/?page_size=100",
        "protocol, tags": f"/v2/{many}/tags/list?n=100",
        "protocol, catalog": "/v2/_catalog?n=100",
    }


def ask(host: str, path: str, rounds: int) -> list[float]:
    connection = http.client.HTTPConnection(host)
    seconds = []
    for _ in range(rounds + 5):
        started = time.monotonic()
        connection.request("GET", path)
        answer = connection.getresponse()
        answer.read()
        seconds.append(time.monotonic() - started)
        if answer.status != 200:
            raise SystemExit(f"GET {path}: {answer.status}")
    return sorted(seconds[5:])


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    words.add_argument("--repositories", type=int, default=10_000)
    words.add_argument("--tags", type=int, default=10, help="of each repository, default: 10")
    words.add_argument("--rounds", type=int, default=50)
    words.add_argument("--write", action="store_true", help="also write bench/results/catalog.md")
    chosen = words.parse_args()
    subprocess.run([LAMINA, "version"], check=True, stdout=subprocess.DEVNULL)
    count = chosen.tags * (chosen.repositories + 99)
    report = Report("catalog", "A hub with many repositories",
                    f"{chosen.repositories:,} repositories with {chosen.tags} tags each, one with "
                    f"{chosen.tags * 100:,}: {count:,} tags. One request after the other, "
                    f"{chosen.rounds} times each after five that do not count; milliseconds, "
                    "measured by the client.")
    targets = []
    with Scratch() as scratch, Hub(pathlib.Path(scratch.new())) as server:
        seconds = fill(server.host, chosen.repositories, chosen.tags)
        report.text += ["", f"Filled in {seconds:.0f} s.", "",
                        "| question | median | slowest |", "|---|---|---|"]
        for what, path in questions(chosen.repositories).items():
            times = ask(server.host, path, chosen.rounds)
            report.text.append(f"| {what} | {statistics.median(times) * 1000:.1f} "
                               f"| {times[-1] * 1000:.1f} |")
            targets.append(Target(f"{what}, median", LIMIT, statistics.median(times)))
        report.text += ["", f"Memory of the hub afterwards: {memory(server, 'VmRSS'):.0f} MB."]
    report.targets(*targets)
    report.finish([], chosen.write)


if __name__ == "__main__":
    main()
