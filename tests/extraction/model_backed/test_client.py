"""How an endpoint is asked: time, size, retries, redirects, and which addresses are allowed."""

import socket
import time

import pytest
from extraction.model_backed.scripted_endpoint import completion, drip, pour, serve

from habeas.extraction.model_backed.client import Client, Endpoint
from habeas.model.errors import EndpointError

MESSAGES = ({"role": "user", "content": "made up"},)
SCHEMA = {"type": "object"}


def ask(url, **settings):
    endpoint = Endpoint(url=url, model="made-up", backoff_seconds=0.01, **settings)
    return Client(endpoint).ask(MESSAGES, SCHEMA, time.monotonic() + 20)


def test_a_question_goes_out_with_its_schema_and_the_answer_comes_back():
    with serve(completion("hello")) as (url, requests):
        assert ask(url, key="secret").content == "hello"
    assert requests[0]["path"] == "/v1/chat/completions"
    assert requests[0]["response_format"] == {
        "type": "json_schema",
        "json_schema": {"name": "claims", "schema": SCHEMA},
    }
    assert (requests[0]["temperature"], requests[0]["stream"], requests[0]["max_tokens"]) == (0, False, 4096)
    assert requests[0]["headers"]["Authorization"] == "Bearer secret"


def test_a_server_that_knows_only_the_older_way_of_giving_a_schema_is_asked_in_that_way():
    with serve((422, "{}"), completion("hello")) as (url, requests):
        assert ask(url).content == "hello"
    assert requests[1]["response_format"] == {"type": "json_object", "schema": SCHEMA}


def test_a_fault_of_the_server_is_tried_again():
    with serve((500, ""), (429, ""), completion("hello")) as (url, requests):
        assert ask(url).content == "hello"
    assert len(requests) == 3


def test_a_server_that_stays_faulty_is_given_up_with_one_line():
    with serve((503, "")) as (url, requests), pytest.raises(EndpointError, match=r"answers with status 503$"):
        ask(url)
    assert len(requests) == 3


def test_a_refusal_is_not_tried_again_and_says_why_in_one_short_line():
    body = '{"error": {"message": "no such\\nmodel \\u001b[31m' + "x" * 500 + '"}}'
    with serve((404, body)) as (url, requests), pytest.raises(EndpointError) as caught:
        ask(url)
    assert len(requests) == 1
    assert "status 404: no such model" in str(caught.value)
    assert str(caught.value).isprintable()
    assert len(str(caught.value)) < 300


def test_nobody_at_the_address_is_one_clear_line():
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        port = held.getsockname()[1]
    with pytest.raises(EndpointError, match=rf"127\.0\.0\.1:{port}: no answer \(.*\); is it running\?"):
        ask(f"http://127.0.0.1:{port}/v1")


def test_an_answer_that_drips_byte_by_byte_ends_at_the_time_limit():
    started = time.monotonic()
    with serve(drip) as (url, requests), pytest.raises(EndpointError, match=r"no answer within 0\.3 seconds"):
        ask(url, call_seconds=0.3, attempts=2)
    assert len(requests) == 2
    assert time.monotonic() - started < 8


def test_an_answer_without_end_is_not_read_on():
    with serve(pour) as (url, _), pytest.raises(EndpointError, match="more than 100000 bytes"):
        ask(url, answer_bytes=100_000)


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_not_followed(status):
    with serve(completion("from elsewhere")) as (other, strangers):
        step = (status, "", {"Location": f"{other}/chat/completions"})
        with serve(step) as (url, _), pytest.raises(EndpointError, match="redirects elsewhere"):
            ask(url)
        assert strangers == []


@pytest.mark.parametrize(
    "body", ["", "hello", "[]", "{}", '{"choices": []}', '{"choices": [{"message": {}}]}', "[" * 99_999]
)
def test_what_is_no_chat_completion_is_refused(body):
    with serve(body) as (url, _), pytest.raises(EndpointError, match="no chat completion"):
        ask(url)


def test_a_cut_off_answer_says_so():
    with serve(completion('{"events": [', finish="length")) as (url, _):
        assert ask(url).cut_off


@pytest.mark.parametrize(
    "url",
    [
        "http://192.0.2.1/v1",
        "http://example.org/v1",
        "https://example.org",
        "http://127.0.0.1.example.org/v1",
        "http://localhost.example.org/v1",
        "http://0.0.0.0:8080/v1",
        "http://[2001:db8::1]/v1",
        "http://2130706433/v1",
    ],
)
def test_an_address_that_is_not_this_machine_needs_the_flag(url):
    with pytest.raises(EndpointError, match="--allow-remote"):
        Client(Endpoint(url=url, model="made-up"))
    Client(Endpoint(url=url.replace("http://", "https://"), model="made-up", allow_remote=True))


@pytest.mark.parametrize("url", ["http://192.0.2.1/v1", "http://example.org:8000/v1", "HTTP://[2001:db8::1]/v1"])
def test_a_report_never_leaves_this_machine_in_the_clear_even_with_the_flag(url):
    with pytest.raises(EndpointError, match=r"use https://$") as caught:
        Client(Endpoint(url=url, model="made-up", allow_remote=True))
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:1/v1", "http://[::1]:1", "http://127.9.8.7", "http://localhost:11434/v1/"]
)
def test_an_address_on_this_machine_needs_none(url):
    Client(Endpoint(url=url, model="made-up"))


@pytest.mark.parametrize(
    "url", ["", "localhost:8080", "ftp://127.0.0.1/", "file:///etc/passwd", "http://", "http://127.0.0.1:port/",
            "http://name:word@127.0.0.1/", "http://127.0.0.1/v1?key=1"]
)  # fmt: skip
def test_an_address_that_makes_no_sense_is_refused(url):
    with pytest.raises(EndpointError, match="address"):
        Client(Endpoint(url=url, model="made-up", allow_remote=True))
