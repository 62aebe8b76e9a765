"""What every test of windows leaves behind: an application as Qt made it."""

import pytest
from PySide6.QtGui import QFont, QPalette
from PySide6.QtWidgets import QApplication


@pytest.fixture(autouse=True)
def plain_application():
    """Undress the application after a test that gave it a theme."""
    yield
    app = QApplication.instance()
    if isinstance(app, QApplication) and app.styleSheet():
        app.setStyleSheet("")
        app.setPalette(QPalette())
        app.setFont(QFont())
