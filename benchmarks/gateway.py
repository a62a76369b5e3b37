"""The shipped nginx in front of portals of this machine: its own files, with only ports and folders changed; over TLS too."""

from __future__ import annotations

import os
import shutil
import ssl
import subprocess
from functools import cache
from pathlib import Path

from benchmarks.served import ROOT, Portal, free_port, wait_for

FILES = ("nginx.conf", "portal.conf", "replicas.conf", "site.conf")
SELF_SIGNED = "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost -keyout privkey.pem -out fullchain.pem"


def gateway(folder: Path, replicas: list[Portal], trusted: str = "") -> tuple[subprocess.Popen, str]:
    """nginx in front of two portals, and its address; `trusted` is a proxy whose word about the visitor it believes."""
    port = free_port()
    text = {name: (ROOT / "deploy" / name).read_text(encoding="utf-8") for name in FILES}
    text["nginx.conf"] = text["nginx.conf"].replace("listen 8080", f"listen 127.0.0.1:{port}")
    for name, replica in zip("ab", replicas, strict=True):
        text["replicas.conf"] = text["replicas.conf"].replace(f"portal-{name}:8501", replica.site.removeprefix("http://"))
    if trusted:
        text["site.conf"] += f"set_real_ip_from {trusted};\n"
    for name, said in text.items():
        (folder / name).write_text(said.replace("/run/nginx", f"{folder}/nginx"), encoding="utf-8")
    return _started(folder), _answering(f"http://127.0.0.1:{port}")


def tls_gateway(folder: Path, replicas: list[Portal]) -> tuple[subprocess.Popen, str, str]:
    """The same with the shipped tls.conf and a certificate of its own making: the process, the plain and the TLS address."""
    port = free_port()
    said = (ROOT / "deploy/tls.conf").read_text(encoding="utf-8").replace("listen 8443", f"listen 127.0.0.1:{port}")
    (folder / "tls.conf").write_text(said, encoding="utf-8")
    (folder / "tls").mkdir()
    subprocess.run(SELF_SIGNED.split(), cwd=folder / "tls", check=True, capture_output=True)
    process, site = gateway(folder, replicas)
    return process, site, f"https://localhost:{port}"


@cache
def any_certificate() -> ssl.SSLContext:
    """For asking a server whose certificate nobody signed."""
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    return context


def _started(folder: Path) -> subprocess.Popen:
    nginx = shutil.which("nginx", path="/usr/sbin:/usr/bin:/usr/local/sbin:/usr/local/bin")
    if nginx is None:
        raise FileNotFoundError("nginx is not installed; .ci/nginx installs it where it may")
    with (folder / "nginx.log").open("wb") as log:
        # Started by root, its workers would be nobody, who may not write into the folder.
        more = "daemon off;" + (" user root;" if os.getuid() == 0 else "")
        return subprocess.Popen([nginx, "-p", str(folder), "-c", str(folder / "nginx.conf"), "-g", more], stderr=log)


def _answering(site: str) -> str:
    wait_for(f"{site}/_stcore/health")
    return site
