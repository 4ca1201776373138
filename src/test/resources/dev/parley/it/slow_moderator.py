"""Allows every message: most of them at once, a fifth after up to so many seconds. python3 slow_moderator.py host port token-file seconds"""
import json, random, socket, struct, sys, threading

host, port, token_file, longest = sys.argv[1:]
with open(token_file) as file:
    service_token = file.read().strip()
dice = random.Random(1)
one_at_a_time = threading.Lock()
connection = socket.create_connection((host, int(port)))


def say(kind, **fields):
    data = json.dumps({"type": kind, **fields}).encode()
    with one_at_a_time:
        connection.sendall(struct.pack("!i", len(data)) + data)


def allow(question):
    say("send", address=question["replyAddress"], body={"allow": True})


frames = connection.makefile("rb")
say("register", address="chat.hooks.message", replyAddress="ready", headers={"Service-Token": service_token})
while length := frames.read(4):
    frame = json.loads(frames.read(struct.unpack("!i", length)[0]))
    if frame.get("address") == "ready":
        print("deciding", flush=True)
    elif frame["type"] == "message" and "replyAddress" in frame:
        wait = max(0, dice.uniform(-4 * float(longest), float(longest)))
        timer = threading.Timer(wait, allow, [frame])
        timer.daemon = True
        timer.start()
