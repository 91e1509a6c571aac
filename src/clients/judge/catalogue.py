"""The catalogue: what the clients do, what the upstreams answer, what must be seen. All of it is data in `catalogue/`."""
import json
from pathlib import Path

SOURCES = Path(__file__).parents[1]


def read(name):
    return json.loads((SOURCES / "catalogue" / name).read_text())


VALUES = read("values.json")
ERRORS = read("errors.json")
CLIENTS = read("clients.json")


def filled(value, values):
    """With `$NAME` replaced: by any value where it stands alone, else inside of the text."""
    if isinstance(value, dict):
        return {key: filled(inner, values) for key, inner in value.items()}
    if isinstance(value, list):
        return [filled(inner, values) for inner in value]
    if not isinstance(value, str) or "$" not in value:
        return value
    if value[0] == "$" and value[1:] in values:
        return values[value[1:]]
    for name, text in values.items():
        value = value.replace("$" + name, text if isinstance(text, str) else json.dumps(text))
    return value


def scenarios(catalogue):
    """A catalogue's scenarios by their names."""
    found = {}
    for scenario in read(catalogue):
        for values in variants(scenario.pop("each", None)):
            one = filled(scenario, VALUES | values)
            found[one["name"]] = one
    return found


def variants(each):
    if not each:
        return [{}]
    return [{"STATUS": status, "ERROR_TYPE": ERRORS["types"][str(status)]} for status in each["STATUS"]]


CATALOGUES = {name: scenarios(name) for name in sorted({client["catalogue"] for client in CLIENTS})}

# No name is in two catalogues: the upstreams know the scenario by it.
SCENARIOS = {name: scenario for catalogue in CATALOGUES.values() for name, scenario in catalogue.items()}


def model(scenario, client):
    """The upstream's name of the model: it tells which answers are due to whom."""
    return f"{scenario}.{client}"


def cases(client, dialects):
    """Everything that one client does, as its driver reads it."""
    return [case(scenario, dialect, client)
            for dialect in dialects for scenario in CATALOGUES[client["catalogue"]].values()
            if client.get("mode") in scenario.get("modes", [client.get("mode")])]


def case(scenario, dialect, client):
    """One scenario in one dialect; parameters that the client's generation lacks are left out."""
    name = f"{dialect}/{model(scenario['name'], client['id'])}"
    lacks = client.get("lacks", [])
    steps = [step | {"body": {"model": name, "max_tokens": 1000}
                     | {key: value for key, value in step.get("body", {}).items() if key not in lacks}}
             for step in filled(scenario["steps"], {"DIALECT": dialect})]
    return {"id": f"{dialect}/{scenario['name']}", "steps": steps}


def of_dialect(scenario, dialect):
    """What holds there, where the catalogue says that it differs."""
    return scenario | scenario.get("differs", {}).get(dialect, {})
