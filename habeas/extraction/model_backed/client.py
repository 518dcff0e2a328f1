"""One question to an OpenAI-compatible endpoint: bounded in time and size, without redirects and without proxies."""

from __future__ import annotations

import http.client
import ipaddress
import json
import socket
import threading
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from habeas.model.errors import EndpointError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_PATH = "/chat/completions"
_SHAPE_REFUSED = (400, 422)  # what servers answer that do not know this way of asking for a schema
_WORTH_RETRYING = (408, 425, 429)
_READ_AT_ONCE = 65_536


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where a model answers, and how much of it is borne.

    Attributes:
        url: `http://127.0.0.1:11434/v1`, with or without `/chat/completions`.
        model: The name by which the endpoint knows the model.
        allow_remote: Whether the text may leave this machine; it then leaves it over https alone.
        key: Sent as a bearer token; empty where none is asked for.
        call_seconds, total_seconds: Time for one answer, and for a document.
        answer_tokens: The longest answer that is asked for.
        answer_bytes: The longest answer that is read.
        chunk_characters: How much text goes into one question; a paragraph is cut only where it is longer.
        attempts: How often one question is put.
        backoff_seconds: The wait after the first attempt; it doubles with each further one.
    """

    url: str
    model: str
    allow_remote: bool = False
    key: str = ""
    call_seconds: float = 120.0
    total_seconds: float = 3_600.0
    answer_tokens: int = 4_096
    answer_bytes: int = 2_000_000
    chunk_characters: int = 3_000
    attempts: int = 3
    backoff_seconds: float = 1.0


@dataclass(frozen=True, slots=True)
class Answer:
    """What the model wrote; `cut_off` says that it ran into the limit of tokens."""

    content: str
    cut_off: bool


class OutOfTimeError(EndpointError):
    """The time for the whole document ended a question."""


class _Transient(Exception):  # noqa: N818 - no error of ours: it is caught here and tried again
    """Something that may be better in a moment."""


@dataclass(frozen=True, slots=True)
class _Target:
    scheme: str
    host: str
    address: str
    port: int
    path: str


class Client:
    """Puts questions to an endpoint.

    Raises:
        EndpointError: The address makes no sense, or is not on this machine and that was not allowed.
    """

    def __init__(self, endpoint: Endpoint) -> None:
        self._endpoint = endpoint
        self._target = _target_of(endpoint)
        self._shape = "json_schema"

    def ask(self, messages: Sequence[Mapping[str, str]], schema: Mapping[str, Any], until: float) -> Answer:
        """Put one question.

        Args:
            messages: Roles and contents, as the protocol has them.
            schema: JSON schema of the answer.
            until: Moment of `time.monotonic` after which nothing is waited for.

        Raises:
            EndpointError: No answer, an answer that is no chat completion, or a redirect.
            OutOfTimeError: `until` has passed, or would before the next attempt.
        """
        wait = self._endpoint.backoff_seconds
        attempt = 0
        while True:
            attempt += 1
            try:
                status, body = self._post(self._request(messages, schema), until)
                if status in _SHAPE_REFUSED and self._shape == "json_schema":
                    self._shape, attempt = "json_object", attempt - 1
                    continue
                return self._answer_of(status, body)
            except _Transient as reason:
                if time.monotonic() + wait >= until:
                    raise OutOfTimeError(f"{self._named()}: {reason}") from None
                if attempt >= self._endpoint.attempts:
                    raise EndpointError(f"{self._named()}: {reason}") from None
                time.sleep(wait)
                wait *= 2

    def _named(self) -> str:
        return f"the model's endpoint {self._target.scheme}://{self._target.host}:{self._target.port}"

    def _request(self, messages: Sequence[Mapping[str, str]], schema: Mapping[str, Any]) -> bytes:
        shape: dict[str, Any] = {"type": "json_object", "schema": schema}
        if self._shape == "json_schema":
            shape = {"type": "json_schema", "json_schema": {"name": "claims", "schema": schema}}
        request = {
            "model": self._endpoint.model,
            "messages": list(messages),
            "response_format": shape,
            "temperature": 0,
            "seed": 1,
            "max_tokens": self._endpoint.answer_tokens,
            "stream": False,
        }
        return json.dumps(request, ensure_ascii=True).encode()

    def _post(self, request: bytes, until: float) -> tuple[int, bytes]:
        seconds = min(self._endpoint.call_seconds, until - time.monotonic())
        if seconds <= 0:
            raise OutOfTimeError(f"{self._named()}: the time for this document is over")
        target = self._target
        headers = {"Content-Type": "application/json", "Accept": "application/json", "Connection": "close"}
        if self._endpoint.key:
            headers["Authorization"] = f"Bearer {self._endpoint.key}"
        connection = _connect(target, seconds)
        late = threading.Event()
        watch: threading.Timer | None = None
        try:
            connection.connect()
            # The connection lets go of its socket once the head of the answer is in: hold on to it here.
            watch = threading.Timer(seconds, _cut, (connection.sock, late))
            watch.daemon = True
            watch.start()
            connection.request("POST", target.path, body=request, headers=headers)
            response = connection.getresponse()
            if 300 <= response.status < 400:
                raise EndpointError(f"{self._named()} redirects elsewhere; that is not followed")
            body = self._read(response)
            if not late.is_set():
                return response.status, body
        except TimeoutError:
            late.set()
        except (OSError, http.client.HTTPException) as error:
            if not late.is_set():
                reason = error.strerror if isinstance(error, OSError) and error.strerror else type(error).__name__
                raise _Transient(f"no answer ({reason}); is it running?") from None
        finally:
            if watch is not None:
                watch.cancel()
            connection.close()
        raise _Transient(f"no answer within {seconds:.3g} seconds")

    def _read(self, response: http.client.HTTPResponse) -> bytes:
        most = self._endpoint.answer_bytes
        pieces: list[bytes] = []
        size = 0
        while piece := response.read1(_READ_AT_ONCE):
            size += len(piece)
            if size > most:
                raise EndpointError(f"{self._named()} answers with more than {most} bytes; it is not read on")
            pieces.append(piece)
        if response.length:  # the peer closed, or the watch did, before the promised end
            raise http.client.IncompleteRead(b"")
        return b"".join(pieces)

    def _answer_of(self, status: int, body: bytes) -> Answer:
        if status >= 500 or status in _WORTH_RETRYING:
            raise _Transient(f"answers with status {status}")
        if status != 200:
            raise EndpointError(f"{self._named()} refuses the question with status {status}{_reason(body)}")
        try:
            choice = json.loads(body)["choices"][0]
            content = choice["message"]["content"]
            cut_off = choice.get("finish_reason") == "length"
        except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
            content, cut_off = None, False
        if not isinstance(content, str):
            raise EndpointError(f"{self._named()} answers with something that is no chat completion")
        return Answer(content, cut_off)


def _reason(body: bytes) -> str:
    """What an error answer says of itself, kept to one short line; it may be hostile."""
    try:
        error = json.loads(body)["error"]
        words = error["message"] if isinstance(error, dict) else error
    except (ValueError, LookupError, TypeError, RecursionError):
        return ""
    line = " ".join("".join(c if c.isprintable() else " " for c in str(words)).split())
    return f": {line[:120]}" if line else ""


def _connect(target: _Target, seconds: float) -> http.client.HTTPConnection:
    if target.scheme == "https":
        return http.client.HTTPSConnection(target.host, target.port, timeout=seconds)
    return http.client.HTTPConnection(target.address, target.port, timeout=seconds)


def _cut(connected: socket.socket, late: threading.Event) -> None:
    """End a connection from outside: the time-out of a socket starts anew with every byte that drips in."""
    late.set()
    try:
        connected.shutdown(socket.SHUT_RDWR)
    except OSError:
        return  # it is closed already


def _target_of(endpoint: Endpoint) -> _Target:
    try:
        parts = urlsplit(endpoint.url.strip())
        port = parts.port
    except ValueError:
        raise EndpointError("the address of the model's endpoint makes no sense") from None
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise EndpointError("the address of the model's endpoint is http://HOST:PORT/v1 or https://..")
    if parts.username is not None or parts.password is not None or parts.query or parts.fragment:
        raise EndpointError("the address of the model's endpoint holds no name, password, question or fragment")
    if not endpoint.model.strip():
        raise EndpointError("the endpoint needs the name of a model")
    host = parts.hostname
    address = _loopback(host)
    if not address and not endpoint.allow_remote:
        raise EndpointError(
            f"{host} is not this machine: the text of the report would leave it; say so on this run (--allow-remote)"
        )
    if not address and parts.scheme != "https":
        raise EndpointError(f"{host} is not this machine: the report would travel readable by everybody; use https://")
    path = parts.path.rstrip("/")
    if not path.endswith(_PATH):
        path = f"{path or '/v1'}{_PATH}"
    return _Target(parts.scheme, host, address or host, port or (443 if parts.scheme == "https" else 80), path)


def _loopback(host: str) -> str:
    """The address on this machine that a host stands for, or an empty string; no name but `localhost` is looked up."""
    if host == "localhost":
        try:
            found = [str(row[4][0]) for row in socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)]
        except OSError:
            return ""
        inside = [address for address in found if _loopback(address)]
        # Servers of models listen on IPv4 by custom; where both are named, that one is asked.
        return (
            next((a for a in inside if ":" not in a), inside[0] if inside else "") if len(inside) == len(found) else ""
        )
    try:
        return host if ipaddress.ip_address(host).is_loopback else ""
    except ValueError:
        return ""
