"""Compares what a client saw, and what reached the upstream, with the catalogue."""
import json
import re

from .catalogue import ERRORS, SCENARIOS, model, of_dialect

# Where thinking is signed by the gateway, and where errors are not Anthropic's own.
SIGNED_BY_US = {"chat", "responses", "gemini", "converse"}
ERRORS_TRANSLATED = SIGNED_BY_US | {"invoke"}


def judge(case, saw, client, upstream):
    """None if all is as it must be, else what is not."""
    dialect, _, name = case["id"].partition("/")
    scenario = of_dialect(SCENARIOS[name], dialect)
    try:
        if dialect in scenario.get("refuses", {}):
            check(saw[-1].get("error", {}).get("status") == 400, "it is not refused:", saw)
            return None
        look(scenario, dialect, case, saw, client)
        if scenario["answers"]:
            look_behind(scenario, dialect, upstream.calls(dialect, model(name, client["id"])))
    except AssertionError as problem:
        return str(problem)
    except (KeyError, IndexError, TypeError) as problem:
        return f"{type(problem).__name__} {problem} in {brief(saw)}"
    return None


def check(holds, problem, *what):
    if not holds:
        raise AssertionError(" ".join([problem, *map(brief, what)]))


def brief(value):
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text if len(text) < 600 else text[:600] + "…"


def look(scenario, dialect, case, saw, client):
    answers = scenario["answers"]
    last = answers[-1] if answers else {}
    check(len(saw) == len(case["steps"]), "steps are missing:", saw)
    if client["catalogue"] == "frameworks.json":
        look_at_framework(scenario, saw[-1])
        return
    if client["kind"] == "claude-code":
        look_at_session(scenario, dialect, saw[0])
        return
    if "status" in last or "breaks" in last:
        look_at_error(scenario, dialect, last, saw[-1], client)
        return
    for number, (step, seen) in enumerate(zip(case["steps"], saw)):
        check("error" not in seen, "failed:", seen.get("error"))
        answer = due(scenario, number) if answers else {}
        look_at_step(step, seen, answer, dialect, is_beyond(scenario, dialect))
    check(sum(seen["seconds"] for seen in saw) >= scenario.get("seconds", 0), "did not wait:", saw)


def is_beyond(scenario, dialect):
    """Whether the dialect cannot do it: an answer must come all the same."""
    return dialect in scenario.get("cannot", {})


def look_at_session(scenario, dialect, seen):
    """At what Claude Code has decoded: each answer of the script, event by event, and what it printed in the end."""
    answers = scenario["answers"]
    check(seen["exit"] == 0, "it failed:", seen)
    check(scenario.get("says", answers[-1]["content"][-1].get("text")) in (seen["result"] or [""])[-1], "it said:", seen)
    told = "".join(seen["log"])
    check(all(re.search(wanted, told) for wanted in scenario.get("logs", [])), "its log says:", told)
    check(not any(word in told for word in scenario.get("never_logs", [])), "its log says:", told)
    decoded = streams(seen["events"])
    wanted = scenario.get("decodes", range(len(answers)))
    if "decodes" in scenario and not wanted:
        return
    check(len(decoded) == len(wanted), "streams:", decoded)
    for events, number in zip(decoded, wanted):
        look_at_message(added_up(events), answers[number], dialect)


def look_at_framework(scenario, seen):
    """At the text that came out of it, or the failure."""
    if "fails" in scenario:
        check("error" in seen and scenario["fails"] in seen["error"]["text"], "it did not fail so:", seen)
    else:
        check(seen.get("text") == scenario["says"], "it said:", seen)


def streams(events):
    """One list of events for each message."""
    found = []
    for event in events:
        if event["type"] == "message_start":
            found.append([])
        found[-1].append(event)
    return found


def due(scenario, number):
    """The answer that a step gets in the end: where all calls of one step are retries, the last."""
    answers = scenario["answers"]
    return answers[-1] if len(scenario["steps"]) == 1 else answers[min(number, len(answers) - 1)]


def look_at_step(step, seen, answer, dialect, beyond):
    match step["do"]:
        case "create" | "accumulate" if "x-bf-async" in step.get("headers", {}):
            check(seen["message"]["content"] == [], "a job that is submitted has content:", seen)
        case "create" if "times" in step:
            check(len(seen["messages"]) == step["times"], "answers are missing:", len(seen["messages"]))
            for message in seen["messages"]:
                look_at_message(message, answer, dialect)
        case "create" | "accumulate":
            if not beyond:
                look_at_message(seen["message"], answer, dialect)
        case "stream":
            message = added_up(seen["events"])
            if not beyond:
                look_at_message(message, answer, dialect)
        case "count":
            check(0 < seen["count"] < 1000, "counted:", seen["count"])
        case "models":
            # By the shortest name that leads to it.
            check({"model-2", f"{dialect}/model-2"} & set(seen["models"]), "the model is not listed:", seen["models"])
        case "model":
            check(seen["model"] == step["model"], "another model:", seen["model"])
        case "cancel":
            check(seen["cancelled"] == 4, "left too early:", seen)


