"""OpenAI's Responses."""
from .sse import MODELS, TYPE as STREAM, arguments, event, pieces

LISTED = {"object": "list", "data": [{"id": name, "object": "model"} for name in MODELS]}

INCOMPLETE = {"max_tokens": "max_output_tokens", "refusal": "content_filter"}


def asked(path, body):
    return body["model"], body.get("stream", False)


def whole(answer, model):
    reason = INCOMPLETE.get(answer["stop_reason"])
    return {"id": "resp_scripted", "object": "response", "created_at": 1, "model": model,
            "status": "incomplete" if reason else "completed", "error": None,
            "incomplete_details": {"reason": reason} if reason else None,
            "output": [item(index, block) for index, block in enumerate(answer["content"])], "usage": usage()}


def frames(answer, model):
    response = whole(answer, model)
    yield said("response.created", response=response | {"status": "in_progress", "output": [], "usage": None})
    for index, block in enumerate(answer["content"]):
        done = item(index, block)
        yield said("response.output_item.added", output_index=index, item=done | emptied(done))
        yield from deltas(index, block, done)
        yield said("response.output_item.done", output_index=index, item=done)
    yield said("response." + response["status"], response=response)


def deltas(index, block, done):
    at = {"output_index": index, "item_id": done["id"]}
    match block["type"]:
        case "text":
            yield said("response.content_part.added", **at, content_index=0, part=output_text(""))
            for piece in pieces(block["text"]):
                yield said("response.output_text.delta", **at, content_index=0, delta=piece)
            yield said("response.output_text.done", **at, content_index=0, text=block["text"])
            yield said("response.content_part.done", **at, content_index=0, part=output_text(block["text"]))
        case "thinking":
            yield said("response.reasoning_summary_part.added", **at, summary_index=0, part=summary(""))
            for piece in pieces(block["thinking"]):
                yield said("response.reasoning_summary_text.delta", **at, summary_index=0, delta=piece)
            yield said("response.reasoning_summary_part.done", **at, summary_index=0, part=summary(block["thinking"]))
        case "tool_use":
            for piece in pieces(arguments(block)):
                yield said("response.function_call_arguments.delta", **at, delta=piece)
            yield said("response.function_call_arguments.done", **at, arguments=arguments(block))


def refusal(error, status):
    return {"error": error | {"param": None, "code": error.get("code")}}


def broken(error):
    return said("error", code=error["type"], message=error["message"], param=None)


def said(name, **members):
    return event({"type": name, **members}, name)


def item(index, block):
    match block["type"]:
        case "text":
            return {"id": f"msg_{index}", "type": "message", "role": "assistant", "status": "completed",
                    "content": [output_text(block["text"])]}
        case "thinking":
            return {"id": f"rs_{index}", "type": "reasoning", "summary": [summary(block["thinking"])],
                    "encrypted_content": block["signature"]}
        case "tool_use":
            return {"id": f"fc_{index}", "type": "function_call", "call_id": block["id"], "name": block["name"],
                    "arguments": arguments(block), "status": "incomplete" if "cut_input" in block else "completed"}


def emptied(item):
    """What an item does not have yet when it is added."""
    empty = {"content": [], "summary": [], "encrypted_content": "provisional", "arguments": ""}
    return {key: value for key, value in empty.items() if key in item} | {"status": "in_progress"}


def output_text(text):
    return {"type": "output_text", "text": text, "annotations": []}


def summary(text):
    return {"type": "summary_text", "text": text}


def usage():
    return {"input_tokens": 12, "input_tokens_details": {"cached_tokens": 0}, "output_tokens": 34,
            "output_tokens_details": {"reasoning_tokens": 0}, "total_tokens": 46}
