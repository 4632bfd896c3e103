"""From argv to an exit code, one function a command; the only room that prints.

Exit codes: 0 clean, 1 findings or drift, 2 usage or config, 3 a bug of ours.
"""

import argparse
import json
import os
import sys
import traceback
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

from typewright.argv import parser
from typewright.config import Config, load_config
from typewright.diagnostics import ConfigError, Severity, has_errors, render_json, render_text
from typewright.ingest.run import Ingested
from typewright.pipeline import (
    Generated,
    Prepared,
    generate,
    ingest_sources,
    prepare,
    write_generated,
)
from typewright.writer import Drift

CLEAN, FINDINGS, USAGE, INTERNAL = 0, 1, 2, 3

Progress = Callable[[int, int], None]

_LISTED = 40
"""Files that are listed one by one; --format json lists them all."""

_DONE = {
    "missing": "created",
    "outdated": "updated",
    "left over": "removed",
    "edited by hand": "replaced",
}


def run(argv: Sequence[str]) -> int:
    """Run one command line and return its exit code; nothing is raised."""
    try:
        arguments = parser().parse_args(argv)
    except SystemExit as stop:  # argparse has printed help or usage
        return stop.code if isinstance(stop.code, int) else USAGE
    try:
        return _dispatch(arguments)
    except ConfigError as error:
        _say_error(str(error))
        return USAGE
    except BrokenPipeError:  # the reader of our pipe has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return CLEAN
    except KeyboardInterrupt:
        _say_error("interrupted; run the same command again to finish")
        return 130
    except OSError as error:
        _say_error(f"{error.filename or 'disk'}: {error.strerror or error}")
        return USAGE
    except Exception:  # the last line of defence: a bug must be told, with its trace
        traceback.print_exc()
        _say_error("this is a bug in typewright; please report it with the lines above")
        return INTERNAL


def _dispatch(arguments: argparse.Namespace) -> int:
    config = _from_here(load_config(Path.cwd(), arguments.config))
    commands: dict[str, Callable[[argparse.Namespace, Config], int]] = {
        "generate": _generate,
        "ingest": _ingest,
        "ir": _ir,
        "pull": _pull,
        "serve": _serve,
    }
    return commands[arguments.command](arguments, config)


def _from_here(config: Config) -> Config:
    """The same config with its root as a user here would write it: findings name files so."""
    try:
        return replace(config, root=Path(os.path.relpath(config.root)))
    except ValueError:  # on another drive
        return config


def _generate(arguments: argparse.Namespace, config: Config) -> int:
    prepared = _prepared(arguments, config)
    if prepared.sdk is None:
        return _refuse(arguments, prepared)
    with _progress_bar("Rendering") as progress:
        generated = generate(config, prepared, arguments.only, progress)
    edited = [drift for drift in generated.drift if drift.kind == "edited by hand"]
    refused = bool(edited) and not arguments.force
    if not arguments.check and not refused:
        write_generated(generated, force=arguments.force)
    if arguments.format == "json":
        _print_json(prepared, generated.drift, written=not (arguments.check or refused))
    else:
        _print_findings(prepared)
        _print_generated(arguments, config, prepared, generated, refused=refused)
    return FINDINGS if refused or (arguments.check and generated.drift) else CLEAN


def _ingest(arguments: argparse.Namespace, config: Config) -> int:
    ingested = ingest_sources(
        config,
        arguments.sources,
        only=arguments.only,
        today=date.today(),
        write_files=not arguments.check,
    )
    return _tell_of_ingested(arguments, ingested, config.schemas, written=not arguments.check)


def _tell_of_ingested(
    arguments: argparse.Namespace, ingested: Ingested, store: str, *, written: bool
) -> int:
    changed = [f"{store}/{ingested.provider}/{path}" for path in ingested.files]
    if arguments.format == "json":
        findings: object = json.loads(render_json(ingested.findings))
        facts = {"endpoints": ingested.endpoints, "files": changed, "written": written}
        _say(json.dumps({"findings": findings, **facts}, indent=2))
    else:
        _print_ingested(ingested, changed, would="" if written else "would be ")
    failed = has_errors(ingested.findings) or (changed and not written)
    return FINDINGS if failed else CLEAN


def _pull(arguments: argparse.Namespace, config: Config) -> int:
    from typewright.ingest.fetch import Query
    from typewright.ingest.pull import pull

    query = Query(arguments.search, arguments.category)
    whole = Ingested({}, (), ())
    with _progress_bar("Pulling") as progress:
        for page in pull(
            config,
            query,
            base_url=arguments.base_url,
            only=arguments.only,
            today=date.today(),
        ):
            whole = whole.plus(page.ingested)
            if progress is not None:
                progress(page.done, page.total)
    return _tell_of_ingested(arguments, whole, config.schemas, written=True)


