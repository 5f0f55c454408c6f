"""The `helhet` command: one entry for running, checking and proving the house.

Every subcommand imports what it needs when it is called, so that one broken room never takes the rest along.
"""

import argparse
import os
import sys
from collections.abc import Callable, Sequence

TEST_SETTINGS = "helhet.config.settings.test"
Handler = Callable[[argparse.Namespace, list[str]], int]


def main(argv: Sequence[str] | None = None) -> int:
    """Run one subcommand; gives the exit status. Troubles we know are one sentence, without a traceback."""
    known, rest = _parser().parse_known_args(argv)
    handler: Handler = known.handler
    if rest and not known.passes_on:
        _parser().error(f"unknown: {' '.join(rest)}")
    from helhet.workshop.supervise import Trouble

    try:
        return handler(known, rest)
    except Trouble as trouble:
        print(trouble, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="helhet", description="The open system for coordinated individual plans.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def add(name: str, handler: Handler, words: str, passes_on: bool = False) -> argparse.ArgumentParser:
        # Commands that pass on keep their own --help.
        command = commands.add_parser(name, help=words, description=words, add_help=not passes_on)
        command.set_defaults(handler=handler, passes_on=passes_on)
        return command

    demo = add("demo", _demo, "create everything, open the demo and keep it open until Ctrl-C")
    demo.add_argument("--port", type=int, default=8000)
    demo.add_argument("--fresh", action="store_true", help="throw away what the demo holds and begin anew")
    demo.add_argument("--empty", action="store_true", help="without the demo world")
    serve = add("serve", _serve, "serve the pages (production settings unless DJANGO_SETTINGS_MODULE says else)")
    serve.add_argument("--host", default="127.0.0.1")
    serve.add_argument("--port", type=int, default=8000)
    serve.add_argument("--workers", type=int, default=2)
    add("worker", _worker, "send notices and let the days pass, until Ctrl-C; several may run at once")
    add("migrate", _migrate, "bring the tables and the roles' rights up to date, as the owner")
    add("check", _check, "say in sentences what is missing before the house can be opened")
    add("rules", _rules, "list every rule of the rulebook, where it is placed and what proves it", passes_on=True)
    sessions = add("sessions", _sessions, "sign somebody out everywhere, or everybody")
    ended = sessions.add_mutually_exclusive_group(required=True)
    ended.add_argument("--end", metavar="HSA-ID", default="")
    ended.add_argument("--end-all", action="store_true")
    add("world", _world, "build the demo world, or a synthetic one: --plans N", passes_on=True)
    directory = add("directory", _directory, "say what a file of who works where would change, and with --apply do it")
    directory.add_argument("file", metavar="FILE")
    directory.add_argument("--apply", action="store_true", help="take it in")
    directory.add_argument("--yes-many", action="store_true", help="also when a unit loses more than a third")
    add("docs", _docs, "write process, obligations, data, access-matrix and forms.md in docs/ from what the rooms say")
    turn = add("keys", _keys, "the keys that texts lie encrypted under: how they stand, or turn them all, as the owner")
    turn.add_argument("what", choices=["status", "rotate"])
    add("pictures", _pictures, "take the README's pictures from a demo world of their own")
    prove = add("prove", _prove, "run proofs and measurements")
    prove.add_argument("names", nargs="*", metavar="NAME")
    prove.add_argument("--list", action="store_true", help="say what each proof shows")
    prove.add_argument("--small", action="store_true", help="all that run on every change")
    prove.add_argument("--large", action="store_true", help="all that are run by hand")
    add("audit", _audit, "verify the log, make checkpoints of it, look up a code from paper", passes_on=True)
    add("makemigrations", _makemigrations, "write migrations for changed tables (development)", passes_on=True)
    return parser


def _demo(known: argparse.Namespace, rest: list[str]) -> int:
    from helhet.workshop.demo import demo

    return demo(known.port, world=not known.empty, fresh=known.fresh)


def _directory(known: argparse.Namespace, rest: list[str]) -> int:
    import django

    from helhet.workshop.serve import database

    _choose_settings()
    with database() as urls:
        os.environ.update(urls.env())
        django.setup()
        from helhet.workshop.directory import take_in

        return take_in(known.file, apply=known.apply, many=known.yes_many)


def _docs(known: argparse.Namespace, rest: list[str]) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", TEST_SETTINGS)
    import django

    django.setup()
    from helhet.workshop import access_page, data_page, forms_page, obligations_page, process_page

    pages = (process_page, obligations_page, data_page, access_page, forms_page)
    return max(page.main() for page in pages)


def _keys(known: argparse.Namespace, rest: list[str]) -> int:
    import django

    from helhet.workshop.serve import database

    _choose_settings()
    with database() as urls:
        os.environ.update(urls.as_owner())
        django.setup()
        from helhet.workshop.turning import main as keys

        return keys(known.what)


def _pictures(known: argparse.Namespace, rest: list[str]) -> int:
    from helhet.workshop.pictures import take

    return take()


def _serve(known: argparse.Namespace, rest: list[str]) -> int:
    from helhet.workshop.serve import serve

    return serve(known.host, known.port, known.workers)


def _worker(known: argparse.Namespace, rest: list[str]) -> int:
    from helhet.workshop.working import work

    _choose_settings()
    return work()


def _migrate(known: argparse.Namespace, rest: list[str]) -> int:
    from helhet.workshop.migrate import bring_up_to_date
    from helhet.workshop.serve import database

    _choose_settings()
    with database() as urls:
        os.environ.update(urls.env())
        bring_up_to_date()
    return 0


def _check(known: argparse.Namespace, rest: list[str]) -> int:
    from helhet.workshop.serve import database
    from helhet.workshop.setup_check import report

    _choose_settings()
    with database() as urls:
        os.environ["DATABASE_URL"] = urls.app
        return report(urls.app)


def _rules(known: argparse.Namespace, rest: list[str]) -> int:
    from helhet.rulebook.report import main as rules

    return rules(rest)


def _sessions(known: argparse.Namespace, rest: list[str]) -> int:
    from helhet.workshop.sessions import end

    _choose_settings()
    return end(known.end)


def _world(known: argparse.Namespace, rest: list[str]) -> int:
    import django

    from helhet.workshop.serve import database

    _choose_settings()
    with database() as urls:
        os.environ.update(urls.as_owner())
        django.setup()
        from helhet.workshop.world import main as world

        return world(rest)


def _prove(known: argparse.Namespace, rest: list[str]) -> int:
    from helhet.workshop import proofs, proving

    names = list(known.names)
    if known.small or known.large:
        names += proofs.names_of(large=known.large)
    elif known.list or not names:
        return proofs.list_all()
    return proving.run(names)


def _audit(known: argparse.Namespace, rest: list[str]) -> int:
    from helhet.workshop.auditing import main as audit

    _choose_settings()
    return audit(rest)


def _makemigrations(known: argparse.Namespace, rest: list[str]) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", TEST_SETTINGS)
    from django.core.management import execute_from_command_line

    from helhet.workshop.database import Cluster

    with Cluster.temporary() as cluster:
        os.environ["DATABASE_URL"] = cluster.urls().owner
        execute_from_command_line(["helhet", "makemigrations", *rest])
    return 0


def _choose_settings() -> None:
    """Without a DATABASE_URL the embedded database is meant, and that one carries the demo."""
    default = "production" if os.environ.get("DATABASE_URL") else "demo"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", f"helhet.config.settings.{default}")


if __name__ == "__main__":
    sys.exit(main())
