"""The clients' own test suites, from their published sources and unmodified, against a gateway in place of their mock.

They ask for models of their own choice, so each dialect gets a gateway that has nothing else.
"""
import concurrent.futures
import os
import re
import subprocess
import xml.etree.ElementTree

from .clients import WORK, Broken, environment, run
from .dialects import DIALECTS
from .gateway import Gateway

PYTHON_TESTS = [f"tests/api_resources/{name}.py"
                for name in ("test_messages", "test_models", "beta/test_messages", "beta/test_models")]
PYTHON_NEEDS = ["pytest", "pytest-asyncio", "pytest-xdist", "inline-snapshot", "http-snapshot[httpx]", "respx",
                "dirty-equals", "hypothesis", "opentelemetry-sdk"]
GO_TESTS = [f"{name}_test.go" for name in ("message", "model", "betamessage", "betamodel")]


def run_all(upstream, results):
    """Adds to the results of the clients that were driven."""
    suites = list(installed(results))
    for dialect in DIALECTS:
        with Gateway(upstream.url, only=dialect) as gateway, concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
            played = pool.map(lambda suite: list(suite[1](gateway.url, dialect)), suites)
            for (result, _), tests in zip(suites, played):
                for test, problem in tests or [("none", "its own suite did not run")]:
                    result.add(f"{dialect}/own suite: {test}", problem)


def installed(results):
    """Each result with what plays its client's suite; one that cannot be installed is a problem of its client."""
    for result in results:
        kind = result.client["kind"]
        if kind in KINDS and not result.skipped and "installation" not in result.problems:
            try:
                yield result, KINDS[kind](result.client)
            except Broken as broken:
                result.problems["installation of its own suite"] = str(broken)


def python(client):
    """The suite is in the source distribution, with the versions of what it needs."""
    home = WORK / client["id"]
    interpreter = home / "venv" / "bin" / "python"
    source = home / f"{client['package']}-{client['version']}"
    ready = home / "suite-ready"
    if not ready.exists():
        pin = f"{client['package']}=={client['version']}"
        run(interpreter, "-m", "pip", "download", "-q", "--no-deps", "--no-binary", client["package"], pin, cwd=home)
        run("tar", "xzf", f"{source.name}.tar.gz", cwd=home)
        lock = (source / "requirements-dev.lock").read_text()
        (home / "constraints").write_text("\n".join(re.findall(r"^[a-z].*", lock, re.MULTILINE)))
        run(interpreter, "-m", "pip", "install", "-q", "-c", home / "constraints", pin, *PYTHON_NEEDS, cwd=home)
        ready.touch()

    def play(url, dialect):
        report = home / f"suite-{dialect}.xml"
        subprocess.run([interpreter, "-m", "pytest", "-q", "-n", "0", "-k", "not Async", f"--junitxml={report}",
                        *PYTHON_TESTS], cwd=source, env=environment() | {"TEST_API_BASE_URL": url},
                       stdout=subprocess.DEVNULL)
        for test in xml.etree.ElementTree.parse(report).iter("testcase"):
            if test.find("skipped") is None:
                problem = next((part for part in test if part.tag in ("failure", "error")), None)
                name = f"{test.get('classname').removeprefix('tests.api_resources.')} {test.get('name')}"
                yield name, None if problem is None else problem.text[-500:]

    return play


def go(client):
    """The suite is in the module."""
    home = WORK / client["id"]
    module = subprocess.run(["go", "list", "-m", "-f", "{{.Dir}}", client["package"]], cwd=home, env=environment(),
                            check=True, capture_output=True, text=True).stdout.strip()
    run("go", "test", "-vet=off", "-c", "-o", home / "suite", *GO_TESTS, cwd=module)

    def play(url, dialect):
        done = subprocess.run([home / "suite", "-test.v", "-test.run", "OptionalParams$"], cwd=home, text=True,
                              env=environment() | {"TEST_API_BASE_URL": url}, capture_output=True)
        for outcome, test in re.findall(r"^--- (PASS|FAIL): (\w+)", done.stdout, re.MULTILINE):
            yield test, None if outcome == "PASS" else done.stdout[-1500:]

    return play


KINDS = {"python": python, "go": go}
