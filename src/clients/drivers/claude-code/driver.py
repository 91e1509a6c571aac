"""Does what the catalogue says with Claude Code, and prints one line a case: the events that it decoded.

python driver.py EXECUTABLE MODE BASE_URL CASES, where MODE is `full`, or `plain` without experimental betas.
"""
import concurrent.futures
import json
import os
import subprocess
import sys
import tempfile
import time

EXECUTABLE, MODE, URL, CASES = sys.argv[1:]

# Lines of its log that tell of calls which its events do not show.
WITNESSES = ("count_tokens", "countTokens", "gatewayDiscovery")


def main():
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        for line in pool.map(played, json.load(open(CASES))):
            print(json.dumps(line), flush=True)


def played(case):
    return {"id": case["id"], "saw": [run(step) for step in case["steps"]]}


def run(step):
    started = time.monotonic()
    with tempfile.TemporaryDirectory() as home:
        done = subprocess.run(
            [EXECUTABLE, "-p", step["prompt"], *step.get("arguments", []), "--output-format", "stream-json",
             "--include-partial-messages", "--verbose", "--debug-file", f"{home}/log"],
            cwd=home, env=environment(home, step), stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=120)
        with open(f"{home}/log") as log:
            told = [line for line in log if any(word in line for word in WITNESSES)]
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    return {"exit": done.returncode, "problem": done.stderr[-500:], "log": told,
            "seconds": time.monotonic() - started,
            "result": [line.get("result") for line in lines if line["type"] == "result"],
            "events": [line["event"] for line in lines if line["type"] == "stream_event"]}


def environment(home, step):
    """Nothing of this user's; every kind of model is the scripted one."""
    model = step["body"]["model"]
    names = ["ANTHROPIC_MODEL", "ANTHROPIC_SMALL_FAST_MODEL",
             *(f"ANTHROPIC_DEFAULT_{kind}_MODEL" for kind in ("OPUS", "SONNET", "HAIKU", "FABLE"))]
    own = {"PATH": os.environ["PATH"], "HOME": home, "ANTHROPIC_BASE_URL": URL, "ANTHROPIC_API_KEY": "client-key",
           "CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC": "1"}
    plain = {"CLAUDE_CODE_DISABLE_EXPERIMENTAL_BETAS": "1"} if MODE == "plain" else {}
    return own | dict.fromkeys(names, model) | plain | step.get("environment", {})


main()
