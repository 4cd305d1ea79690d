"""Times whole processes, each run with directories of its own.

Of a run that is over only the large files are deleted at once. Small ones stay until the end: ext4
creates files several times slower for a while after many were removed. Large ones must go: the
memory that cached them is used again, while memory that was never used, or was given back by a
virtual machine, costs 6 us a page when it is first touched, which would double the time of a pull.
"""

import argparse
import contextlib
import dataclasses
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator

ROOT = pathlib.Path(__file__).resolve().parent.parent
LAMINA = str(ROOT / "lamina")
IMAGES = "/var/tmp/lamina-bench"
LARGE = 1 << 20


@dataclasses.dataclass(frozen=True)
class Run:
    """One run of a process: seconds by the clock, seconds of CPU, peak memory in MB."""

    seconds: float
    cpu: float
    memory: float


@dataclasses.dataclass
class Case:
    """Something that is timed: what a user would type, how it is done once, and what it took."""

    name: str
    command: str
    once: Callable[[], Run]
    runs: list[Run] = dataclasses.field(default_factory=list)

    def median(self) -> float:
        return statistics.median(run.seconds for run in self.runs)

    def memory(self) -> float:
        return max(run.memory for run in self.runs)


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

    @contextlib.contextmanager
    def once(self) -> Iterator[pathlib.Path]:
        """A directory for one run; afterwards its large files are deleted."""
        path = self.new()
        yield path
        for directory, _, names in os.walk(path):
            for name in names:
                file = os.path.join(directory, name)
                if not os.path.islink(file) and os.path.getsize(file) > LARGE:
                    os.unlink(file)

    def __enter__(self):
        return self

    def __exit__(self, *ignored):
        shutil.rmtree(self.path, ignore_errors=True)


def run(command: list[str], env: dict[str, str] | None = None) -> Run:
    """Runs a command to its end; a command that fails ends the measurement.

    The memory is told by time(1): what wait4(2) says of a child begins with the memory of this script,
    from which it was forked.
    """
    with tempfile.NamedTemporaryFile() as told:
        start = time.monotonic()
        process = subprocess.Popen(["/usr/bin/time", "-q", "-f", "%M", "-o", told.name, *command],
                                   env={**os.environ, **(env or {})}, stdin=subprocess.DEVNULL,
                                   stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        output = process.stdout.read()
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.monotonic() - start
        memory = int(told.read() or 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    process.stdout.close()
    if process.returncode != 0:
        raise SystemExit(f"{' '.join(command)}: exit status {process.returncode}\n"
                         f"{output.decode(errors='replace')[-2000:]}")
    return Run(seconds, usage.ru_utime + usage.ru_stime, memory / 1024)


def interleave(cases: list[Case], rounds: int) -> None:
    """Runs every case once a round, so that a drift of the machine meets all alike.

    A round before the first is not counted: it fills the page cache with programs.
    """
    for number in range(rounds + 1):
        for case in cases:
            wait_until_idle()
            done = case.once()
            if number > 0:
                case.runs.append(done)


def wait_until_idle(limit: float = 20.0) -> None:
    """Waits until both cores were idle for a moment; others may be at work on the machine."""
    end = time.monotonic() + limit
    while time.monotonic() < end:
        before = cpu_times()
        time.sleep(0.2)
        idle, total = (after - now for after, now in zip(cpu_times(), before))
        if idle >= 0.9 * total:
            return


def cpu_times() -> tuple[int, int]:
    """Ticks of all cores since the start: those without work, and all."""
    ticks = [int(word) for word in
             pathlib.Path("/proc/stat").read_text().splitlines()[0].split()[1:9]]
    return ticks[3] + ticks[4], sum(ticks)


def arguments(description: str, rounds: int,
              more: Callable[[argparse.ArgumentParser], object] = lambda words: None) -> argparse.Namespace:
    """What all scripts can be told, and `more` that only one can."""
    words = argparse.ArgumentParser(description=description.splitlines()[0])
    words.add_argument("--rounds", type=int, default=rounds, help=f"default: {rounds}")
    words.add_argument("--images", default=IMAGES, help=f"where the image lies, default: {IMAGES}")
    words.add_argument("--without-peers", action="store_true", help="measure Lamina only")
    words.add_argument("--write", action="store_true", help="also write bench/results/NAME.md")
    more(words)
    return words.parse_args()


def python_layout(directory: str) -> pathlib.Path:
    """The image that is pulled and pushed, as an OCI layout; made when it is not there."""
    return layout_of("python", directory)


def layout_of(image: str, directory: str) -> pathlib.Path:
    """The layout of one of the images of images.py."""
    maker = pathlib.Path(__file__).parent / "images.py"
    subprocess.run([sys.executable, maker, directory], check=True)
    return pathlib.Path(directory) / ("layout" if image == "python" else f"layout-{image}")


def wait_for(what: Callable[[], bool], seconds: float = 20.0) -> None:
    """Waits until `what()` is true."""
    end = time.monotonic() + seconds
    while not what():
        if time.monotonic() > end:
            raise SystemExit("a server did not start in time")
        time.sleep(0.02)
