"""A model hub on this machine that speaks Hugging Face's upload API and keeps what it is sent."""

import base64
import hashlib
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlparse


class Hub(ThreadingHTTPServer):
    """Repositories with their files; ``refuse`` answers every commit with 403."""

    def __init__(self):
        super().__init__(("127.0.0.1", 0), _Handler)
        self.url = f"http://127.0.0.1:{self.server_address[1]}"
        self.repositories = {}
        self.blobs = {}
        self.tokens = set()
        self.refuse = False


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def _body(self):
        if self.headers.get("Transfer-Encoding") != "chunked":
            return self.rfile.read(int(self.headers.get("Content-Length") or 0))
        held = b""
        while size := int(self.rfile.readline(), 16):
            held += self.rfile.read(size)
            self.rfile.readline()
        self.rfile.readline()
        return held

    def _answer(self, held, status=200):
        content = json.dumps(held).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def do_PUT(self):
        oid, content = self.path.rpartition("/")[2], self._body()
        assert hashlib.sha256(content).hexdigest() == oid
        self.server.blobs[oid] = content
        self._answer({})

    def do_POST(self):
        hub, path, body = self.server, urlparse(self.path).path, self._body()
        hub.tokens.add(self.headers.get("Authorization"))
        if path == "/api/repos/create":
            asked = json.loads(body)
            name = f"{asked['organization']}/{asked['name']}"
            hub.repositories.setdefault(name, {"visibility": asked.get("visibility"), "files": {}})
            return self._answer({"url": f"{hub.url}/{name}", "name": name})
        if path == "/api/validate-yaml":
            return self._answer({"errors": [], "warnings": []})
        if path.endswith("/preupload/main"):
            # As on the hub: weights go to large file storage, the rest into the commit.
            files = [
                {
                    "path": file["path"],
                    "uploadMode": "lfs" if file["path"].endswith(".safetensors") else "regular",
                    "shouldIgnore": False,
                }
                for file in json.loads(body)["files"]
            ]
            return self._answer({"files": files})
        if path.endswith("/info/lfs/objects/batch"):
            objects = [
                held | {"actions": {"upload": {"href": f"{hub.url}/lfs/{held['oid']}"}}}
                for held in json.loads(body)["objects"]
            ]
            return self._answer({"transfer": "basic", "objects": objects})
        if path.endswith("/commit/main"):
            return self._commit(path.split("/")[3:5], body)
        return self._answer({"error": "no such address"}, 404)

    def _commit(self, name, body):
        if self.server.refuse:
            return self._answer({"error": "you may not write here"}, 403)
        files = self.server.repositories["/".join(name)]["files"]
        for line in map(json.loads, body.splitlines()):
            value = line["value"]
            if line["key"] == "file":
                files[value["path"]] = base64.b64decode(value["content"])
            elif line["key"] == "lfsFile":
                files[value["path"]] = self.server.blobs[value["oid"]]
        url = f"{self.server.url}/{'/'.join(name)}/commit/{'0' * 40}"
        return self._answer({"success": True, "commitOid": "0" * 40, "commitUrl": url})


@contextmanager
def hub() -> Iterator[Hub]:
    """Run a hub while the block lasts."""
    with Hub() as running:
        worker = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.05})
        worker.start()
        try:
            yield running
        finally:
            running.shutdown()
            worker.join()
