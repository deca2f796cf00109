"""Finds a Chromium for the browser tests, or gets one: from Debian as root, else by the browser tool's own way."""

import os
import shutil
import subprocess
import sys

from chromium import chromium


def main() -> int:
    if chromium():
        return 0
    if os.geteuid() == 0 and shutil.which("apt-get"):
        subprocess.run(["apt-get", "update", "-qq"], check=False)
        environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
        install = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium", "fonts-dejavu-core"]
        subprocess.run(install, check=False, env=environment, stdout=subprocess.DEVNULL)
    if not chromium():
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)
    if chromium():
        return 0
    message = (
        "\n*** No Chromium could be found or installed. The journeys in a real browser and the checks for\n"
        "*** accessibility are NOT TESTED. Install Chromium, or name one in CHROMIUM, and run again.\n"
    )
    sys.stderr.write(message)
    return 1 if os.environ.get("CI") else 0


if __name__ == "__main__":
    sys.exit(main())
