"""The mail server of this desk, to which MeetingDesk gives messages itself; kept in the encrypted store."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from meetingdesk.app.sending.mail_settings import (
    MailSettings,
    Security,
    keep_mail_settings,
    mail_settings,
)
from meetingdesk.errors import MeetingDeskError
from ui.bridge import Bridge
from ui.labels import label, tooltip

WIDEST = 460
SAYS = (
    "With a server, messages leave by themselves five minutes after you send them. Without one, each message "
    "is opened in your own mail program. Server and password are kept in the encrypted store, for you alone."
)
_SECURITY = (
    (Security.STARTTLS, "STARTTLS"),
    (Security.TLS, "TLS"),
    (Security.NONE, "None (this computer only)"),
)


class MailForm(QWidget):
    """Asks for a mail server; a password that is kept is never shown.

    Signals:
        kept: The server is another now, or there is none any more; carries words for it.
        failed: It could not be kept; carries the error.
    """

    kept = Signal(str)
    failed = Signal(object)

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._known: MailSettings | None = None
        self.host, self.port, self.user = QLineEdit(), QLineEdit(), QLineEdit()
        self.password, self.sender_address = QLineEdit(), QLineEdit()
        self.security = QComboBox()
        self.keep = QPushButton(self.tr("&Keep this server"))
        self.forget = QPushButton(self.tr("F&orget the server"))
        self._lay_out()
        self.keep.clicked.connect(self._keep)
        self.forget.clicked.connect(self._forget)

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """Where Tab comes to, in order."""
        fields = (self.host, self.port, self.security, self.user, self.password, self.sender_address)
        return (*fields, self.keep, self.forget)

    def read_again(self) -> None:
        """Show the server that is kept."""
        self._bridge.read(mail_settings, self, self._show)

    # Slots

    @Slot()
    def _keep(self) -> None:
        port, known = self.port.text().strip(), self._known
        host, user = self.host.text().strip(), self.user.text().strip()
        # A password is for one server and one user: no other is ever told it.
        is_same = known is not None and (known.host, known.user) == (host, user)
        settings = MailSettings(
            host,
            int(port) if port.isdecimal() else 0,
            Security(self.security.currentData()),
            user,
            self.password.text() or (known.password if known is not None and is_same else ""),
            self.sender_address.text().strip(),
        )
        self._write(settings, self.tr("The mail server is kept."))

    @Slot()
    def _forget(self) -> None:
        self._write(None, self.tr("The mail server is forgotten."))

    # Helpers

    def _write(self, settings: MailSettings | None, said: str) -> None:
        self._bridge.write(
            partial(keep_mail_settings, settings=settings),
            self,
            partial(self._written, said),
            self._refused,
        )

    def _written(self, said: str, _nothing: None) -> None:
        self.read_again()
        self.kept.emit(said)

    def _refused(self, error: BaseException) -> None:
        if not isinstance(error, MeetingDeskError):
            raise error
        self.failed.emit(error)

    def _show(self, settings: MailSettings | None) -> None:
        self._known = settings
        shown = settings or MailSettings("")
        self.host.setText(shown.host)
        self.port.setText(str(shown.port))
        self.security.setCurrentIndex(self.security.findData(shown.security.value))
        self.user.setText(shown.user)
        self.password.clear()
        has_one = settings is not None and bool(settings.password)
        self.password.setPlaceholderText(self.tr("kept; type to change it") if has_one else "")
        self.sender_address.setText(shown.sender)
        self.forget.setEnabled(settings is not None)

    def _lay_out(self) -> None:
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        for value, words in _SECURITY:
            self.security.addItem(words, value.value)
        rows = (
            (self.tr("Ser&ver"), self.host, self.tr("mail.council.example")),
            (self.tr("Port"), self.port, ""),
            (self.tr("Encryption"), self.security, ""),
            (self.tr("User"), self.user, self.tr("nothing where the server asks for none")),
            (self.tr("Password"), self.password, ""),
            (self.tr("Sender"), self.sender_address, self.tr("desk@council.example")),
        )
        form = QFormLayout()
        for words, field, hint in rows:
            form.addRow(label(words, buddy=field), field)
            field.setAccessibleName(words.replace("&", ""))
            field.setMaximumWidth(WIDEST)
            if isinstance(field, QLineEdit):
                field.setPlaceholderText(hint)
                field.setMaxLength(300)
        buttons = QHBoxLayout()
        for button, said in (
            (self.keep, self.tr("Keep this mail server for your desk")),
            (self.forget, self.tr("Forget the mail server and its password")),
        ):
            button.setAccessibleName(said)
            button.setToolTip(tooltip(said))
            buttons.addWidget(button)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(10)
        column.addWidget(label(self.tr("Mail server of this desk"), role="strong"))
        column.addWidget(label(self.tr(SAYS), role="muted", wraps=True))
        column.addLayout(form)
        column.addLayout(buttons)
        column.addStretch(1)
