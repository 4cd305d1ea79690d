"""Times whole processes and prints tables. Every run gets directories of its own, and nothing is
deleted before the end: ext4 creates files several times slower for a while after many were removed.
"""

import os
import pathlib
import platform
import shutil
import statistics
import subprocess
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
LAMINA = str(ROOT / "lamina")


class Scratch:
    """A directory that hands out new, empty ones and goes away as a whole."""

    def __init__(self, parent: str = "/var/tmp"):
        self.path = pathlib.Path(tempfile.mkdtemp(prefix="lamina-bench-", dir=parent))
        self.count = 0

    def new(self) -> pathlib.Path:
        self.count += 1
        path = self.path / f"run-{self.count}"
        path.mkdir()
        return path

    def __enter__(self):
        return self

    def __exit__(self, *ignored):
        shutil.rmtree(self.path, ignore_errors=True)


def run(command: list[str], env: dict[str, str] | None = None) -> tuple[float, float, float]:
    """Runs a command to its end: seconds by the clock, seconds of CPU, peak memory in MB."""
    start = time.monotonic()
    process = subprocess.Popen(command, env={**os.environ, **(env or {})},
                               stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                               stderr=subprocess.STDOUT)
    output = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.monotonic() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    process.stdout.close()
    if process.returncode != 0:
        raise SystemExit(f"{' '.join(command)}: exit status {process.returncode}\n"
                         f"{output.decode(errors='replace')[-2000:]}")
    return seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def median_row(name: str, runs: list[tuple[float, float, float]], floor: float | None = None):
    """One row of a table: median, minimum and maximum seconds, CPU seconds, memory, ratio."""
    seconds = [r[0] for r in runs]
    middle = statistics.median(seconds)
    ratio = f"{middle / floor:5.2f}" if floor else "     "
    return (f"{name:34} {middle:7.3f} {min(seconds):7.3f} {max(seconds):7.3f} "
            f"{statistics.median(r[1] for r in runs):7.2f} "
            f"{max(r[2] for r in runs):6.0f} {ratio}")


HEADER = f"{'':34} {'median':>7} {'min':>7} {'max':>7} {'CPU s':>7} {'MB':>6} ratio"


def interleave(cases: dict, rounds: int) -> dict[str, list]:
    """Runs every case once a round, so that a drift of the machine meets all alike."""
    results = {name: [] for name in cases}
    for _ in range(rounds):
        for name, case in cases.items():
            results[name].append(case())
    return results


def machine() -> str:
    model = next((line.split(":", 1)[1].strip() for line in open("/proc/cpuinfo")
                  if line.startswith("model name")), platform.machine())
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return (f"{time.strftime('%Y-%m-%d')}, {os.cpu_count()} x {model}, {memory:.0f} GiB, "
            f"Linux {platform.release()}")


def first_line(command: list[str]) -> str:
    try:
        out = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        return out.stdout.strip().splitlines()[0] if out.stdout.strip() else command[0]
    except OSError:
        return command[0] + " is not installed"


def wait_for(what, seconds: float = 20.0) -> None:
    """Waits until `what()` is true."""
    end = time.monotonic() + seconds
    while not what():
        if time.monotonic() > end:
            raise SystemExit("a server did not start in time")
        time.sleep(0.02)


__all__ = ["HEADER", "LAMINA", "ROOT", "Scratch", "first_line", "interleave", "machine",
           "median_row", "run", "wait_for"]
