"""Reports come in: read (without a casebook), take-in, read-again."""

import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from habeas.cli.context import Context
from habeas.cli.output import Format, format_option, note, print_values, progress
from habeas.model.errors import CasebookError, ExtractionError, HabeasError, InputError

if TYPE_CHECKING:
    from habeas import workflow
    from habeas.extraction import Endpoint
    from habeas.model import Metadata

_SIDECAR = ".meta.json"
_FILES = click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))


def _metadata_options(command: Any) -> Any:
    for option in (
        click.option("--language", default="", metavar="TAG", help="Language of the report: en, ru, be .."),
        click.option("--outlet", default="", metavar="NAME", help="Who printed it."),
        click.option("--published", default="", metavar="EDTF", help="Day of publication: 2023-01-12, 2023-01 .."),
    ):
        command = option(command)
    return command


def _offered(published: str, outlet: str, language: str, title: str = "", author: str = "") -> "Metadata":
    from habeas.model import Metadata, canonical_date

    return Metadata(
        published=canonical_date(published) if published else "",
        outlet=outlet.strip(),
        language=language.strip(),
        title=title.strip(),
        author=author.strip(),
    )


@click.command()
@_FILES
@_metadata_options
@click.option("--explain", metavar="CLAIM", help="Say how this claim came about (an id, or its first digits).")
@click.option("--model-endpoint", metavar="URL", help="Ask the model at this address instead of reading by rules.")
@click.option("--model", metavar="NAME", help="The model to ask for there.")
@click.option("--model-key", metavar="FILE", type=click.Path(path_type=Path), help="File that holds its key, if any.")
@click.option("--allow-remote", is_flag=True, help="The text may leave this machine, for that address.")
@format_option("jsonl")
@click.pass_context
def read(
    call: click.Context,
    *,
    files: tuple[Path, ...],
    published: str,
    outlet: str,
    language: str,
    explain: str,
    model_endpoint: str | None,
    model: str | None,
    model_key: Path | None,
    allow_remote: bool,
    form: Format,
) -> int:
    """Print the claims that habeas would propose for reports. Needs no casebook and keeps nothing.

    What is known of FILE may stand in FILE.meta.json: published, outlet, title, author, language.
    """
    from habeas.extraction import interchange_lines, propose_claims, propose_with_model
    from habeas.reading import ReadingPool, fill, sidecar

    given = _offered(published, outlet, language)
    endpoint = _endpoint(model_endpoint, model, model_key, allow_remote=allow_remote)
    failed, explained = False, not explain

    def claims() -> Iterator[Any]:
        nonlocal failed, explained
        with ReadingPool() as pool, progress("Reading", len(files)) as step:
            for done, path in enumerate(files, 1):
                try:
                    result = pool.read(path)
                    metadata = fill(fill(given, sidecar(path)), result.metadata)
                except HabeasError as error:
                    failed = True
                    note(f"habeas: {error}")
                    continue
                try:
                    if endpoint is None:
                        proposal = propose_claims(result.document, language=metadata.language)
                    else:
                        proposal = propose_with_model(result.document, endpoint, language=metadata.language)
                except ExtractionError as error:
                    failed = True
                    note(f"habeas: {path}: {error}")
                    continue
                for problem in (*result.problems, *proposal.problems):
                    note(f"{problem.where}: {problem.message}")
                if explain:
                    lines = list(_explained(proposal, explain))
                    explained = explained or bool(lines)
                    yield from lines
                else:
                    known = {"published": metadata.published, "outlet": metadata.outlet}
                    yield from interchange_lines(path.stem, result.document, proposal, **known)
                step(done)

    print_values(claims(), form, _claim_lines, none="" if explain else "no claims")
    if not explained:
        raise InputError(f"no claim of these reports begins with {explain!r}")
    call.exit(1 if failed else 0)
    return 0


def _endpoint(url: str | None, model: str | None, key: Path | None, *, allow_remote: bool) -> "Endpoint | None":
    from habeas.extraction import Endpoint

    if not url and not model and not key and not allow_remote:
        return None
    if not url or not model:
        raise InputError("a model is asked with --model-endpoint URL and --model NAME, both on this run")
    try:
        word = key.read_text(encoding="utf-8").strip() if key else ""
    except (OSError, UnicodeDecodeError):
        raise InputError(f"{key}: the key of the endpoint cannot be read") from None
    return Endpoint(url=url, model=model, key=word, allow_remote=allow_remote)


def _explained(proposal: Any, claim_id: str) -> Iterator[dict[str, Any]]:
    from habeas.extraction import explain_claim
    from habeas.model import record_id

    for claim in proposal.claims:
        found = record_id(claim)
        if found.startswith(claim_id):
            yield {"id": found, "because": list(explain_claim(claim, proposal.explanations[found]))}


def _claim_lines(line: dict[str, Any]) -> Iterator[str]:
    if "because" in line:
        yield line["id"][:12]
        yield from (f"  {step}" for step in line["because"])
        return
    what = line.get("event_type") or line["kind"]
    people = ", ".join(line.get("people") or filter(None, [line.get("speaker")]))
    yield f"{line['id'][:12]}  {what:<22} {line.get('date') or '':<12} {people}"
    yield f'              "{line["quote"]["text"] if "quote" in line else line["content"]["text"]}"'


