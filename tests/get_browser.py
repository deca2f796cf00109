"""Finds a Chromium for the browser tests, or gets one: from Debian as root, else by the browser tool's own way."""

import sys

from chromium import chromium
from getting import get

UNTESTED = """\
No Chromium could be found or installed. The journeys in a real browser and the checks for
accessibility are NOT TESTED. Install Chromium, or name one in CHROMIUM, and run again.
"""

if __name__ == "__main__":
    tool = [sys.executable, "-m", "playwright", "install", "chromium"]
    sys.exit(get(chromium, ["chromium", "fonts-dejavu-core"], UNTESTED, tool))
