"""The servers and peers that bench/ measures against: Debian's docker-registry, containerd, dockerd,
podman, and skopeo with umoci. What is not installed is left out of the tables.
"""

import hashlib
import json
import os
import pathlib
import platform
import re
import shutil
import socket
import subprocess
import urllib.request

from measure import run, wait_for

MANIFEST = "application/vnd.oci.image.manifest.v1+json"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Server:
    """A process that is ended with the block."""

    def __init__(self, command: list[str], log: pathlib.Path, env: dict | None = None):
        self.process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=open(log, "wb"),
                                        stderr=subprocess.STDOUT, env={**os.environ, **(env or {})})

    def __enter__(self):
        return self

    def __exit__(self, *ignored):
        self.process.terminate()
        self.process.wait()


class Registry(Server):
    """An empty docker-registry, on a loopback port if nothing else is said."""

    def __init__(self, directory: pathlib.Path, host: str = "", starter: list[str] | None = None):
        self.host = host or f"127.0.0.1:{free_port()}"
        self.data = directory / "data"
        config = directory / "registry.yml"
        config.write_text(
            "version: 0.1\nlog: {level: error, accesslog: {disabled: true}}\n"
            f"storage: {{filesystem: {{rootdirectory: {self.data}}}, delete: {{enabled: true}}}}\n"
            f"http: {{addr: '{self.host}'}}\n")
        super().__init__([*(starter or []), "docker-registry", "serve", str(config)],
                         directory / "registry.log")
        wait_for(self.answers)

    def answers(self) -> bool:
        try:
            return urllib.request.urlopen(f"http://{self.host}/v2/").status == 200
        except OSError:
            return False

    def fill(self, layout: pathlib.Path, reference: str, name: str) -> str:
        """Copies an image of an OCI layout into the registry, byte for byte.

        Its files are written directly: to push thousands of layers takes it many minutes.
        """
        repository, tag = name.rsplit(":", 1)
        index = json.loads((layout / "index.json").read_text())
        [digest] = [entry["digest"] for entry in index["manifests"]
                    if entry["annotations"]["org.opencontainers.image.ref.name"] == reference]
        blobs = layout / "blobs"
        manifest = json.loads((blobs / digest.replace(":", "/")).read_text())
        root = self.data / "docker" / "registry" / "v2"
        place = root / "repositories" / repository

        def link(directory: pathlib.Path, blob: str) -> None:
            directory.mkdir(parents=True, exist_ok=True)
            (directory / "link").write_text(blob)

        for blob in {digest, manifest["config"]["digest"],
                     *(layer["digest"] for layer in manifest["layers"])}:
            algorithm, encoded = blob.split(":")
            data = root / "blobs" / algorithm / encoded[:2] / encoded / "data"
            data.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(blobs / algorithm / encoded, data)
            link(place / "_layers" / algorithm / encoded, blob)
        encoded = digest.replace(":", "/")
        link(place / "_manifests" / "revisions" / encoded, digest)
        link(place / "_manifests" / "tags" / tag / "current", digest)
        link(place / "_manifests" / "tags" / tag / "index" / encoded, digest)
        return f"{self.host}/{name}"

    def layers(self, name: str, tag: str) -> list[dict]:
        return self.manifest(name, tag)["layers"]

    def manifest(self, name: str, tag: str) -> dict:
        request = urllib.request.Request(f"http://{self.host}/v2/{name}/manifests/{tag}")
        request.add_header("Accept", MANIFEST)
        return json.load(urllib.request.urlopen(request))

    def sibling(self, name: str, tag: str, new_tag: str) -> str:
        """Adds an image with the same layers and another config."""
        manifest = self.manifest(name, tag)
        config = json.load(urllib.request.urlopen(self.blob(name, manifest["config"]["digest"])))
        config["config"]["Labels"] = {"tag": new_tag}
        content = json.dumps(config).encode()
        digest = "sha256:" + hashlib.sha256(content).hexdigest()
        start = urllib.request.Request(self.blob(name, "uploads/"), method="POST")
        place = urllib.request.urlopen(start).headers["Location"]
        self.put(f"{place}&digest={digest}", "application/octet-stream", content)
        manifest["config"].update(digest=digest, size=len(content))
        self.put(f"http://{self.host}/v2/{name}/manifests/{new_tag}", MANIFEST,
                 json.dumps(manifest).encode())
        return f"{self.host}/{name}:{new_tag}"

    def blob(self, name: str, rest: str) -> str:
        return f"http://{self.host}/v2/{name}/blobs/{rest}"

    @staticmethod
    def put(url: str, media_type: str, content: bytes) -> None:
        request = urllib.request.Request(url, content, {"Content-Type": media_type}, method="PUT")
        urllib.request.urlopen(request).close()


