"""An export or a bundle as one file to download. It is written in memory where the system has such a place."""

import io
import json
import os
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from habeas.model.errors import InputError
from habeas.publishing.exports import Export
from habeas.publishing.exports.folder import write_export
from habeas.store.casebook import Casebook

_MEMORY = Path("/dev/shm")  # noqa: S108 - a folder of one's own is made in it
_LONGEST = 300  # seconds that a bundle may take
_NO_TIME = (1980, 1, 1, 0, 0, 0)  # when somebody worked is nobody's business


def pack_export(made: Export, formats: tuple[str, ...]) -> bytes:
    """The files of an export in one archive.

    Args:
        made: What has passed the gate.
        formats: Any of `habeas.publishing.exports.folder.FORMATS`.
    """
    with _private_folder() as place:
        folder = place / "export"
        write_export(folder, made, formats)
        return _pack(folder)


def pack_bundle(casebook: Casebook, level: int, who: str, *, name: str, recipient: str, ends: str) -> bytes:
    """A bundle in one archive; it is noted in the register as it is made.

    Args:
        casebook: The open casebook.
        level: 2 partners, 3 mechanisms, 4 the public.
        who: Pseudonymous id of who makes it.
        name: Of the folder in the archive.
        recipient: For whom.
        ends: The last day on which it opens; empty for no end.

    Raises:
        InputError: It could not be made, in one line.
    """
    with _private_folder() as place:
        asked = {"casebook": str(casebook.path), "target": str(place / name), "level": level, "who": who}
        line = json.dumps(asked | {"recipient": recipient, "ends": ends}) + "\n"
        command = [sys.executable, "-m", "habeas.web.safety.bundle_process"]
        try:
            done = subprocess.run(command, input=line, capture_output=True, text=True, timeout=_LONGEST, check=False)
        except subprocess.TimeoutExpired:
            raise InputError("the bundle took too long: make it with `habeas bundle`") from None
        answer = json.loads(done.stdout.splitlines()[-1]) if done.stdout.strip() else {}
        if done.returncode or "error" in answer:
            raise InputError(answer.get("error") or "the bundle could not be made: make it with `habeas bundle`")
        return _pack(place / name)


def _pack(folder: Path) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                entry = zipfile.ZipInfo(str(path.relative_to(folder.parent)), _NO_TIME)
                entry.external_attr = 0o600 << 16
                entry.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(entry, path.read_bytes())
    return packed.getvalue()


@contextmanager
def _private_folder() -> Iterator[Path]:
    memory = _MEMORY if _MEMORY.is_dir() and os.access(_MEMORY, os.W_OK) else None
    with tempfile.TemporaryDirectory(dir=memory) as place:
        yield Path(place)
