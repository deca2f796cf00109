"""nginx in front of a server, with the configuration of deploy/; all that it writes lies in the sandbox."""

import getpass
import grp
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from get_nginx import nginx
from privacy.served import CHECKOUT, Sandbox
from privacy.started import Started, started

INCLUDE = CHECKOUT / "deploy" / "nginx-portal.inc"

FRAME = """\
daemon off;
worker_processes 2;
user {user} {group};
pid nginx/pid;
error_log logs/nginx-error.log info;
events {{}}
http {{
    # Debian's own file writes this log, too: what the include does not switch off is seen.
    access_log logs/nginx-access.log;
    log_format forms '$request_body';
    log_format moments '$msec';
    log_format addresses '$remote_addr';
    client_body_temp_path nginx/body;
    proxy_temp_path nginx/proxy;
    fastcgi_temp_path nginx/fastcgi;
    uwsgi_temp_path nginx/uwsgi;
    scgi_temp_path nginx/scgi;
    upstream portal {{
        server 127.0.0.1:{portal};
    }}
    server {{
        listen 127.0.0.1:{front} default_server;
        server_name 127.0.0.1;
        include {include};
    }}
}}
"""
"""What stands around the include: as loud as an operator could have it, and without TLS."""


@contextmanager
def fronted(sandbox: Sandbox, include: Path = INCLUDE) -> Iterator[Started]:
    """Start nginx and, whatever happens, stop it again."""
    program = nginx()
    assert program, "there is no nginx"
    for name in ("body", "proxy", "fastcgi", "uwsgi", "scgi"):
        (sandbox.folder / "nginx" / name).mkdir(parents=True)
    frame = sandbox.folder / "elsewhere" / "nginx.conf"
    group = grp.getgrgid(os.getgid()).gr_name
    ports = {"portal": sandbox.port, "front": sandbox.front}
    frame.write_text(FRAME.format(user=getpass.getuser(), group=group, include=include, **ports), "utf-8")
    prefix = f"{sandbox.folder.resolve()}/"
    command = [program, "-p", prefix, "-c", str(frame.resolve()), "-e", "logs/nginx-early.log"]
    with started(sandbox.folder, "nginx", command, sandbox.environment()) as running:
        running.wait_for(lambda: _answers(sandbox.front))
        yield running


def _answers(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), 1).close()
    except ConnectionRefusedError:
        return False
    return True
