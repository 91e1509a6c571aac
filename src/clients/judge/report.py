"""What the clients found: the table, client x dialect, passed of run."""
import collections

from .catalogue import CATALOGUES, SCENARIOS
from .dialects import DIALECTS
from .gateway import PROJECT

PAGE = PROJECT / "src" / "docs" / "clients.md"

HEAD = """# Clients

The official clients, unmodified and from their registries, decide what "compatible" means. `src/clients/run` starts
`target/anthropic.war` with a scripted upstream behind it for each dialect, drives the clients, compares what they saw, and what
reached the upstream, with the [catalogue](../clients/catalogue), and has written this page: cases passed of cases run.

Python's and Go's clients bring their own tests of `messages`, `models` and their beta namesakes (`TEST_API_BASE_URL`): those
are run, too, as they are. The packages of TypeScript's and Java's do not; they send the same bodies (`maximal`).

"""


class Result:
    """What one client passed and failed."""

    def __init__(self, client):
        self.client, self.skipped = client, None
        self.problems = {}
        self.counts = collections.defaultdict(lambda: [0, 0])

    def add(self, case, problem):
        counts = self.counts[case.partition("/")[0]]
        counts[1] += 1
        if problem is None:
            counts[0] += 1
        else:
            self.problems[case] = problem

    def cells(self):
        return [f"{passed} of {run}" for passed, run in (self.counts[dialect] for dialect in DIALECTS)]


def show(results):
    for result in results:
        name = result.client["name"]
        if result.skipped:
            print(f"SKIPPED: {name}: {result.skipped}")
        for case, problem in result.problems.items():
            print(f"FAILED: {name}: {case}: {' '.join(problem.split())}")
    print()
    print(table(results))


def write(results):
    PAGE.write_text(HEAD + table(results) + "\n" + failures(results) + limits() + contents())


def table(results):
    return rows(["client", *DIALECTS],
                [[result.client["name"], *result.cells()] for result in results if not result.skipped])


def failures(results):
    found = [[result.client["name"], *case.partition("/")[::2]] for result in results for case in result.problems]
    return "\n## Failed\n\n" + rows(["client", "dialect", "case"], found) + "\n" if found else ""


def limits():
    """What a dialect cannot do, and where it does the same in another way."""
    found = [[name, dialect, what + reason]
             for name, scenario in SCENARIOS.items()
             for what, reasons in (("", scenario.get("cannot", {})), ("", scenario.get("refuses", {})),
                                   ("differs: ", {dialect: differs["because"] for dialect, differs in
                                                  scenario.get("differs", {}).items()}))
             for dialect, reason in reasons.items() if dialect in DIALECTS]
    return ("\n## What a dialect cannot do, or does in its own way\n\n"
            "These cases run there too: the client must get its answer all the same, or the refusal that is named.\n\n"
            + rows(["case", "dialect", "why"], found) + "\n")


def contents():
    pages = [f"\n## {name.removesuffix('.json')}\n\n" +
             rows(["case", "what"], [[case, scenario.get("about", "")] for case, scenario in scenarios.items()]) + "\n"
             for name, scenarios in CATALOGUES.items()]
    return "".join(pages)


def rows(head, body):
    lines = [head, ["---"] * len(head), *body]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)