def _print_ingested(ingested: Ingested, changed: list[str], *, would: str) -> None:
    if ingested.findings:
        _say(render_text(ingested.findings))
    for path in changed[:_LISTED]:
        _say(f"{would}written  {path}")
    if len(changed) > _LISTED:
        _say(f"... and {len(changed) - _LISTED} more")
    files = _count(len(changed), "file") if changed else "no file"
    _say(f"{_count(len(ingested.endpoints), 'endpoint')} found: {files} {would}changed.")


def _ir(arguments: argparse.Namespace, config: Config) -> int:
    from fnmatch import fnmatchcase

    from typewright.ir.dump import dump_json, dump_text

    prepared = _prepared(arguments, config)
    if prepared.sdk is None:
        return _refuse(arguments, prepared)
    chosen = tuple(
        endpoint
        for endpoint in prepared.sdk.endpoints
        if arguments.only is None or fnmatchcase(endpoint.id, arguments.only)
    )
    if not chosen:
        raise ConfigError(f"--only {arguments.only}: no endpoint id matches")
    sdk = replace(prepared.sdk, endpoints=chosen)
    _say(dump_json(sdk).rstrip() if arguments.format == "json" else dump_text(sdk).rstrip())
    return CLEAN


def _serve(arguments: argparse.Namespace, config: Config) -> int:
    prepared = _prepared(arguments, config)
    if prepared.sdk is None:
        return _refuse(arguments, prepared)
    try:
        from typewright.emulator.scenario import read_scenario
        from typewright.emulator.server import TOKEN, run_forever
    except ModuleNotFoundError as error:
        raise ConfigError(f"serve needs {error.name}: pip install 'typewright[serve]'") from error
    token = arguments.token or TOKEN
    run_forever(
        prepared.catalogue,
        port=arguments.port,
        token=token,
        scenario=read_scenario(arguments.scenario) if arguments.scenario else None,
        announce=lambda url: _say(f"serving on {url} with the token {token}; stop with Ctrl-C"),
    )
    return CLEAN


def _prepared(arguments: argparse.Namespace, config: Config) -> Prepared:
    prepared = prepare(config, (arguments.locale,) if arguments.locale else ())
    return _explain(arguments, prepared)


def _refuse(arguments: argparse.Namespace, prepared: Prepared) -> int:
    if arguments.format == "json":
        _print_json(prepared, (), written=False)
        return FINDINGS
    _print_findings(prepared)
    errors = sum(finding.severity is Severity.ERROR for finding in prepared.findings)
    _say(f"{_count(errors, 'error')}; nothing was written.")
    return FINDINGS


def _print_findings(prepared: Prepared) -> None:
    if prepared.findings:
        _say(render_text(prepared.findings, prepared.sources()))


def _explain(arguments: argparse.Namespace, prepared: Prepared) -> Prepared:
    """With ``--explain`` the notes are findings like the others."""
    if not vars(arguments).get("explain"):
        return prepared
    return replace(prepared, findings=(*prepared.findings, *prepared.notes), notes=())


def _print_generated(
    arguments: argparse.Namespace,
    config: Config,
    prepared: Prepared,
    generated: Generated,
    *,
    refused: bool,
) -> None:
    written = not (arguments.check or refused)
    for drift in generated.drift[:_LISTED]:
        _say(f"{_DONE[drift.kind] if written else drift.kind:<15} {config.output}/{drift.path}")
    if len(generated.drift) > _LISTED:
        _say(f"... and {len(generated.drift) - _LISTED} more")
    assert prepared.sdk is not None, "a store with errors was refused before"
    endpoints = _count(len(prepared.sdk.endpoints), "endpoint")
    files = _count(len(generated.drift), "file")
    if refused:
        _say(
            "A generated file was edited by hand: nothing was written. Move the change into a "
            "template or a patch, or run 'typewright generate --force' to replace it."
        )
    elif not generated.drift:
        _say(f"{endpoints}, {len(generated.files)} files: nothing changed.")
    elif arguments.check:
        _say(f"{files} out of date; run 'typewright generate' to bring {config.output} in line.")
    else:
        _say(f"{endpoints}: {files} brought in line in {config.output}.")


def _print_json(prepared: Prepared, drift: tuple[Drift, ...], *, written: bool) -> None:
    files = [{"path": str(each.path), "kind": each.kind} for each in drift]
    findings: object = json.loads(render_json(prepared.findings))
    _say(json.dumps({"findings": findings, "files": files, "written": written}, indent=2))


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


@contextmanager
def _progress_bar(title: str) -> Generator[Progress | None]:
    """A bar on a terminal; nothing in a pipe."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn(title), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(title, total=None)

        def advance(done: int, total: int) -> None:
            bar.update(task, completed=done, total=total)

        yield advance


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def _say_error(text: str) -> None:
    sys.stderr.write(f"typewright: {text}\n")
