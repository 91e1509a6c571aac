"""Does what the catalogue says with Anthropic's Python client, and prints one line a case: what the client saw.

python driver.py BASE_URL CASES
"""
import concurrent.futures
import json
import re
import sys
import time

import anthropic

client = anthropic.Anthropic(base_url=sys.argv[1], api_key="client-key", max_retries=0)


def main():
    for case in json.load(open(sys.argv[2])):
        print(json.dumps({"id": case["id"], "saw": list(played(case["steps"]))}), flush=True)


def played(steps):
    history, answer = [], None
    for step in steps:
        text = re.sub(r"\$ID(\d)", lambda found: calls(answer)[int(found[1])].id, json.dumps(step))
        text = text.replace("$ANSWER", answer.id if answer else "").replace("$20MB", "x" * 20_000_000)
        step = json.loads(text)
        history = ([] if step.get("fresh") else history) + step.get("messages", [])
        started = time.monotonic()
        seen = attempt(step, step.get("body", {}) | {"messages": history})
        if "message" in seen:
            answer = seen["message"]
            history = history + [{"role": "assistant", "content": answer.content}]
            seen["message"] = answer.to_dict()
        yield seen | {"seconds": time.monotonic() - started}


def calls(answer):
    return [block for block in answer.content if block.type == "tool_use"]


def attempt(step, body):
    try:
        return perform(step, body)
    except anthropic.APIStatusError as error:
        return {"error": {"class": type(error).__name__, "status": error.status_code, "type": getattr(error, "type", None),
                          "request_id": error.request_id, "text": str(error)}}
    except Exception as error:
        return {"error": {"class": type(error).__name__, "text": str(error)}}


def perform(step, body):
    using = client.with_options(max_retries=step.get("retries", 0))
    api = using.beta.messages if step.get("beta") else using.messages
    extra = {"extra_headers": step.get("headers", {})}
    match step["do"]:
        case "create" if "times" in step:
            with concurrent.futures.ThreadPoolExecutor(step["times"]) as pool:
                running = [pool.submit(api.create, **body, **extra) for _ in range(step["times"])]
                return {"messages": [one.result().to_dict() for one in running]}
        case "create":
            message = api.create(**body, **extra)
            while "until" in step and not message.content:
                message = api.create(**body, **extra)
            return {"message": message}
        case "stream":
            return {"events": [event.to_dict() for event in api.create(**body, **extra, stream=True)]}
        case "accumulate":
            with api.stream(**body, **extra) as stream:
                return {"message": stream.get_final_message()}
        case "cancel":
            with api.create(**body, **extra, stream=True) as stream:
                return {"cancelled": len([next(stream) for _ in range(4)])}
        case "count":
            return {"count": api.count_tokens(model=body["model"], messages=body["messages"], **extra).input_tokens}
        case "models":
            return {"models": [model.id for model in using.models.list(limit=3)]}
        case "model":
            return {"model": using.models.retrieve(step["model"]).id}


main()
