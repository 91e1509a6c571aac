"""python3 -m judge [CLIENT…]: installs, drives, judges, and writes the page."""
import concurrent.futures
import os
import sys
import time

from . import clients, report, suites
from .catalogue import CLIENTS, SCENARIOS, of_dialect
from .dialects import DIALECTS
from .gateway import Gateway, build
from .upstream import Upstream
from .verdict import judge


def main(wanted):
    """True if anything failed."""
    build()
    upstream = Upstream(answers)
    chosen = [client for client in CLIENTS if not wanted or client["id"] in wanted]
    with Gateway(upstream.url) as gateway, concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        results = list(pool.map(lambda client: run(client, gateway.url, upstream), chosen))
    suites.run_all(upstream, results)
    report.show(results)
    skipped = any(result.skipped for result in results)
    if not wanted and not skipped:
        report.write(results)
    return any(result.problems for result in results) or skipped and os.environ.get("CI") == "true"


def answers(scenario, dialect):
    """Any other model, such as the clients' own suites ask for, says what "create" does."""
    return of_dialect(SCENARIOS.get(scenario, SCENARIOS["create"]), dialect)["answers"]


def run(client, url, upstream):
    started = time.monotonic()
    result = report.Result(client)
    try:
        command = clients.install(client)
        for case, saw in clients.drive(client, command, url, DIALECTS):
            problem = "the driver did not come to it" if saw is None else judge(case, saw, client, upstream)
            result.add(case["id"], problem)
    except clients.Missing as missing:
        result.skipped = str(missing)
    except clients.Broken as broken:
        result.problems["installation"] = str(broken)
    print(f"{client['name']}: {time.monotonic() - started:.0f} s", file=sys.stderr)
    return result


sys.exit(main(sys.argv[1:]))
