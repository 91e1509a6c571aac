"""Anthropic's Messages."""
from .sse import MODELS, TYPE as STREAM, arguments, event, pieces

LISTED = {"data": [{"id": name, "type": "model", "display_name": name, "created_at": "2026-01-01T00:00:00Z"}
                   for name in MODELS], "has_more": False, "first_id": None, "last_id": None}


def asked(path, body):
    return body["model"], body.get("stream", False)


def whole(answer, model):
    return message(answer, model) | {
        "content": [finished(block) for block in answer["content"]],
        "stop_reason": answer["stop_reason"],
        "stop_sequence": answer.get("stop_sequence"),
        "stop_details": answer.get("stop_details"),
    }


def frames(answer, model):
    yield said("message_start", message=message(answer, model))
    for index, block in enumerate(answer["content"]):
        yield said("content_block_start", index=index, content_block=started(block))
        if index == 0:
            yield said("ping")
        for delta in deltas(block):
            yield said("content_block_delta", index=index, delta=delta)
        yield said("content_block_stop", index=index)
    end = {key: answer.get(key) for key in ("stop_reason", "stop_sequence", "stop_details")}
    yield said("message_delta", delta=end, usage=usage(answer))
    yield said("message_stop")


def refusal(error, status):
    return {"type": "error", "error": error, "request_id": "req_upstream"}


def broken(error):
    return said("error", error=error)


def said(name, **members):
    return event({"type": name, **members}, name)


def message(answer, model):
    return {"model": model, "id": "msg_scripted", "type": "message", "role": "assistant", "content": [],
            "stop_reason": None, "stop_sequence": None, "stop_details": None, "usage": usage(answer)}


def usage(answer):
    return {"input_tokens": 12, "cache_creation_input_tokens": 0, "cache_read_input_tokens": 0, "output_tokens": 34}


def finished(block):
    own = {key: value for key, value in block.items() if key != "cut_input"}
    return own | {"caller": {"type": "direct"}} if block["type"] == "tool_use" else own


def started(block):
    empty = {"text": {"text": ""}, "thinking": {"thinking": "", "signature": ""},
             "tool_use": {"input": {}, "caller": {"type": "direct"}}}
    start = {key: value for key, value in block.items() if key not in ("cut_input", "citations")}
    return start | empty.get(block["type"], {})


def deltas(block):
    match block["type"]:
        case "text":
            for citation in block.get("citations") or []:
                yield {"type": "citations_delta", "citation": citation}
            for piece in pieces(block["text"]):
                yield {"type": "text_delta", "text": piece}
        case "thinking":
            for piece in pieces(block["thinking"]):
                yield {"type": "thinking_delta", "thinking": piece}
            yield {"type": "signature_delta", "signature": block["signature"]}
        case "tool_use":
            for piece in ["", *pieces(arguments(block))]:
                yield {"type": "input_json_delta", "partial_json": piece}
