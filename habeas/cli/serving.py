"""The web app: serve, and demo, which makes a casebook of the bundled reports first."""

import os
from dataclasses import replace
from pathlib import Path

import click

from habeas.cli.context import Context
from habeas.cli.output import note

_PORT = click.option(
    "--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0 takes a free one."
)
_DEMO_FOLDER = Path("casebook-demo")


@click.command()
@_PORT
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.pass_obj
def serve(context: Context, *, port: int, host: str) -> None:
    """Serve the pages of the casebook; prints the address and a sign-in link that works once, for five minutes."""
    casebook = context.open(create=True)
    from habeas.web.serve import serve as serve_pages

    if context.settings().database_url:
        note("PostgreSQL: habeas does not encrypt the database: its disk and backups are its operator's duty")
    serve_pages(casebook.path, host, port)


@click.command()
@_PORT
@click.option("--no-serve", is_flag=True, help="End after the take-in, with a summary.")
@click.pass_obj
def demo(context: Context, *, port: int, no_serve: bool) -> None:
    """Take in the bundled reports with an invented reviewer's decisions, then serve the pages.

    The casebook is ./casebook-demo unless --casebook or HABEAS_CASEBOOK names another; a second run uses it again.
    """
    if context.named is None and not os.environ.get("HABEAS_CASEBOOK"):
        context = replace(context, named=_DEMO_FOLDER)
    casebook = context.open(create=True)
    from habeas.cli.demonstration import fill_demo, summary_of

    fill_demo(casebook)
    for line in summary_of(casebook):
        click.echo(line)
    if no_serve:
        return
    from habeas.web.serve import serve as serve_pages

    note("Ctrl-C ends it.")
    serve_pages(casebook.path, "127.0.0.1", port)


SERVING = (serve, demo)
