"""Server-sent events, and how an answer is cut into pieces."""
import json

TYPE = "text/event-stream"

# What an upstream lists; the clients' own suites ask for the last three.
MODELS = ["maker/model-1", "model-2", "claude-model-3", "after_id", "model_id", "before_id"]


def event(data, name=None):
    head = f"event: {name}\n" if name else ""
    return f"{head}data: {json.dumps(data, ensure_ascii=False)}\n\n".encode()


def pieces(text, size=7):
    """Short pieces, so that every accumulator has something to join."""
    return [text[at:at + size] for at in range(0, len(text), size)] or [""]


def arguments(block):
    """A call's input as the model wrote it, which `max_tokens` may have cut."""
    return block.get("cut_input") or json.dumps(block["input"], ensure_ascii=False)
