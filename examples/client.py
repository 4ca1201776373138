"""A complete client of Parley on the standard library alone: python3 client.py http://localhost:8080 ann password ben"""
import json, sys, threading, time, urllib.error, urllib.request, uuid


class Problem(Exception):
    def __init__(self, code, status):
        self.code, self.passes = code, status in (0, 429) or status >= 500


class Parley:
    def __init__(self, url, username, password):
        self.url, self.token, self.refreshing = url + "/api/v1", None, threading.Lock()
        self.enter(self.call("POST", "/sessions", {"username": username, "password": password}))
        self.cursor = self.call("GET", "/sync")["cursor"]

    def enter(self, session):
        self.user, self.token, self.refresh = session["user"]["id"], session["accessToken"], session["refreshToken"]

    def call(self, method, path, body=None):
        token = self.token
        try:
            return self.exchange(token, method, path, body)
        except Problem as problem:
            if problem.code != "token_expired":
                raise
        with self.refreshing:  # a refresh token is good once
            if self.token == token:
                self.enter(self.exchange(None, "POST", "/sessions/refresh", {"refreshToken": self.refresh}))
        return self.exchange(self.token, method, path, body)

    def exchange(self, token, method, path, body):
        headers = {"Authorization": "Bearer " + token} if token else {}
        data = None if body is None else json.dumps(body).encode()
        try:
            request = urllib.request.Request(self.url + path, data, headers, method=method)
            with urllib.request.urlopen(request, timeout=45) as answer:
                return json.loads(answer.read() or "{}")
        except urllib.error.HTTPError as error:
            raise Problem(json.load(error)["code"], error.code) from None
        except OSError as error:
            raise Problem(str(error), 0) from None

    def patiently(self, *call):
        for wait in (1, 2, 4, 8, 16, 0):
            try:
                return self.call(*call)
            except Problem as problem:
                if not wait or not problem.passes:
                    raise
                time.sleep(wait)

    def send(self, to, text):
        """Returns once the message is durable. However often it is tried, the same `ref` makes one message."""
        one, other = sorted((int(self.user), int(to)))
        return self.patiently("POST", f"/conversations/d:{one}:{other}/messages", {"ref": str(uuid.uuid4()), "text": text})

    def messages(self):
        """All that others say since the login. A program that is to go on later where it ended keeps the cursor."""
        known = set()
        while True:
            page = self.patiently("GET", f"/sync?wait=30&cursor={self.cursor}")
            yield from (m for m in page["messages"] if m["id"] not in known and m["from"] != self.user)
            known, self.cursor = known | {m["id"] for m in page["messages"]}, page["cursor"]


if __name__ == "__main__":
    parley = Parley(*sys.argv[1:4])
    other = parley.call("GET", "/users?username=" + sys.argv[4])["id"]
    show = lambda: [print(message["from"] + ": " + message["text"], flush=True) for message in parley.messages()]
    threading.Thread(target=show, daemon=True).start()
    for line in sys.stdin:
        print("sent", parley.send(other, line.strip())["id"], flush=True)
