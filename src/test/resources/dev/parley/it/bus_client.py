"""A client of the event-bus bridge on the standard library alone: echoes the first text that it hears."""
import base64, json, os, socket, struct, sys

host, port, token, user = sys.argv[1:]


class WebSocket:
    def __init__(self):
        self.socket = socket.create_connection((host, int(port)), timeout=30)
        self.input = self.socket.makefile("rb")
        key = base64.b64encode(os.urandom(16)).decode()
        self.socket.sendall(
            f"GET /eventbus/websocket HTTP/1.1\r\nHost: {host}:{port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            f"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: {key}\r\n\r\n".encode())
        assert b" 101 " in self.input.readline()
        while self.input.readline() != b"\r\n":
            pass

    def send(self, frame):
        data = json.dumps(frame).encode()
        mask = os.urandom(4)
        size = bytes([128 | len(data)]) if len(data) < 126 else bytes([254]) + struct.pack("!H", len(data))
        self.socket.sendall(b"\x81" + size + mask + bytes(b ^ mask[i % 4] for i, b in enumerate(data)))

    def receive(self):
        first, size = self.input.read(2)
        if size == 126:
            size, = struct.unpack("!H", self.input.read(2))
        elif size == 127:
            size, = struct.unpack("!Q", self.input.read(8))
        data = self.input.read(size)
        assert first & 15 == 1, f"closed: {data!r}"
        return json.loads(data)


bus = WebSocket()
headers = {"Authorization": "Bearer " + token}


def hear(such):
    while True:
        frame = bus.receive()
        if such(frame):
            return frame


bus.send({"type": "ping"})
bus.send({"type": "register", "address": "user." + user, "headers": headers})
hear(lambda frame: frame["type"] == "rec" and frame["body"]["type"] == "synced")
print("registered", flush=True)
heard = hear(lambda frame: frame["type"] == "rec" and frame["body"]["type"] == "message")["body"]
bus.send({"type": "send", "address": "chat.send", "headers": headers, "replyAddress": "r", "body": {
    "ref": "echo-" + heard["id"], "to": {"conversation": heard["conversation"]}, "text": "echo: " + heard["text"]}})
print(hear(lambda frame: frame.get("address") == "r")["body"]["type"], flush=True)
