"""Takes a picture of each page of the invented district, on a phone and on a desk, by day and by night."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from chromium import DESK, PHONE, ROOT, Site, browser_at, chromium
from playwright.sync_api import Browser
from ports import free_port
from session_shots import SCHEMES, take_session

PAGES = {
    "home": "/",
    "results": "/practices?q=reading",
    "nothing": "/practices?q=zebra&grade=02",
    "share": "/share",
    "prompt": "/share/prompt",
    "workflow": "/share/workflow",
    "caught": "/share/caught",
    "receipt": "/receipt",
    "guide": "/guide",
    "promise": "/promise",
    "join": "/join",
    "sign-in": "/staff/login",
    "not-here": "/nowhere",
}


def main(folder: Path) -> int:
    path = chromium()
    if path is None:
        sys.stderr.write("No Chromium was found. Name one in CHROMIUM.\n")
        return 1
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as data:
        bind = f"127.0.0.1:{free_port()}"
        site = Site(f"http://{bind}", os.environ | {"PORTAL_DATA": data, "PORTAL_BIND": bind})
        site.portal("demo")
        server = subprocess.Popen([sys.executable, "-m", "portal", "serve"], cwd=ROOT, env=site.environ)
        try:
            site.wait_for(1)
            with browser_at(path) as browser:
                _take(browser, site.url, folder)
                take_session(browser, site, folder)
        finally:
            server.terminate()
            server.wait(timeout=30)
    return 0


def _take(browser: Browser, url: str, folder: Path) -> None:
    for viewport in (PHONE, DESK):
        for scheme in SCHEMES:
            context = browser.new_context(viewport=viewport, color_scheme=scheme)
            page = context.new_page()
            for name, address in PAGES.items():
                page.goto(url + address)
                page.screenshot(path=folder / f"{name}-{viewport['width']}-{scheme}.png", full_page=True)
            context.close()


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1] if len(sys.argv) > 1 else "build/shots")))
