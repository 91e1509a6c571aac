"""The table: client x dialect, passed of run."""
import collections

from .dialects import DIALECTS


class Result:
    """What one client passed and failed."""

    def __init__(self, client):
        self.client, self.skipped, self.failed, self.seconds = client, None, False, 0
        self.problems = {}
        self.counts = collections.defaultdict(lambda: [0, 0])

    def skip(self, reason, is_failure):
        self.skipped, self.failed = reason, is_failure

    def add(self, case, problem):
        counts = self.counts[case.partition("/")[0]]
        counts[1] += 1
        if problem is None:
            counts[0] += 1
        else:
            self.problems[case] = problem
            self.failed = True


def show(results):
    for result in results:
        if result.skipped:
            print(f"{'FAILED' if result.failed else 'SKIPPED'}: {result.client['name']}: {result.skipped}")
        for case, problem in result.problems.items():
            print(f"FAILED: {result.client['name']} {case}: {problem}")
    print()
    print(table(results))


def table(results):
    lines = ["| client | " + " | ".join(DIALECTS) + " |", "| --- |" + " --- |" * len(DIALECTS)]
    for result in results:
        cells = ["{} of {}".format(*result.counts[dialect]) if not result.skipped else "skipped" for dialect in DIALECTS]
        lines.append(f"| {result.client['name']} | " + " | ".join(cells) + " |")
    return "\n".join(lines)
