"""An echo bot on the standard library alone, over the TCP bridge for programs of the operator:
python3 echo_bot.py http://localhost:8080 localhost:7000 service-token-file echo password"""
import json, socket, struct, sys, threading, time, urllib.request

api, bridge, token_file, username, password = sys.argv[1:]
host, port = bridge.rsplit(":", 1)
with open(token_file) as file:
    service_token = file.read().strip()


def log_in(more):
    body = json.dumps({"username": username, "password": password, **more}).encode()
    with urllib.request.urlopen(api + "/api/v1/sessions", body, timeout=20) as answer:
        return json.load(answer)


class Bus:
    def __init__(self, access_token):
        self.headers = {"Service-Token": service_token, "Authorization": "Bearer " + access_token}
        self.socket = socket.create_connection((host, int(port)), timeout=60)
        self.input = self.socket.makefile("rb")
        threading.Thread(target=self.ping, daemon=True).start()

    def say(self, kind, **fields):
        data = json.dumps({"type": kind, **fields}).encode()
        self.socket.sendall(struct.pack("!i", len(data)) + data)

    def ping(self):
        try:
            while True:
                self.say("ping")
                time.sleep(20)
        except OSError:
            pass  # whoever reads learns of it

    def hear(self):
        length = self.input.read(4)
        if len(length) < 4:
            raise ConnectionError("the bridge is gone")
        return json.loads(self.input.read(struct.unpack("!i", length)[0]))


def echo(bus, user, cursor):
    """Goes on until the connection ends, which it does with the access token at the latest. Gives the place to go on from."""
    bus.say("register", address="user." + user, headers={**bus.headers, **({"cursor": cursor} if cursor else {})})
    try:
        while True:
            frame = bus.hear()
            said = frame.get("body") if frame["type"] == "message" else {}
            if said.get("type") == "synced":
                cursor = said["cursor"]
                print("listening as", user, flush=True)
            elif said.get("type") == "message" and said["kind"] == "text" and said["from"] != user:
                # the same ref for the same message: however often it comes, it is echoed once
                bus.say("send", address="chat.send", headers=bus.headers, replyAddress="sent", body={
                    "ref": "echo-" + said["id"], "to": {"conversation": said["conversation"]}, "text": "echo: " + said["text"]})
                bus.say("send", address="chat.received", headers=bus.headers, body={"ids": [said["id"]]})
    except OSError:
        return cursor


device, cursor = {}, None
while True:
    try:
        session = log_in(device)
        device = {"deviceId": session["deviceId"]}
        cursor = echo(Bus(session["accessToken"]), session["user"]["id"], cursor)
    except OSError as problem:
        print(problem, flush=True)
    time.sleep(1)
