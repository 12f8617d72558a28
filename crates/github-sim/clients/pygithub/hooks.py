"""A hook from its making to its end, with what was delivered to it."""

from http.server import BaseHTTPRequestHandler, HTTPServer
from queue import Queue
from threading import Thread

from practice import by, control, refused

heard = Queue()


class Receiver(BaseHTTPRequestHandler):
    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        heard.put((self.headers["X-GitHub-Event"], self.headers["X-GitHub-Delivery"]))
        self.send_response(200)
        self.end_headers()

    def log_message(self, *words):
        """Says nothing."""


server = HTTPServer(("127.0.0.1", 0), Receiver)
Thread(target=server.serve_forever, daemon=True).start()
config = {"url": f"http://127.0.0.1:{server.server_port}/", "content_type": "json"}
site = by("mona").get_repo("mona/site")


def recorded(hook, guid):
    """A delivery is heard a moment before it is written down."""
    while True:
        for delivery in site.get_hook_deliveries(hook.id):
            if delivery.guid == guid:
                return site.get_hook_delivery(hook.id, delivery.id)


hook = site.create_hook("web", config, ["push"], active=True)
assert heard.get()[0] == "ping"
sha = control("POST /commits", repository="mona/site", branch="main", message="Work")["sha"]
event, guid = heard.get()
delivery = recorded(hook, guid)
assert event == delivery.event == "push" and delivery.status_code == 200
assert delivery.request.payload["after"] == sha
assert delivery.request.headers["X-GitHub-Delivery"] == guid

(listed,) = site.get_hooks()
assert listed.id == hook.id and listed.last_response.code == 200
hook.ping()
assert heard.get()[0] == "ping"
hook.test()
assert heard.get()[0] == "push"
hook.edit("web", config, add_events=["create"], active=False)
assert sorted(hook.events) == ["create", "push"] and not hook.active
hook.delete()
with refused(404):
    site.get_hook(hook.id)
with refused(404):
    by("dana").get_repo("mona/open").create_hook("web", config)
