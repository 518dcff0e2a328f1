"""A server on loopback that answers as a script says: what the tests of the model-backed reader talk to."""

import json
import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

LISTS = ("events", "statements", "states", "accusations", "positions", "causes", "counts", "classifications",
         "attributes", "relations", "affiliations")  # fmt: skip


def completion(content, finish="stop"):
    """The body of a chat completion whose message is the content (a value becomes JSON)."""
    words = content if isinstance(content, str) else json.dumps(content)
    return json.dumps({"choices": [{"message": {"role": "assistant", "content": words}, "finish_reason": finish}]})


def answer(**lists):
    """A full answer: the lists given, the others empty."""
    return {name: lists.get(name, []) for name in LISTS}


def event(quote, trigger, event_type, people=(), **slots):
    """An event as a model gives it; `people` are `(wording, full name)`."""
    item = {
        "quote": quote,
        "event_type": event_type,
        "trigger": {"text": trigger},
        "modality": "asserted",
        "said_by": [],
    }
    item["people"] = [{"role": "person", "text": text, "full_name": name} for text, name in people]
    item.update(slots)
    return item


@contextmanager
def serve(*script):
    """Serve the steps of a script, one a request, the last for ever.

    A step is a body (status 200), `(status, body)`, `(status, body, headers)`, or a function of handler and request.

    Yields:
        The address of the server and the list of requests, as they come in.
    """
    requests = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            size = int(self.headers["Content-Length"])
            requests.append({"path": self.path, "headers": dict(self.headers), **json.loads(self.rfile.read(size))})
            step = script[min(len(requests), len(script)) - 1]
            if callable(step):
                step = step(self, requests[-1])
                if step is None:
                    return
            status, body, headers = (200, step, {}) if isinstance(step, str) else (*step, {})[:3]
            data = body.encode()
            self.send_response(status)
            for name, value in {"Content-Length": str(len(data)), **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_):
            pass

    class Server(ThreadingHTTPServer):
        def handle_error(self, request, client_address):
            """A reader that hangs up on a slow or endless answer is what the tests ask for."""

    server = Server(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/v1", requests
    finally:
        server.shutdown()
        server.server_close()


def drip(handler, _request):
    """Headers at once, then a byte now and then, so that no single wait is long."""
    handler.send_response(200)
    handler.send_header("Content-Length", "100000")
    handler.end_headers()
    try:
        for _ in range(200):
            handler.wfile.write(b" ")
            handler.wfile.flush()
            time.sleep(0.05)
    except OSError:
        return


def pour(handler, _request):
    """An answer without end."""
    handler.send_response(200)
    handler.end_headers()
    try:
        for _ in range(10_000):
            handler.wfile.write(b"x" * 65_536)
    except OSError:
        return
