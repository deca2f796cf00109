"""What an administrator does over the command line, from a shell that says who they are, with a file full of names."""

import csv
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from privacy.disguises import needle
from privacy.evidence import Evidence, ipv4, secret
from privacy.served import Sandbox

from portal.clock import week_of


class Operator:
    """Somebody at a shell; what each command says is kept beside what it writes."""

    def __init__(self, sandbox: Sandbox, evidence: Evidence) -> None:
        """Sign in from an address of their own, under a name of their own."""
        self.sandbox = sandbox
        self.evidence = evidence
        address, name = ipv4(), self.secret("LOGNAME")
        evidence.needles.append(needle("SSH_CLIENT", address))
        sandbox.shell = {
            "SSH_CLIENT": f"{address} 51234 22",
            "SSH_CONNECTION": f"{address} 51234 10.0.0.5 22",
            "LOGNAME": name,
            "USER": name,
            "MAIL": f"/var/mail/{name}",
        }

    def brings_in(self) -> None:
        """Import what colleagues typed into a form tool, which also knows who they are; some rows are refused."""
        header = secret("header of a column left out")
        self.evidence.named.append(header)
        rows = [
            {
                "Timestamp": self.secret("Timestamp"),
                "Email Address": f"{self.secret('Email Address')}@example.org",
                "IP": self._address(),
                header.texts[0]: self.secret("column left out"),
                "title": f"Brought in {number}",
                "body": f"Explain {{topic}} in {number} steps.",
            }
            for number in range(5)
        ]
        without_title = rows[0] | {"title": "", "body": self.secret("row without a title")}
        without_text = rows[1] | {"title": self.secret("row without a text"), "body": ""}
        self._runs("import", "--cleared", str(self._file([*rows, without_title, without_text])))

    def releases(self) -> None:
        self._runs("release", "--now")

    def backs_up(self) -> None:
        self._runs("backup", str(self.sandbox.folder / "backups" / "portal.tar.gz"))

    def asks_what_is_held(self) -> None:
        """Have everything written that is held, of all and of this week, and look whether all is well."""
        folder = self.sandbox.folder / "elsewhere"
        self._runs("records", "--out", str(folder / "records.json"))
        self._runs("records", "--week", self._week(), "--unreleased", "--out", str(folder / "week.json"))
        # Something is wrong: nobody has signed an amnesty statement.
        self._runs("doctor", ends=1)

    def secret(self, what: str) -> str:
        """Make up a word, and remember that it must not be found."""
        found = secret(what)
        self.evidence.needles.append(found)
        return found.texts[0]

    def _runs(self, *words: str, ends: int = 0) -> None:
        self.evidence.said[words[0]] = self.sandbox.command(*words, ends=ends)

    def _week(self) -> str:
        return week_of(datetime.now(ZoneInfo(self.sandbox.zone)).date())

    def _file(self, rows: list[dict[str, str]]) -> Path:
        """Write the rows into a file outside the sandbox, whose folder and name tell something, too."""
        folder = self.sandbox.folder.with_name(f"{self.sandbox.folder.name}-{self.secret('folder of an import')}")
        folder.mkdir()
        path = folder / f"{self.secret('name of an import')}.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, rows[0])
            writer.writeheader()
            writer.writerows(rows)
        return path

    def _address(self) -> str:
        found = needle("IP", ipv4())
        self.evidence.needles.append(found)
        return found.texts[0]
