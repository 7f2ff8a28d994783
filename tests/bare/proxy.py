"""A small proxy on this machine, to see that one is used: it passes on what it is asked and remembers whom for."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from socketserver import StreamRequestHandler, ThreadingTCPServer
from threading import Thread
from urllib.parse import urlsplit


class _Pass(StreamRequestHandler):
    def handle(self) -> None:
        first = self.rfile.readline()
        if not first:
            return
        method, target, _version = first.decode().split()
        headers = []
        while (line := self.rfile.readline()) not in (b"\r\n", b""):
            headers.append(line)
        where = f"//{target}" if method == "CONNECT" else target
        parts = urlsplit(where)
        self.server.asked.append(parts.hostname)  # type: ignore[attr-defined]
        with socket.create_connection((parts.hostname or "", parts.port or 80)) as other:
            if method == "CONNECT":
                self.wfile.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
            else:
                path = parts.path + (f"?{parts.query}" if parts.query else "")
                kept = [line for line in headers if not line.lower().startswith((b"proxy-", b"connection"))]
                other.sendall(f"{method} {path} HTTP/1.1\r\n".encode() + b"".join(kept) + b"Connection: close\r\n\r\n")
            back = Thread(target=_copy, args=(other, self.connection), daemon=True)
            back.start()
            _copy(self.connection, other)
            back.join()


def _copy(source: socket.socket, target: socket.socket) -> None:
    with suppress(OSError):
        while data := source.recv(65536):
            target.sendall(data)
    with suppress(OSError):
        target.shutdown(socket.SHUT_WR)


class _Server(ThreadingTCPServer):
    allow_reuse_address = daemon_threads = True
    asked: list[str]


@contextmanager
def proxy() -> Iterator[tuple[str, list[str]]]:
    """Its address on the loopback, and whom it was asked for."""
    with _Server(("127.0.0.1", 0), _Pass) as server:
        server.asked = []
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}", server.asked
        server.shutdown()
