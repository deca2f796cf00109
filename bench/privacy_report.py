"""Prints one table of what the privacy tests measured: rule, what, figure, threshold.

It reads the report that pytest wrote of tests/privacy, so that it can say nothing that a test has not held.
"""

import re
import sys
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as ET

from portal.pages.promises import ALL

NAMES = {promise.rule: promise.name for promise in ALL}

RULE = re.compile(r"test_(a\d+)_")
FIGURE = re.compile(r"(?P<rule>A\d+): (?P<what>.+)")
THRESHOLD = re.compile(r"(?P<figure>.*\S)\s*\((?:threshold:? )?(?P<threshold>[^()]*)\)")
WIDEST = 78


@dataclass(frozen=True)
class Line:
    rule: str
    what: str
    figure: str
    threshold: str


def lines(report: Path) -> list[Line]:
    """Read what was measured, and beneath it how many proofs of each rule there are and whether they hold."""
    measured: dict[str, list[Line]] = defaultdict(list)
    proofs: dict[str, list[bool]] = defaultdict(list)
    for case in ET.parse(report).iter("testcase"):  # noqa: S314 - written by our own tests a moment ago
        found = RULE.search(case.get("classname", "") + "." + case.get("name", ""))
        if not found:
            continue
        rule = found[1].upper()
        proofs[rule].append(not any(case.findall(outcome) for outcome in ("failure", "error", "skipped")))
        for each in case.iter("property"):
            figure = FIGURE.fullmatch(each.get("name", ""))
            if figure:
                measured[figure["rule"]].append(_line(figure["rule"], figure["what"], each.get("value", "")))
    table = []
    for rule in sorted(proofs, key=lambda name: int(name[1:])):
        held = f"{sum(proofs[rule])} of {len(proofs[rule])} hold"
        table += [Line(rule, NAMES[rule], held, "all"), *measured[rule]]
    return table


def _line(rule: str, what: str, value: str) -> Line:
    parts = THRESHOLD.fullmatch(value)
    return Line(rule, what, parts["figure"] if parts else value, parts["threshold"] if parts else "")


def main() -> int:
    table = lines(Path(sys.argv[1]))
    missing = [rule for rule in NAMES if rule not in {line.rule for line in table}]
    columns = [("rule", "what", "figure", "threshold"), *((x.rule, x.what, x.figure, x.threshold) for x in table)]
    widths = [min(max(len(row[place]) for row in columns), WIDEST) for place in range(4)]
    for row in columns:
        print("  ".join(text.ljust(width) for text, width in zip(row, widths, strict=True)).rstrip())
    if missing:
        print(f"\nWithout a proof: {', '.join(sorted(missing))}")
    failed = [line for line in table if line.threshold == "all" and line.figure.split()[0] != line.figure.split()[2]]
    return 1 if missing or failed else 0


if __name__ == "__main__":
    sys.exit(main())
