"""python3 -m judge [CLIENT…]: installs, drives, judges, and writes the table."""
import concurrent.futures
import os
import sys
import time

from . import clients, report
from .catalogue import CLIENTS, SCENARIOS, of_dialect
from .dialects import DIALECTS
from .gateway import Gateway, build
from .upstream import Upstream
from .verdict import judge


def main(wanted):
    build()
    upstream = Upstream(lambda scenario, dialect: of_dialect(SCENARIOS[scenario], dialect)["answers"])
    chosen = [client for client in CLIENTS if not wanted or client["id"] in wanted]
    with Gateway(upstream.url) as gateway, concurrent.futures.ThreadPoolExecutor(2) as pool:
        results = list(pool.map(lambda client: run(client, gateway.url, upstream), chosen))
    report.show(results)
    return any(result.failed for result in results)


def run(client, url, upstream):
    started = time.monotonic()
    result = report.Result(client)
    try:
        command = clients.install(client)
    except clients.Missing as missing:
        result.skip(str(missing), is_failure=os.environ.get("CI") == "true")
        return result
    for case, saw in clients.drive(client, command, url, DIALECTS):
        problem = "the driver did not come to it" if saw is None else judge(case, saw, client, upstream)
        result.add(case["id"], problem)
    result.seconds = time.monotonic() - started
    print(f"{client['name']}: {result.seconds:.0f} s", file=sys.stderr)
    return result


sys.exit(main(sys.argv[1:]))