def look_at_message(message, answer, dialect):
    for key in ("stop_reason", "stop_sequence"):
        check(message.get(key) == answer.get(key), f"{key} is", message.get(key), "in", message)
    check(message["usage"]["input_tokens"] == 12 and message["usage"]["output_tokens"] == 34, "usage is", message["usage"])
    kinds = [block["type"] for block in message["content"]]
    check(kinds == [block["type"] for block in answer["content"]], "blocks are", message["content"])
    for block, scripted in zip(message["content"], answer["content"]):
        look_at_block(block, scripted, dialect)


def look_at_block(block, scripted, dialect):
    match scripted["type"]:
        case "text":
            check(block["text"] == scripted["text"], "the text is", block)
            if "citations" in scripted:
                look_at_citations(block["citations"], scripted["citations"])
        case "thinking":
            check(block["thinking"] == scripted["thinking"], "the thinking is", block)
            own = dialect in SIGNED_BY_US
            check(block["signature"] if own else block["signature"] == scripted["signature"], "the signature is", block)
        case "tool_use":
            check(re.fullmatch(r"[a-zA-Z0-9_-]+", block["id"]), "the id is", block)
            check(block["name"] == scripted["name"], "the name is", block)
            wanted = scripted.get("cut_input", scripted["input"])
            check(block["input"] == wanted, "the input is", block)


def look_at_citations(citations, scripted):
    """Some clients leave out what is null."""
    check(len(citations) == len(scripted), "the citations are", citations)
    for citation, wanted in zip(citations, scripted):
        check(all(citation.get(key) == value for key, value in wanted.items()), "the citation is", citation)


def added_up(events):
    """The message that a stream's events make; they must come in the order that the Messages API gives them."""
    check([events[0]["type"], events[-1]["type"]] == ["message_start", "message_stop"], "the stream is", events)
    message, current, text = dict(events[0]["message"]), None, ""
    message["content"] = []
    for event in events[1:-1]:
        match event["type"]:
            case "content_block_start":
                check(current is None and event["index"] == len(message["content"]), "out of order:", event)
                current, text = dict(event["content_block"]), ""
            case "content_block_delta":
                check(event["index"] == len(message["content"]), "out of order:", event)
                delta = {key: value for key, value in event["delta"].items() if key != "type" and value is not None}
                if "partial_json" in delta:
                    text += delta["partial_json"]
                else:
                    [(key, value)] = delta.items()
                    current[key] = current.get(key, "") + value
            case "content_block_stop":
                if text:
                    current["input"] = parsed(text)
                message["content"].append(current)
                current = None
            case "message_delta":
                delta = {key: value for key, value in event["delta"].items() if value is not None}
                usage = {key: value for key, value in event["usage"].items() if value is not None}
                message |= delta | {"usage": message["usage"] | usage}
            case "ping":
                pass
            case other:
                check(False, "an unknown event:", other)
    check(current is None, "a block has no end:", current)
    return message


def parsed(text):
    """What `max_tokens` has cut stays as it is."""
    try:
        return json.loads(text)
    except ValueError:
        return text


def look_at_error(scenario, dialect, answer, seen, client):
    check("error" in seen, "a failure was a success:", seen)
    error = seen["error"]
    if "status" in answer:
        status = str(answer["status"])
        status = status if dialect not in ERRORS_TRANSLATED else ERRORS["translated"].get(status, status)
        kind = ERRORS["types"][status]
        check(error.get("status") == int(status), "the status is not", status, error)
        check(re.match("req_", error.get("request_id") or ""), "no request id:", error)
        if status != "401":
            check(answer["error"]["message"] in error["text"], "the message is lost:", error)
    else:
        # The gateway may see the end before it has begun to answer.
        status = "stream" if error.get("status") in (None, 200) else str(error["status"])
        kind = scenario["sees"]["error"]["type"]
    check(error.get("type") == kind, "the type is not", kind, error)
    check(error["class"] == class_of(client["id"], status), "the class is not", class_of(client["id"], status), error)


def class_of(client, status):
    """The exception that a client has for a status."""
    classes = ERRORS["classes"][client]
    if "like" in classes:
        classes = ERRORS["classes"][classes["like"]] | classes
    return classes.get(status) or classes[status[0] + "xx"]


def look_behind(scenario, dialect, calls):
    """At what reached the upstream: what was asked last."""
    if "calls" in scenario:
        check(len(calls) == scenario["calls"], "calls:", len(calls))
    if not calls:
        return
    last = calls[-1]
    text = last.body.decode()
    for wanted in () if is_beyond(scenario, dialect) else scenario.get("reaches", []):
        check(json.dumps(wanted, ensure_ascii=False)[1:-1] in text or wanted in text, f"{wanted!r} did not reach it:", text)
    if "streamed" in scenario:
        check([call.streamed for call in calls] == scenario["streamed"], "streamed:", [call.streamed for call in calls])
    check(len(last.body) >= scenario.get("bytes", 0), "bytes:", len(last.body))
    if any(answer.get("endless") for answer in scenario["answers"]):
        check(last.ended.wait(10) and last.ending == "abandoned", "the upstream's call goes on:", last.ending)
