"""Installs the clients, pinned, under `target/clients`, and runs their drivers."""
import json
import os
import shutil
import subprocess
import sys
import threading

from .catalogue import SOURCES, cases
from .gateway import WORK

DRIVERS = SOURCES / "drivers"
INSTALLING = threading.Lock()


class Missing(Exception):
    """A runtime that this machine does not have."""


class Broken(Exception):
    """A client that could not be installed."""


def need(program):
    if not shutil.which(program):
        raise Missing(f"{program} is not installed")


def run(*command, cwd):
    """Quiet, unless it fails."""
    done = subprocess.run([str(part) for part in command], cwd=cwd, text=True, env=environment(),
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    if done.returncode:
        raise Broken(f"{' '.join(map(str, command))}: {done.stdout[-3000:]}")


def environment():
    """No key, no setting and no proxy of this user's reaches a client; the package managers keep theirs."""
    return {name: value for name, value in os.environ.items() if not name.startswith(("ANTHROPIC_", "CLAUDE_"))}


def npm(client, home):
    if not (home / "node_modules").exists():
        home.mkdir(parents=True, exist_ok=True)
        (home / "package.json").write_text('{"private": true, "type": "module"}')
        run("npm", "install", "--silent", "--no-audit", "--no-fund", f"{client['package']}@{client['version']}", *client.get("with", []), cwd=home)


def typescript(client, home):
    need("npm")
    npm(client, home)
    shutil.copy(DRIVERS / "typescript" / "driver.mjs", home)
    return ["node", home / "driver.mjs", client["package"]]


def vercel(client, home):
    need("npm")
    npm(client, home)
    shutil.copy(DRIVERS / "vercel" / "driver.mjs", home)
    return ["node", home / "driver.mjs"]


def python(client, home):
    interpreter = home / "venv" / "bin" / "python"
    if not interpreter.exists():
        run(sys.executable, "-m", "venv", home / "venv", cwd=home)
        run(interpreter, "-m", "pip", "install", "-q", "--disable-pip-version-check",
            f"{client['package']}=={client['version']}", cwd=home)
    return [interpreter, DRIVERS / "python" / "driver.py"]


def go(client, home):
    need("go")
    path = client["package"]
    source = (DRIVERS / "go" / "driver.go").read_text().replace("github.com/anthropics/anthropic-sdk-go/v2", path)
    (home / "driver.go").write_text(source)
    (home / "go.mod").write_text(f"module driver\n\ngo 1.24\n\nrequire {path} {client['version']}\n")
    run("go", "mod", "tidy", cwd=home)
    run("go", "build", "-o", "driver", ".", cwd=home)
    return [home / "driver"]


def java(client, home):
    need("mvn")
    need("javac")
    group, artifact = client["package"].split(":")
    jars = home / "classpath"
    own = DRIVERS / client["kind"]
    if not jars.exists():
        pom = own if (own / "pom.xml").exists() else DRIVERS / "java"
        run("mvn", "-B", "-q", "-ntp", "-f", pom, "dependency:build-classpath", f"-Dmdep.outputFile={jars}",
            f"-Dclient.group={group}", f"-Dclient.artifact={artifact}", f"-Dclient.version={client['version']}", cwd=home)
    run("javac", "-nowarn", "-d", home, "-cp", jars.read_text(), own / "Driver.java", cwd=home)
    return ["java", "-cp", f"{home}:{jars.read_text()}", "Driver"]


def claude_code(client, home):
    """Both modes run one executable: it is large."""
    need("npm")
    shared = WORK / "claude-code"
    with INSTALLING:
        npm(client, shared)
    [executable] = shared.glob("node_modules/@anthropic-ai/claude-code-*/claude")
    return [sys.executable, DRIVERS / "claude-code" / "driver.py", executable, client["mode"]]


KINDS = {"typescript": typescript, "python": python, "go": go, "java": java, "langchain4j": java, "spring-ai": java,
         "claude-code": claude_code, "vercel": vercel}


def install(client):
    """The command that runs the client's driver."""
    home = WORK / client["id"]
    home.mkdir(parents=True, exist_ok=True)
    return KINDS[client["kind"]](client, home)


def drive(client, command, url, dialects):
    """Yields each case with what the client saw."""
    home = WORK / client["id"]
    planned = {case["id"]: case for case in cases(client, dialects)}
    file = home / "cases.json"
    file.write_text(json.dumps(list(planned.values())))
    with (home / "log").open("w") as log:
        driver = subprocess.Popen([str(part) for part in [*command, url, file]], env=environment(),
                                  stdout=subprocess.PIPE, stderr=log, text=True)
        for line in driver.stdout:
            seen = json.loads(line)
            yield planned.pop(seen["id"]), seen["saw"]
    driver.wait()
    for case in planned.values():
        yield case, None
