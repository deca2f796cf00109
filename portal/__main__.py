"""`python -m portal`: the command line."""

from portal.command import main

main()
