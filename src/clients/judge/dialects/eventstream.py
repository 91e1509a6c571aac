"""AWS's binary event stream: length, length of the headers, checksum; headers; payload; checksum of all."""
import json
import struct
import zlib

TYPE = "application/vnd.amazon.eventstream"


def event(name, payload):
    return frame({":message-type": "event", ":event-type": name, ":content-type": "application/json"}, payload)


def exception(name, message):
    head = {":message-type": "exception", ":exception-type": name, ":content-type": "application/json"}
    return frame(head, {"message": message})


def frame(headers, payload):
    head = b"".join(header(name.encode(), value.encode()) for name, value in headers.items())
    body = json.dumps(payload, ensure_ascii=False).encode()
    prelude = struct.pack(">II", 16 + len(head) + len(body), len(head))
    start = prelude + struct.pack(">I", zlib.crc32(prelude)) + head + body
    return start + struct.pack(">I", zlib.crc32(start))


def header(name, value):
    """Type 7 is a string."""
    return struct.pack(">B", len(name)) + name + struct.pack(">BH", 7, len(value)) + value
