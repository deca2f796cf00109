"""How soon a process that has just started answers out of an edition's folder: opened, and asked once.

`python -m bench.ready FOLDER` prints the seconds of the processor for both.
"""

import sys
from pathlib import Path
from time import process_time

from bench.corpus import questions
from portal.search.index import Index


def main(folder: Path) -> None:
    """Open the index and ask it the first question."""
    question = questions()[0]
    start = process_time()
    Index.open(folder).find(question)
    print(process_time() - start)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