# Layers become EROFS images of their own, as containerd can since 2.1.
EROFS = """[plugins."io.containerd.service.v1.diff-service"]
default = ["erofs", "walking"]
[[plugins."io.containerd.transfer.v1.local".unpack_config]]
platform = "linux/%s"
snapshotter = "erofs"
differ = "erofs"
"""


class Containerd(Server):
    """A containerd of our own with a new, empty root."""

    def __init__(self, directory: pathlib.Path, erofs: bool = False):
        self.socket = str(directory / "c.sock")
        self.snapshotter = ["--snapshotter", "erofs"] if erofs else []
        config = directory / "containerd.toml"
        machine = {"x86_64": "amd64", "aarch64": "arm64"}.get(platform.machine(), platform.machine())
        config.write_text(
            f'version = 2\nroot = "{directory}/root"\nstate = "{directory}/state"\n'
            f'disabled_plugins = ["io.containerd.grpc.v1.cri"]\n[grpc]\naddress = "{self.socket}"\n'
            + (EROFS % machine if erofs else ""))
        self.directory = directory
        super().__init__(["containerd", "--config", str(config), "--log-level", "error"],
                         directory / "containerd.log")
        wait_for(lambda: os.path.exists(self.socket))

    def __exit__(self, *ignored):
        """Layers stay mounted when containerd ends."""
        super().__exit__()
        mounts = [line.split()[4] for line in open("/proc/self/mountinfo")]
        for place in reversed(mounts):
            if place.startswith(f"{self.directory}/"):
                subprocess.run(["umount", "--lazy", place], check=True)

    def ctr(self, *words: str) -> list[str]:
        return ["ctr", "--address", self.socket, *words]

    def pull(self, reference: str) -> list[str]:
        return self.ctr("images", "pull", "--plain-http", *self.snapshotter, reference)


class Dockerd(Server):
    """A dockerd of our own with a new, empty root and no networks."""

    def __init__(self, directory: pathlib.Path):
        self.host = f"unix://{directory}/d.sock"
        super().__init__(
            ["dockerd", "--host", self.host, "--data-root", f"{directory}/root", "--exec-root",
             f"{directory}/exec", "--pidfile", f"{directory}/d.pid", "--bridge", "none",
             "--iptables=false", "--ip6tables=false", "--log-level", "error"],
            directory / "dockerd.log")
        wait_for(lambda: subprocess.run(self.docker("version"), stdout=subprocess.DEVNULL,
                                        stderr=subprocess.DEVNULL).returncode == 0, 40)

    def docker(self, *words: str) -> list[str]:
        return ["docker", "--host", self.host, *words]


def podman(directory: pathlib.Path, *words: str) -> list[str]:
    return ["podman", "--root", f"{directory}/root", "--runroot", f"{directory}/run",
            "--cgroup-manager", "cgroupfs", *words]


def installed(program: str) -> bool:
    return shutil.which(program) is not None


def erofs_of_containerd() -> bool:
    """Whether the installed containerd writes EROFS images: 2.1 or newer, with mkfs.erofs."""
    if not (installed("containerd") and installed("mkfs.erofs")):
        return False
    said = subprocess.run(["containerd", "--version"], stdout=subprocess.PIPE, text=True).stdout
    version = re.search(r"\b(\d+)\.(\d+)\.\d", said)
    return version is not None and (int(version[1]), int(version[2])) >= (2, 1)
