"""Claude by Vertex AI's rawPredict: Anthropic's Messages, with the model in the path."""
import re

from .messages import STREAM, broken, frames, refusal, whole

LISTED = {}


def asked(path, body):
    model, method = re.search(r"models/(.+):(rawPredict|streamRawPredict)$", path).groups()
    return model, method == "streamRawPredict"
