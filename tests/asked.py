"""Every page that readers can ask for: a new one fails a test until it stands in one of these lists."""

KEPT = {
    "/": "/",
    "/practices": "/practices?q=reading",
    "/practices/<practice_id>": "/practices/{key}",
    "/practices.<ending>": "/practices.csv?kind=prompt",
    "/practices/print": "/practices/print?q=reading",
    "/practices/complete": "/practices/complete?q=rea",
    "/api/openapi.json": "/api/openapi.json",
    "/releases.atom": "/releases.atom",
    "/api/practices": "/api/practices?subject=math",
    "/api/practices/<practice_id>": "/api/practices/{key}",
    "/gap": "/gap",
    "/guide": "/guide",
    "/guide.<ending>": "/guide.md",
    "/guide/heard": "/guide/heard",
    "/guide/issues": "/guide/issues",
    "/guide/issues/<number>": "/guide/issues/1",
    "/guide/issues/<number>.<ending>": "/guide/issues/1.json",
    "/guide/issues/<number>/changes": "/guide/issues/1/changes",
}
"""Pages that depend on their address and the edition alone, and an address of each."""

MADE_EACH_TIME = {
    "/healthz",  # speaks of this worker
    "/promise",  # signed statements, and who may sign, move without an edition
    "/share",  # the statement in force
    "/share/<code>",  # a token
    "/receipt",
    "/practices/<practice_id>/report",  # a token
    "/practices/<practice_id>/tried",  # a token
    "/join",
    "/join/<code>",
    "/join/<code>/now",
    "/join/<code>/digest",
    "/join/<code>/digest.<ending>",
}
