"""OpenAI's Chat Completions, as its many servers speak it: thinking comes as `reasoning_content`."""
from .sse import MODELS, TYPE as STREAM, arguments, event, pieces

LISTED = {"object": "list", "data": [{"id": name, "object": "model"} for name in MODELS]}

FINISHES = {"end_turn": "stop", "stop_sequence": "stop", "max_tokens": "length", "tool_use": "tool_calls",
            "refusal": "content_filter"}


def asked(path, body):
    return body["model"], body.get("stream", False)


def whole(answer, model):
    message = {"role": "assistant", "content": text_of(answer, "text") or None}
    if thinking := text_of(answer, "thinking"):
        message["reasoning_content"] = thinking
    if calls := calls_of(answer):
        message["tool_calls"] = [call(block) for block in calls]
    choice = {"index": 0, "message": message} | finish(answer)
    return completion("chat.completion", model, [choice]) | {"usage": usage()}


def frames(answer, model):
    def chunk(delta, end=None):
        choice = {"index": 0, "delta": delta, "finish_reason": None} | (end or {})
        return event(completion("chat.completion.chunk", model, [choice]))

    yield chunk({"role": "assistant", "content": ""})
    for piece in pieces(text_of(answer, "thinking")):
        yield chunk({"reasoning_content": piece})
    for piece in pieces(text_of(answer, "text")):
        yield chunk({"content": piece})
    for index, block in enumerate(calls_of(answer)):
        yield chunk({"tool_calls": [{"index": index} | call(block, "")]})
        for piece in pieces(arguments(block)):
            yield chunk({"tool_calls": [{"index": index, "function": {"arguments": piece}}]})
    yield chunk({}, finish(answer))
    yield event(completion("chat.completion.chunk", model, []) | {"usage": usage()})
    yield b"data: [DONE]\n\n"


def refusal(error, status):
    return {"error": error | {"param": None, "code": error.get("code")}}


def broken(error):
    return event({"error": error})


def completion(kind, model, choices):
    return {"id": "chatcmpl-scripted", "object": kind, "created": 1, "model": model, "choices": choices}


def usage():
    return {"prompt_tokens": 12, "completion_tokens": 34, "total_tokens": 46}


def finish(answer):
    end = {"finish_reason": FINISHES[answer["stop_reason"]]}
    # vLLM and its like tell the sequence that was met.
    return end | ({"stop_reason": answer["stop_sequence"]} if answer.get("stop_sequence") else {})


def text_of(answer, kind):
    return "".join(block[kind] for block in answer["content"] if block["type"] == kind)


def calls_of(answer):
    return [block for block in answer["content"] if block["type"] == "tool_use"]


def call(block, said=None):
    return {"id": block["id"], "type": "function",
            "function": {"name": block["name"], "arguments": arguments(block) if said is None else said}}
