"""One module a dialect: each renders a scripted answer as an upstream of that dialect would have sent it.

A module offers `whole(answer, model)`, the JSON answer; `frames(answer, model)`, the pieces of the stream;
`refusal(error, status)`, the body of an error status; `broken(error)`, the frame of an error in mid-stream;
`asked(path, body)`, which model is meant and whether a stream is wanted; `LISTED`, the answer to "which models?"; and
`STREAM`, the content type of its streams. An answer is a Messages answer, whatever the dialect.
"""
from . import chat, converse, gemini, invoke, messages, responses, vertex

DIALECTS = {"messages": messages, "chat": chat, "responses": responses, "gemini": gemini, "converse": converse,
            "invoke": invoke, "vertex": vertex}
