"""The gateway under test: the built WAR, as its users start it, with the scripted upstreams behind it."""
import json
import os
import re
import subprocess
import tempfile
import threading

from .catalogue import SOURCES
from .dialects.sse import MODELS

PROJECT = SOURCES.parents[1]
WAR = PROJECT / "target" / "anthropic.war"
WORK = PROJECT / "target" / "clients"

KEYS = [{"name": "main", "value": "upstream-key", "models": ["*"], "weight": 1}]

# Clouds do not list models: the configuration does.
AWS_KEYS = [KEYS[0] | {"models": [*MODELS, "*"], "bedrock_key_config": {"region": "eu-central-1"}}]
GOOGLE_KEYS = [KEYS[0] | {"models": [*MODELS, "*"],
                          "vertex_key_config": {"project_id": "ours", "region": "europe-west4"}}]

# As the servers are that the scripted answers are like; the names of the models tell nothing.
PROVIDERS = {
    # Where models go that begin with "claude": a client's own test suite asks for nothing else.
    "anthropic": {"at": "messages", "path": ""},
    "messages": {"dialect": "messages", "path": ""},
    "chat": {"dialect": "chat", "path": "/v1", "profile": {"chat": {
        "reasoning_request": "effort", "reasoning_replay": "reasoning_content", "pdf": "file"}}},
    "responses": {"dialect": "responses", "path": "/v1", "profile": {"responses": {
        "efforts": ["low", "medium", "high"]}}},
    "gemini": {"dialect": "gemini", "path": "/v1beta", "profile": "gemini"},
    "converse": {"dialect": "converse", "path": "", "keys": AWS_KEYS, "profile": {"converse": {
        "thinking_field": "claude_adaptive", "reasoning_content": "claude", "tool_result_media": True,
        "stop_sequence_field": True, "output_format": "text_format"}}},
    "invoke": {"dialect": "messages", "path": "", "keys": AWS_KEYS, "profile": "bedrock"},
    "vertex": {"dialect": "messages", "path": "/v1", "keys": GOOGLE_KEYS, "profile": "vertex"},
}


def build():
    if not WAR.exists():
        subprocess.run(["mvn", "-B", "-q", "-ntp", "package", "-DskipTests"], cwd=PROJECT, check=True)


def configuration(upstream, only):
    def provider(name, settings):
        url = f"{upstream}/{settings.get('at', name)}{settings['path']}"
        own = {key: value for key, value in settings.items() if key not in ("at", "path")}
        return {"keys": KEYS, "network_config": {"base_url": url}} | own

    if only:
        return {"providers": {"anthropic": provider(only, PROVIDERS[only])}, "client": {"default_provider": "anthropic"}}
    return {"providers": {name: provider(name, settings) for name, settings in PROVIDERS.items()}}


class Gateway:
    """Runs while its `with` block does; `url` is what clients are pointed at. `only` one dialect serves every model."""

    def __init__(self, upstream, only=None):
        WORK.mkdir(parents=True, exist_ok=True)
        file = WORK / f"gateway-{only or 'all'}.json"
        file.write_text(json.dumps(configuration(upstream, only), indent=2))
        self._log = WORK / f"gateway-{only or 'all'}.log"
        self._home = tempfile.TemporaryDirectory()
        # No configuration of this user's, and nobody's key.
        environment = {"PATH": os.environ["PATH"], "GATEWAY_HOME": self._home.name, "HOME": self._home.name}
        self._process = subprocess.Popen(
            ["java", "-jar", WAR, "--host", "127.0.0.1", "--port", "0", "--config", file],
            env=environment, stdout=subprocess.PIPE, stderr=self._log.open("w"), text=True)

    def __enter__(self):
        for line in self._process.stdout:
            if ready := re.search(r"ready in .*:(\d+)/anthropic/v1/messages$", line):
                self.url = f"http://127.0.0.1:{ready[1]}/anthropic"
                threading.Thread(target=self._process.stdout.read, daemon=True).start()
                return self
        raise SystemExit("the gateway did not start: " + self._log.read_text())

    def __exit__(self, *_):
        self._process.terminate()
        self._process.wait(30)
        self._home.cleanup()
