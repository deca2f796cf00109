"""`python -m portal`: the command line."""

from portal.app import main

main()
