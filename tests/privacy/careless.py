"""What nginx writes or passes on, once somebody changes a line of what deploy/ says to it."""

from privacy.disguises import MOMENT
from privacy.leaking import Leak

_NO_LOG, _NO_ERRORS = "access_log off;", "error_log /dev/null crit;"
_BUFFER, _ALLOW_LIST, _HOST = (
    "client_body_buffer_size 264k;",
    "proxy_pass_request_headers off;",
    "proxy_set_header Host $server_name;",
)

BY_NGINX = (
    Leak(
        "nginx's usual log",
        "logs/visits.log",
        (
            "source address",
            "User-Agent",
            "Referer",
            "address of a page",
            "query of a refusal",
            "search while away",
            "bad HTTP",
        ),
        "text",
        line=_NO_LOG,
        instead="access_log logs/visits.log;",
        also=((MOMENT, "log date"),),
    ),
    Leak(
        "nginx's log of forms",
        "logs/forms.log",
        (
            "nonce",
            "receipt",
            "guessed receipt",
            "withdrawn quietly",
            "withdrawn unread",
            "corrected",
            "refused text",
            "text with a bad token",
            "scanned text",
            "failing report",
            "odd bytes",
            "body of a refusal",
            "bad HTTP",
        ),
        "text",
        line=_NO_LOG,
        instead="access_log logs/forms.log forms;",
    ),
    Leak(
        "nginx's log of moments",
        "logs/moments.log",
        (MOMENT,),
        "epoch",
        line=_NO_LOG,
        instead="access_log logs/moments.log moments;",
    ),
    Leak(
        "nginx's log of addresses, compressed",
        "logs/addresses.gz",
        ("source address",),
        "text, compressed",
        line=_NO_LOG,
        instead="access_log logs/addresses.gz addresses gzip;",
    ),
    Leak(
        "nginx's log of errors",
        "logs/errors.log",
        ("source address", "Referer", "search while away", "bad HTTP"),
        "text",
        line=_NO_ERRORS,
        instead="error_log logs/errors.log info;",
        also=((MOMENT, "nginx time"),),
    ),
    Leak(
        "a form that nginx put on the disk and deleted again",
        "nginx/body",
        (MOMENT,),
        "modification time",
        line=_BUFFER,
        instead="client_body_buffer_size 8k;",
    ),
    Leak(
        "the address that nginx passes on",
        "home/proxied.log",
        ("source address",),
        "text",
        lambda a: (
            f"{a.header('X_FORWARDED_FOR')}\n".encode() if a.header("X_FORWARDED_FOR").startswith("127.") else b""
        ),
        line=_HOST,
        instead=f"{_HOST} proxy_set_header X-Forwarded-For $remote_addr;",
    ),
    Leak(
        "the browser's name that nginx passes on",
        "home/agents.log",
        ("User-Agent",),
        "text",
        lambda a: f"{a.header('USER_AGENT')}\n".encode() if a.address == "127.0.0.1" else b"",
        line=_ALLOW_LIST,
        instead="proxy_pass_request_headers on;",
    ),
)
