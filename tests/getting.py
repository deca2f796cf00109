"""Gets a program that tests need: from Debian as root where it is missing; in CI it has to be there in the end."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable


def get(find: Callable[[], str | None], packages: list[str], untested: str, otherwise: list[str] | None = None) -> int:
    """Look for a program, install it if there is none, and say loudly what stays untested without it.

    `otherwise` is a command that may bring it where Debian's packages don't. Gives the exit status.
    """
    if not find() and os.geteuid() == 0 and shutil.which("apt-get"):
        subprocess.run(["apt-get", "update", "-qq"], check=False)
        environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
        install = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages]
        subprocess.run(install, check=False, env=environment, stdout=subprocess.DEVNULL)
    if not find() and otherwise:
        subprocess.run(otherwise, check=False)
    if find():
        return 0
    sys.stderr.write("\n" + "".join(f"*** {line}\n" for line in untested.splitlines()))
    return 1 if os.environ.get("CI") else 0
