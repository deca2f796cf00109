"""What a backup is: one compressed file with the database, the secret, and a note of what this is."""

import gzip
import json
import tarfile
import zlib
from dataclasses import dataclass
from datetime import date
from io import BytesIO

from portal import clock
from portal.errors import PortalError

_NOTE, _DATABASE, _SECRET = "manifest.json", "portal.db", "secret"


class DamagedError(PortalError):
    """The file is not what a backup is."""

    message = "This file is no backup of the portal, or it is damaged. Nothing was changed. Take another one."


@dataclass(frozen=True)
class Contents:
    """All that a backup holds. Days are all the time in it."""

    district: str
    edition: int
    made: date
    delete_by: date
    secret: str
    database: bytes


def pack(contents: Contents) -> bytes:
    """Put a backup in one piece: the same contents on the same day give the same bytes."""
    note = {
        "district": contents.district,
        "edition": contents.edition,
        "made": contents.made.isoformat(),
        "delete_by": contents.delete_by.isoformat(),
    }
    files = {
        _NOTE: json.dumps(note, indent=1).encode(),
        _SECRET: contents.secret.encode(),
        _DATABASE: contents.database,
    }
    whole = BytesIO()
    with tarfile.open(fileobj=whole, mode="w", format=tarfile.USTAR_FORMAT) as archive:
        for name, data in files.items():
            member = tarfile.TarInfo(name)
            member.size, member.mode, member.mtime = len(data), 0o600, int(clock.start_of_day())
            archive.addfile(member, BytesIO(data))
    return gzip.compress(whole.getvalue(), mtime=0)


def unpack(data: bytes) -> Contents:
    """Read a backup, or refuse what is none."""
    try:
        with tarfile.open(fileobj=BytesIO(gzip.decompress(data))) as archive:
            files = {member.name: _read(archive, member) for member in archive}
        note = json.loads(files[_NOTE])
        return Contents(
            district=str(note["district"]),
            edition=int(note["edition"]),
            made=date.fromisoformat(note["made"]),
            delete_by=date.fromisoformat(note["delete_by"]),
            secret=files[_SECRET].decode("ascii"),
            database=files[_DATABASE],
        )
    except (OSError, EOFError, zlib.error, tarfile.TarError, KeyError, TypeError, ValueError) as error:
        raise DamagedError from error


def _read(archive: tarfile.TarFile, member: tarfile.TarInfo) -> bytes:
    # A link that leads to itself would be followed for ever.
    file = archive.extractfile(member) if member.isreg() else None
    return file.read() if file else b""
