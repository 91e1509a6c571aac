"""Claude by Bedrock's InvokeModel: Anthropic's Messages, with the model in the path and events in binary frames."""
import base64
import json
import re

from . import messages
from .eventstream import TYPE as STREAM, event, exception

LISTED = {}

whole = messages.whole


def asked(path, body):
    model, method = re.search(r"model/(.+)/(invoke|invoke-with-response-stream)$", path).groups()
    return model, method == "invoke-with-response-stream"


def frames(answer, model):
    for frame in messages.frames(answer, model):
        data = json.loads(frame.partition(b"data: ")[2])
        yield event("chunk", {"bytes": base64.b64encode(json.dumps(data).encode()).decode()})


def refusal(error, status):
    return {"message": error["message"]}


def broken(error):
    return exception("serviceUnavailableException", error["message"])
