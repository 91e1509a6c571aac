"""Bedrock's Converse."""
import re

from .eventstream import TYPE as STREAM, event, exception
from .sse import arguments, pieces

LISTED = {}

REASONS = {"refusal": "content_filtered"}


def asked(path, body):
    model, method = re.search(r"model/(.+)/(converse|converse-stream)$", path).groups()
    return model, method == "converse-stream"


def whole(answer, model):
    message = {"role": "assistant", "content": [finished(block) for block in answer["content"]]}
    return {"output": {"message": message}, "usage": usage(), "metrics": {"latencyMs": 1}} | stop(answer)


def frames(answer, model):
    yield event("messageStart", {"role": "assistant"})
    for index, block in enumerate(answer["content"]):
        at = {"contentBlockIndex": index}
        # Only calls have a start.
        if block["type"] == "tool_use":
            start = {"toolUse": {"toolUseId": block["id"], "name": block["name"]}}
            yield event("contentBlockStart", at | {"start": start})
        for delta in deltas(block):
            yield event("contentBlockDelta", at | {"delta": delta})
        yield event("contentBlockStop", at)
    yield event("messageStop", stop(answer))
    yield event("metadata", {"usage": usage(), "metrics": {"latencyMs": 1}})


def refusal(error, status):
    return {"message": error["message"]}


def broken(error):
    return exception("serviceUnavailableException", error["message"])


def stop(answer):
    met = answer.get("stop_sequence")
    fields = {"additionalModelResponseFields": {"stop_sequence": met}} if met else {}
    return {"stopReason": REASONS.get(answer["stop_reason"], answer["stop_reason"])} | fields


def usage():
    return {"inputTokens": 12, "outputTokens": 34, "totalTokens": 46}


def finished(block):
    match block["type"]:
        case "text":
            return {"text": block["text"]}
        case "thinking":
            text = {"text": block["thinking"], "signature": block["signature"]}
            return {"reasoningContent": {"reasoningText": text}}
        case "tool_use":
            return {"toolUse": {"toolUseId": block["id"], "name": block["name"], "input": block["input"]}}


def deltas(block):
    match block["type"]:
        case "text":
            for piece in pieces(block["text"]):
                yield {"text": piece}
        case "thinking":
            for piece in pieces(block["thinking"]):
                yield {"reasoningContent": {"text": piece}}
            yield {"reasoningContent": {"signature": block["signature"]}}
        case "tool_use":
            for piece in pieces(arguments(block)):
                yield {"toolUse": {"input": piece}}
