"""What a measurement says, as a page of Markdown: the machine, versions, commands, a table."""

import dataclasses
import os
import pathlib
import platform
import statistics
import subprocess
import sys
import time

from measure import LAMINA, ROOT, Case

PROGRAMS = {
    "curl": ["curl", "--version"], "openssl": ["openssl", "version"],
    "igzip": ["igzip", "--version"], "docker-registry": ["docker-registry", "--version"],
    "crun": ["crun", "--version"], "podman": ["podman", "--version"], "ctr": ["ctr", "--version"],
    "dockerd": ["dockerd", "--version"], "skopeo": ["skopeo", "--version"],
    "umoci": ["umoci", "--version"], "crane": ["crane", "version"], "wrk": ["wrk", "-v"]}


@dataclasses.dataclass(frozen=True)
class Target:
    """A figure that is wanted: at most `limit`, or at least, in `unit`."""

    what: str
    limit: float
    measured: float
    unit: str = "s"
    at_least: bool = False

    def row(self) -> str:
        better = self.measured >= self.limit if self.at_least else self.measured <= self.limit
        met = "yes" if better else "**no**"
        word = "at least " if self.at_least else ""
        return (f"| {self.what} | {word}{number(self.limit, self.unit)} | "
                f"{number(self.measured, self.unit)} | {met} |")


def number(value: float, unit: str) -> str:
    return f"{value:.0f} {unit}" if unit in ("MB", "MB/s", "/s") else f"{value:.3g} {unit}"


class Report:
    """Gathers one page; the load before anything is measured belongs to it."""

    def __init__(self, name: str, title: str, text: str):
        self.name = name
        self.text = [f"# {title}", "", text]
        self.started = time.strftime("%Y-%m-%d %H:%M UTC", time.gmtime())
        self.load = load()

    def results(self, cases: list[Case], floor: float, floor_name: str) -> None:
        """The table; the ratio of each median is to the floor."""
        self.text += ["", f"| | median s | min | max | CPU s | MB | to {floor_name} |",
                      "|---|---|---|---|---|---|---|"]
        for case in cases:
            seconds = [run.seconds for run in case.runs]
            cells = [case.name, f"{case.median():.3f}", f"{min(seconds):.3f}",
                     f"{max(seconds):.3f}",
                     f"{statistics.median(run.cpu for run in case.runs):.2f}",
                     f"{case.memory():.0f}" if case.memory() else "",
                     f"{case.median() / floor:.2f}"]
            self.text.append("| " + " | ".join(cells) + " |")
        self.text += ["", f"{len(cases[0].runs)} runs each, in turns, after one that is not "
                      "counted. MB is the largest of all runs, and of the process that was "
                      "started: daemons are not in it.", "", "What was typed:", "", "```"]
        self.text += [f"{case.name:28} {case.command}" for case in cases]
        self.text.append("```")

    def targets(self, *targets: Target) -> None:
        self.text += ["", "| target | at most | measured | met |", "|---|---|---|---|"]
        self.text += [target.row() for target in targets]

    def finish(self, programs: list[str], write: bool) -> None:
        """Prints the page, and writes it to bench/results if it shall be kept."""
        self.text[3:3] = ["", *self.circumstances(programs)]
        page = "\n".join(self.text) + "\n"
        print(page)
        if write:
            directory = ROOT / "bench" / "results"
            directory.mkdir(exist_ok=True)
            (directory / f"{self.name}.md").write_text(page)

    def circumstances(self, programs: list[str]) -> list[str]:
        memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
        words = " ".join(pathlib.Path(word).name if word == sys.argv[0] else word
                         for word in sys.argv)
        return [f"- written by `bench/{words}`, {self.started}",
                f"- {os.cpu_count()} x {processor()}, {memory:.0f} GiB, "
                f"Linux {platform.release()}, {file_system('/var/tmp')}",
                f"- load average before: {self.load}; after: {load()}",
                f"- Lamina {commit()}, {java()}",
                *[f"- {first_line(PROGRAMS[program])}" for program in programs]]


def load() -> str:
    return " ".join(pathlib.Path("/proc/loadavg").read_text().split()[:3])


def processor() -> str:
    return next((line.split(":", 1)[1].strip() for line in open("/proc/cpuinfo")
                 if line.startswith("model name")), platform.machine())


def file_system(path: str) -> str:
    kind = subprocess.run(["stat", "-f", "-c", "%T", path], stdout=subprocess.PIPE, text=True)
    return kind.stdout.strip().replace("ext2/ext3", "ext4")


def commit() -> str:
    git = ["git", "-C", str(ROOT)]
    out = subprocess.run([*git, "rev-parse", "--short", "HEAD"], stdout=subprocess.PIPE, text=True)
    changed = subprocess.run([*git, "diff", "--quiet", "HEAD", "--", ".", ":!bench"]).returncode
    return out.stdout.strip() + (" with changes" if changed else "")


def java() -> str:
    out = subprocess.run([LAMINA, "version"], stdout=subprocess.PIPE, text=True).stdout
    return next(("Java " + line.split(":", 1)[1].strip() for line in out.splitlines()
                 if "Java version" in line), "")


def first_line(command: list[str]) -> str:
    try:
        out = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        return out.stdout.strip().splitlines()[0] if out.stdout.strip() else command[0]
    except OSError:
        return command[0] + " is not installed"
