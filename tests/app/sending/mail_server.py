"""A real mail server on the loopback, for tests: it speaks SMTP over a socket, with STARTTLS and LOGIN."""

from __future__ import annotations

import base64
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
from socketserver import StreamRequestHandler, ThreadingTCPServer
from threading import Thread
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

USER, PASSWORD = "desk", "grey boat harbour"


@dataclass
class MailServer:
    """What the server was told, and how it is to behave."""

    port: int = 0
    taken: list[tuple[str, str, bytes]] = field(default_factory=list)
    """Sender, recipient and message."""
    secured: list[bool] = field(default_factory=list)
    refuses: str = ""
    """An address that it does not know."""
    refuses_data: bool = False
    hangs_up_after_data: bool = False
    wants_password: bool = True
    context: ssl.SSLContext | None = None


class _Talk(StreamRequestHandler):
    server: _Server

    def handle(self) -> None:
        told = self.server.told
        is_secured = is_known = False
        sender = recipient = ""
        self._say("220 mail.invalid ready")
        while line := self.rfile.readline().decode("utf-8").strip():
            verb, _, rest = line.partition(" ")
            match verb.upper():
                case "EHLO":
                    offers = [] if is_secured or told.context is None else ["STARTTLS"]
                    self._say(*(f"250-{one}" for one in ("mail.invalid", *offers)), "250 AUTH PLAIN")
                case "STARTTLS":
                    assert told.context is not None
                    self._say("220 go on")
                    try:
                        self.request = told.context.wrap_socket(self.request, server_side=True)
                    except OSError:
                        return
                    self.rfile = self.request.makefile("rb")
                    self.wfile = self.request.makefile("wb", buffering=0)
                    is_secured = True
                case "AUTH":
                    given = base64.b64decode(rest.split()[-1]).decode("utf-8").split("\0")[1:]
                    is_known = given == [USER, PASSWORD]
                    self._say("235 welcome" if is_known else "535 not known")
                case "MAIL" if told.wants_password and not is_known:
                    self._say("530 sign in first")
                case "MAIL":
                    sender = rest.partition("<")[2].partition(">")[0]
                    self._say("250 ok")
                case "RCPT":
                    recipient = rest.partition("<")[2].partition(">")[0]
                    self._say("550 nobody of that name" if recipient == told.refuses else "250 ok")
                case "DATA":
                    self._say("354 go on")
                    message = self._message()
                    if told.refuses_data:
                        self._say("554 too long")
                        continue
                    told.taken.append((sender, recipient, message))
                    told.secured.append(is_secured)
                    if told.hangs_up_after_data:
                        return
                    self._say("250 queued as 1")
                case "QUIT":
                    self._say("221 bye")
                    return
                case _:
                    self._say("502 what?")

    def finish(self) -> None:
        for part in (self.wfile, self.rfile, self.request):
            with suppress(OSError):
                part.close()

    def _say(self, *lines: str) -> None:
        self.wfile.write("".join(f"{line}\r\n" for line in lines).encode())

    def _message(self) -> bytes:
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line[1:] if line.startswith(b"..") else line)
        return b"".join(lines)


class _Server(ThreadingTCPServer):
    daemon_threads = False
    allow_reuse_address = True

    def __init__(self, told: MailServer) -> None:
        super().__init__(("127.0.0.1", 0), _Talk)
        self.told = told

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing: a client that hangs up is what some tests want."""


@contextmanager
def running(told: MailServer) -> Iterator[MailServer]:
    server = _Server(told)
    told.port = server.server_address[1]
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield told
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def certificate(folder: Path) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """Return what a server shows, and what a client trusts that knows it."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .sign(key, hashes.SHA256())
    )
    shown = made.public_bytes(serialization.Encoding.PEM)
    (folder / "server.pem").write_bytes(
        shown
        + key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )
    server = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    server.load_cert_chain(folder / "server.pem")
    client = ssl.create_default_context(cadata=shown.decode())
    return server, client
