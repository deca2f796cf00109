"""Finds an nginx for the forensic test, or gets Debian's as root."""

import os
import shutil
import subprocess
import sys

PLACES = os.pathsep.join((os.environ.get("PATH", ""), "/usr/sbin", "/usr/local/sbin"))
"""Where an nginx may lie: on Debian not on everybody's path."""


def nginx() -> str | None:
    """Find an nginx: the one named in NGINX, or one on the path."""
    return shutil.which(os.environ.get("NGINX") or "nginx", path=PLACES)


def main() -> int:
    if not nginx() and os.geteuid() == 0 and shutil.which("apt-get"):
        subprocess.run(["apt-get", "update", "-qq"], check=False)
        environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
        install = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", "nginx-light"]
        subprocess.run(install, check=False, env=environment, stdout=subprocess.DEVNULL)
    if nginx():
        return 0
    message = (
        "\n*** No nginx could be found or installed. What deploy/ says to nginx, and that nothing nginx writes\n"
        "*** tells who shared, is NOT TESTED. Install nginx, or name one in NGINX, and run again.\n"
    )
    sys.stderr.write(message)
    return 1 if os.environ.get("CI") else 0


if __name__ == "__main__":
    sys.exit(main())
