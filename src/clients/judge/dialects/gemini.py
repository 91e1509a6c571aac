"""Google's generateContent."""
import re

from .sse import MODELS, TYPE as STREAM, event, pieces

LISTED = {"models": [{"name": f"models/{name}", "displayName": name,
                      "supportedGenerationMethods": ["generateContent"]} for name in MODELS]}

FINISHES = {"end_turn": "STOP", "stop_sequence": "STOP", "tool_use": "STOP", "max_tokens": "MAX_TOKENS",
            "refusal": "SAFETY"}


def asked(path, body):
    model, method = re.search(r"models/(.+):(\w+)", path).groups()
    return model, method == "streamGenerateContent"


def whole(answer, model):
    return chunk(model, parts(answer["content"]), FINISHES[answer["stop_reason"]])


def frames(answer, model):
    for part in parts(answer["content"]):
        if text := part.pop("text", None):
            for piece in pieces(text):
                yield event(chunk(model, [part | {"text": piece}]))
        else:
            yield event(chunk(model, [part]))
    yield event(chunk(model, [{"text": ""}], FINISHES[answer["stop_reason"]]))


def refusal(error, status):
    return {"error": {"code": status, "message": error["message"], "status": error.get("code", "UNKNOWN")}}


def broken(error):
    return event({"error": {"code": 503, "message": error["message"], "status": "UNAVAILABLE"}})


def chunk(model, parts, finish=None):
    candidate = {"index": 0, "content": {"role": "model", "parts": parts}}
    return {"candidates": [candidate | ({"finishReason": finish} if finish else {})], "modelVersion": model,
            "usageMetadata": {"promptTokenCount": 12, "candidatesTokenCount": 34, "totalTokenCount": 46}}


def parts(content):
    """A thought's signature stands on the first call behind it."""
    signature = None
    found = []
    for block in content:
        match block["type"]:
            case "text":
                found.append({"text": block["text"]})
            case "thinking":
                found.append({"text": block["thinking"], "thought": True})
                signature = block["signature"]
            case "tool_use":
                call = {"functionCall": {"id": block["id"], "name": block["name"], "args": block["input"]}}
                found.append(call | ({"thoughtSignature": signature} if signature else {}))
                signature = None
    return found