@click.command("take-in")
@_FILES
@_metadata_options
@click.option("--title", default="", help="Title of the report.")
@click.option("--author", default="", help="Author of the report.")
@click.option("--url", default="", help="Where it was.")
@click.option("--basis", default="", help="On what ground it is kept.")
@click.option("--note", "words", default="", help="Free words about how it came.")
@click.option("--as", "name", metavar="NAME", help="Who brings it (default: the account of the system).")
@click.option("--processes", type=click.IntRange(1, 64), default=1, help="So many reports are read at once.")
@format_option()
@click.pass_obj
def take_in(
    context: Context,
    *,
    files: tuple[Path, ...],
    published: str,
    outlet: str,
    language: str,
    title: str,
    author: str,
    url: str,
    basis: str,
    words: str,
    name: str | None,
    processes: int,
    form: Format,
) -> int:
    """Take reports in: keep each file, propose its claims, derive what they touch. Makes the casebook if there is none.

    A folder stands for the files in it; `-` for a report on the standard input. What is known of FILE may stand in
    FILE.meta.json. Each report is on the disk when its line is printed; one that is here already is not read again.
    """
    given = _offered(published, outlet, language, title, author)
    paths = list(_expand(files))
    casebook = context.open(create=True)
    from habeas import workflow
    from habeas.reading import ReadingPool, fill, sidecar

    who = context.account(name)
    failed = 0

    def take(path: Path, pool: ReadingPool, extract: workflow.Extract) -> workflow.TakenIn | HabeasError:
        try:
            source = workflow.Source(collector=who, metadata=given, url=url, basis=basis, note=words)
            if str(path) == "-":
                content = sys.stdin.buffer.read(pool.limits.file_bytes + 1)
                return workflow.take_in_bytes(casebook, content, "standard input", source, extract=extract, pool=pool)
            source = replace(source, metadata=fill(given, sidecar(path)))
            return workflow.take_in_report(casebook, path, source, extract=extract, pool=pool)
        except CasebookError:
            raise  # busy, damaged or out of room: the next report would fare no better
        except HabeasError as error:
            return error

    def results() -> Iterator[dict[str, Any]]:
        nonlocal failed
        with ReadingPool() as pool, progress("Taking in", len(paths)) as step, _readers(processes) as (extract, each):
            for done, (path, result) in enumerate(
                zip(paths, each(lambda p: take(p, pool, extract), paths), strict=True), 1
            ):
                if isinstance(result, HabeasError):
                    failed += 1
                    note(f"habeas: {result}")
                else:
                    yield {"file": str(path), **_of(result)}
                step(done)

    print_values(results(), form, _taken_lines)
    if failed and len(paths) > 1:
        note(f"{len(paths) - failed} of {len(paths)} reports taken in")
    return 1 if failed else 0


@contextmanager
def _readers(processes: int) -> "Iterator[tuple[workflow.Extract, Callable[..., Iterator[Any]]]]":
    """What proposes claims, and how to take many reports in, in order: one by one, or several at once."""
    from habeas import workflow

    if processes == 1:
        yield workflow.propose_claims, map
        return
    from habeas.extraction import ProposalPool
    from habeas.store.casebook import close_casebook

    def each(take: Callable[[Path], Any], paths: list[Path]) -> Iterator[Any]:
        def take_and_let_go(path: Path) -> Any:
            try:
                return take(path)
            finally:
                close_casebook()  # the connection of this thread, which nobody else could close

        # One thread more than processes: one may store while every process reads.
        with ThreadPoolExecutor(processes + 1) as threads:
            yield from threads.map(take_and_let_go, paths)

    with ProposalPool(processes) as pool:
        yield pool.propose, each


@click.command("read-again")
@click.argument("reports", nargs=-1)
@format_option()
@click.pass_obj
def read_again(context: Context, *, reports: tuple[str, ...], form: Format) -> int:
    """Read the kept originals anew with this version's readers: all reports, or those named by id.

    What is proposed as before stays the same record, and decisions stand.
    """
    casebook = context.open()
    from habeas import workflow
    from habeas.reading import ReadingPool
    from habeas.store.reads import find_documents

    ids = find_documents(reports)
    failed = 0

    def results() -> Iterator[dict[str, Any]]:
        nonlocal failed
        with ReadingPool() as pool, progress("Reading again", len(ids)) as step:
            for done, document_id in enumerate(ids, 1):
                try:
                    result = workflow.read_again(casebook, document_id, pool=pool)
                except HabeasError as error:
                    failed += 1
                    note(f"habeas: {error}")
                else:
                    yield {"file": document_id[:12], **_of(result)}
                step(done)

    print_values(results(), form, _taken_lines)
    return 1 if failed else 0


def _expand(files: tuple[Path, ...]) -> Iterator[Path]:
    """A folder stands for the files in it; sidecars and hidden files are no reports."""
    given = set(files)
    for path in files:
        if not path.is_dir():
            if not (path.name.endswith(_SIDECAR) and path.with_name(path.name.removesuffix(_SIDECAR)) in given):
                yield path  # a shell that wrote out FOLDER/* named the sidecars as well
            continue
        inside = sorted(found for found in path.rglob("*") if found.is_file())
        reports = [found for found in inside if not found.name.startswith(".") and not found.name.endswith(_SIDECAR)]
        if not reports:
            raise InputError(f"{path} holds no reports")
        yield from reports


def _of(result: Any) -> dict[str, Any]:
    return {
        "document_id": result.document_id,
        "outcome": result.outcome,
        "claims": result.claims,
        "read_state": result.read_state,
        "problems": [problem.message for problem in result.problems],
    }


def _taken_lines(line: dict[str, Any]) -> Iterator[str]:
    state = "" if line["read_state"] == "read" else f", {line['read_state']}"
    yield f"{line['document_id'][:12]}  {line['file']}: {line['outcome']}, {line['claims']} claims{state}"
    yield from (f"              {problem}" for problem in line["problems"])


REPORTS = (read, take_in, read_again)
