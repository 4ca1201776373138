"""Decides about messages before they are accepted, on the standard library alone: python3 moderator.py localhost:7000 service-token-file word …
It wants PARLEY_MESSAGE_HOOK=allow or refuse on the server. What has one of the words is refused; all else is annotated as checked, with its links."""
import json, socket, struct, sys, threading, time

bridge, token_file, *words = sys.argv[1:]
host, port = bridge.rsplit(":", 1)
with open(token_file) as file:
    service_token = file.read().strip()


def decide(message):
    found = [word for word in words if word in message["text"].lower()]
    if found:
        return {"allow": False, "reason": "do not say " + found[0]}
    links = message["text"].count("://")
    return {"allow": True, "annotations": {"checked": "yes", **({"links": str(links)} if links else {})}}


def serve(connection):
    def say(kind, **fields):
        data = json.dumps({"type": kind, **fields}).encode()
        connection.sendall(struct.pack("!i", len(data)) + data)

    def ping():
        try:
            while True:
                say("ping")
                time.sleep(20)
        except OSError:
            pass  # whoever reads learns of it

    frames = connection.makefile("rb")
    threading.Thread(target=ping, daemon=True).start()
    say("register", address="chat.hooks.message", replyAddress="ready", headers={"Service-Token": service_token})
    while length := frames.read(4):
        frame = json.loads(frames.read(struct.unpack("!i", length)[0]))
        if frame["type"] == "message" and "replyAddress" in frame:
            say("send", address=frame["replyAddress"], body=decide(frame["body"]["message"]))
        elif frame["type"] == "message" and frame["body"].get("type") == "reconnect":
            return print("the edge is about to stop", flush=True)  # what was asked before was answered
        elif frame["type"] != "pong":
            print("deciding" if frame.get("address") == "ready" else frame, flush=True)


while True:
    try:
        with socket.create_connection((host, int(port))) as connection:
            serve(connection)
    except OSError as problem:
        print(problem, flush=True)
    time.sleep(1)
