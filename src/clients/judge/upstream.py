"""The scripted upstreams: one server on 127.0.0.1 whose path begins with the dialect.

A model's name says which answers are due: `SCENARIO.CLIENT`. The n-th call to that name gets the scenario's n-th answer,
and once they are used up the last one again. What arrived is kept for the verdict.
"""
import collections
import itertools
import json
import re
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import unquote, urlsplit

from .dialects import DIALECTS

# Calls that only count are answered alike, each dialect by its own member, and kept apart from the others.
COUNTS = re.compile("count_?tokens|count-tokens|input_tokens", re.IGNORECASE)
COUNTED = {"input_tokens": 7, "totalTokens": 7, "inputTokens": 7}


class Call:
    """One call as it arrived, and how it ended: `finished`, `broken` by the script, or `abandoned` by the gateway."""

    def __init__(self, headers, body, streamed):
        self.headers, self.body, self.streamed, self.ending = headers, body, streamed, None
        self.ended = threading.Event()

    def end(self, how):
        self.ending = how
        self.ended.set()


class Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 200

    def handle_error(self, request, client_address):
        """A gateway that stops drops its connections: no news."""
        if not isinstance(sys.exception(), OSError):
            super().handle_error(request, client_address)


class Upstream:
    def __init__(self, answers):
        """`answers(scenario, dialect)` gives the list of a scenario's answers."""
        self._answers = answers
        self._calls = collections.defaultdict(list)
        self._lock = threading.Lock()
        self._server = Server(("127.0.0.1", 0), type("Handler", (Handler,), {"upstream": self}))
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    @property
    def url(self):
        return f"http://127.0.0.1:{self._server.server_port}"

    def calls(self, dialect, model):
        with self._lock:
            return list(self._calls[dialect, model])

    def arrived(self, dialect, model, call):
        """The answer that is due."""
        with self._lock:
            calls = self._calls[dialect, model]
            calls.append(call)
            number = len(calls)
        answers = self._answers(model.partition(".")[0], dialect)
        return answers[min(number, len(answers)) - 1]


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    upstream = None

    def do_GET(self):
        dialect, _ = self._place()
        self._json(200, DIALECTS[dialect].LISTED)

    def do_POST(self):
        dialect, path = self._place()
        spoken = DIALECTS[dialect]
        body = self.rfile.read(int(self.headers["content-length"]))
        if COUNTS.search(path):
            self._json(200, COUNTED)
            return
        model, streamed = spoken.asked(path, json.loads(body))
        call = Call(dict(self.headers), body, streamed)
        answer = self.upstream.arrived(dialect, model, call)
        if "status" in answer:
            self._json(answer["status"], spoken.refusal(answer["error"], answer["status"]), answer.get("headers"))
            call.end("finished")
        elif streamed:
            self._stream(spoken, answer, model, call)
        else:
            self._json(200, spoken.whole(answer, model))
            call.end("finished")

    def _place(self):
        dialect, _, path = unquote(urlsplit(self.path).path).lstrip("/").partition("/")
        return dialect, path

    def _json(self, status, body, headers=None):
        data = json.dumps(body, ensure_ascii=False).encode()
        self._head(status, {"content-type": "application/json", "content-length": str(len(data))} | (headers or {}))
        self.wfile.write(data)

    def _head(self, status, headers):
        self.send_response_only(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()

    def _stream(self, spoken, answer, model, call):
        self._head(200, {"content-type": spoken.STREAM, "transfer-encoding": "chunked"})
        frames = spoken.frames(answer, model)
        try:
            # Some content goes ahead of whatever happens then.
            if "breaks" in answer:
                self._send(itertools.islice(frames, 6))
                self._break(spoken, answer["breaks"])
                call.end("broken")
            elif answer.get("endless"):
                self._send(itertools.islice(frames, 6))
                self._endless(spoken, answer, model)
            else:
                self._send(frames)
                self.wfile.write(b"0\r\n\r\n")
                call.end("finished")
        except OSError:
            self.close_connection = True
            call.end("abandoned")

    def _send(self, frames):
        for frame in frames:
            self.wfile.write(b"%x\r\n%s\r\n" % (len(frame), frame))

    def _break(self, spoken, how):
        """An error told in the stream's own way, or none: the connection just ends."""
        if how != "connection":
            self._send([spoken.broken(how)])
            self.wfile.write(b"0\r\n\r\n")
        self.close_connection = True

    def _endless(self, spoken, answer, model):
        """The same piece for ever, until the gateway has left."""
        piece = list(itertools.islice(spoken.frames(answer, model), 5, 6))
        pause = threading.Event()
        while not pause.wait(0.02):
            self._send(piece)

    def log_message(self, *_):
        pass
