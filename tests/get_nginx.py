"""Finds an nginx for the forensic test, or gets Debian's as root."""

import os
import shutil
import sys

from getting import get

PLACES = os.pathsep.join((os.environ.get("PATH", ""), "/usr/sbin", "/usr/local/sbin"))
"""Where an nginx may lie: on Debian not on everybody's path."""

UNTESTED = """\
No nginx could be found or installed. What deploy/ says to nginx, and that nothing nginx writes
tells who shared, is NOT TESTED. Install nginx, or name one in NGINX, and run again.
"""


def nginx() -> str | None:
    """Find an nginx: the one named in NGINX, or one on the path."""
    return shutil.which(os.environ.get("NGINX") or "nginx", path=PLACES)


if __name__ == "__main__":
    sys.exit(get(nginx, ["nginx-light"], UNTESTED))
