"""How the desk looks: bundled typeface, one accent, light and dark, an 8-pixel rhythm."""

from __future__ import annotations

import os

from PySide6.QtCore import QLibraryInfo, QLocale, Qt, QTranslator
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from desk.core.resources import RESOURCES
from desk.core.tone import Tone
from desk.core.words import is_chinese
from desk.services.preferences import Preferences
from desk.ui.shell import text_size
from desk.ui.shell.sheet import sheet
from desk.ui.shell.tokens import DARK, LIGHT, OF_TONE, Tokens

FONTS, QT_WORDS = RESOURCES / "fonts", RESOURCES / "locale" / "qt"
POINTS = 12


def scale(preferences: Preferences) -> None:
    """Tell Qt the scale; counts only before the application is made."""
    if preferences.scale != 100:
        os.environ["QT_SCALE_FACTOR"] = str(preferences.scale / 100)


def apply(app: QApplication, preferences: Preferences) -> None:
    """Typeface, palette, style sheet and the language of Qt's own dialogs."""
    for file in ("NotoSansSC_400Regular.ttf", "NotoSansSC_700Bold.ttf"):
        QFontDatabase.addApplicationFont(str(FONTS / file))
    app.setFont(QFont("Noto Sans SC", POINTS * 3 // 4))
    app.setStyle("Fusion")
    dress(app, preferences)
    speak(app)


def speak(app: QApplication) -> None:
    """Qt's own words, in its file dialogs and menus of text fields, in the language of the window; what its Chinese
    leaves in English is in ``resources/locale/qt`` (made from the .ts beside it by Qt's lrelease).
    """
    for installed in app.findChildren(QTranslator):
        app.removeTranslator(installed)
        installed.deleteLater()
    folders = {"qtbase": QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath), "qt_gaps": str(QT_WORDS)}
    for name, folder in folders.items():
        translator = QTranslator(app)
        if is_chinese() and translator.load(QLocale("zh_CN"), name, "_", folder):
            app.installTranslator(translator)


def dress(app: QApplication, preferences: Preferences) -> None:
    """Put on light or dark, in letters of the size that is preferred; whatever is open follows at once."""
    wants_dark = preferences.appearance == "dark" or (
        preferences.appearance == "system" and QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
    )
    tokens = DARK if wants_dark else LIGHT
    app.setProperty("desk_colours", tokens)
    text_size.use(preferences.text_size)
    app.setPalette(_palette(tokens))
    app.setStyleSheet(sheet(tokens))


def colours() -> Tokens:
    """The colours in use."""
    app = QApplication.instance()
    in_use = app.property("desk_colours") if app else None
    return in_use if isinstance(in_use, Tokens) else LIGHT


def of_tone(tone: Tone) -> tuple[str, str]:
    """Ink and ground of what means this, in the colours in use."""
    return OF_TONE[tone](colours())


def _palette(c: Tokens) -> QPalette:
    roles = {
        QPalette.ColorRole.Window: c.ground,
        QPalette.ColorRole.WindowText: c.text,
        QPalette.ColorRole.Base: c.panel,
        QPalette.ColorRole.AlternateBase: c.sunken,
        QPalette.ColorRole.Text: c.text,
        QPalette.ColorRole.Button: c.panel,
        QPalette.ColorRole.ButtonText: c.text,
        QPalette.ColorRole.Highlight: c.select,
        QPalette.ColorRole.HighlightedText: c.text,
        QPalette.ColorRole.PlaceholderText: c.muted,
        QPalette.ColorRole.ToolTipBase: c.panel,
        QPalette.ColorRole.ToolTipText: c.text,
        QPalette.ColorRole.Link: c.focus,
        QPalette.ColorRole.Accent: c.focus,
    }
    palette = QPalette()
    for role, colour in roles.items():
        palette.setColor(role, QColor(colour))
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText, QPalette.ColorRole.WindowText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(c.faint))
    return palette
