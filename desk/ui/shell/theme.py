"""How the desk looks: bundled typeface, one accent, light and dark, an 8-pixel rhythm."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from operator import attrgetter

from PySide6.QtCore import QLibraryInfo, QLocale, Qt, QTranslator
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from desk.core.resources import RESOURCES
from desk.core.tone import Tone
from desk.core.words import is_chinese
from desk.services.preferences import Preferences

FONTS = RESOURCES / "fonts"
ICONS = FONTS.with_name("icons")
POINTS = 12


@dataclass(frozen=True)
class Colours:
    """Every colour on screen, by what it means. Text on its ground keeps 4.5:1 or better."""

    ground: str
    panel: str
    raised: str
    text: str
    muted: str
    line: str
    accent: str
    on_accent: str
    good: str
    good_ground: str
    warning: str
    warning_ground: str
    bad: str
    bad_ground: str
    chosen: str
    handle: str
    """Of a scroll bar: 3:1 against what it lies on."""


LIGHT = Colours(
    "#F3F4F6",
    "#FFFFFF",
    "#F7F8FA",
    "#1F2329",
    "#5C636E",
    "#D0D4DB",
    "#A61B1B",
    "#FFFFFF",
    "#1B6B3A",
    "#E3F3E8",
    "#8A5200",
    "#FFF1D6",
    "#B01212",
    "#FDE7E7",
    "#F6E3E1",
    "#868D98",
)
DARK = Colours(
    "#17191D",
    "#202329",
    "#2A2E36",
    "#E8EAED",
    "#A6ADB8",
    "#434953",
    "#E2726B",
    "#1B0D0C",
    "#7FD39B",
    "#1E3A29",
    "#F0B95A",
    "#3B2F16",
    "#FF9A94",
    "#43211F",
    "#4A2D2B",
    "#6E7682",
)


OF_TONE: dict[Tone, Callable[[Colours], tuple[str, str]]] = {
    Tone.OVERDUE: attrgetter("bad", "bad_ground"),
    Tone.DUE_SOON: attrgetter("warning", "warning_ground"),
    Tone.WAITING: attrgetter("warning", "warning_ground"),
    Tone.DANGER: attrgetter("bad", "bad_ground"),
    Tone.DONE: attrgetter("good", "good_ground"),
    Tone.QUIET: attrgetter("muted", "raised"),
}
"""Ink and ground of whatever a state means, in lists, on buttons and strips; nowhere else."""


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
    """Qt's own words, in its file dialogs and menus of text fields, in the language of the window."""
    translator = app.findChild(QTranslator) or QTranslator(app)
    app.removeTranslator(translator)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if is_chinese() and translator.load(QLocale("zh_CN"), "qtbase", "_", folder):
        app.installTranslator(translator)


def dress(app: QApplication, preferences: Preferences) -> None:
    """Put on light or dark."""
    wants_dark = preferences.appearance == "dark" or (
        preferences.appearance == "system" and QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
    )
    colours = DARK if wants_dark else LIGHT
    app.setProperty("desk_colours", colours)
    app.setPalette(_palette(colours))
    app.setStyleSheet(_sheet(colours))


def colours() -> Colours:
    """The colours in use."""
    app = QApplication.instance()
    in_use = app.property("desk_colours") if app else None
    return in_use if isinstance(in_use, Colours) else LIGHT


def of_tone(tone: Tone) -> tuple[str, str]:
    """Ink and ground of what means this, in the colours in use."""
    return OF_TONE[tone](colours())


def _palette(c: Colours) -> QPalette:
    roles = {
        QPalette.ColorRole.Window: c.ground,
        QPalette.ColorRole.WindowText: c.text,
        QPalette.ColorRole.Base: c.panel,
        QPalette.ColorRole.AlternateBase: c.raised,
        QPalette.ColorRole.Text: c.text,
        QPalette.ColorRole.Button: c.raised,
        QPalette.ColorRole.ButtonText: c.text,
        QPalette.ColorRole.Highlight: c.chosen,
        QPalette.ColorRole.HighlightedText: c.text,
        QPalette.ColorRole.PlaceholderText: c.muted,
        QPalette.ColorRole.ToolTipBase: c.panel,
        QPalette.ColorRole.ToolTipText: c.text,
        QPalette.ColorRole.Link: c.accent,
    }
    palette = QPalette()
    for role, colour in roles.items():
        palette.setColor(role, QColor(colour))
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText, QPalette.ColorRole.WindowText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(c.muted))
    return palette


def _toned(c: Colours) -> str:
    """Buttons, labels and strips whose role is a tone."""
    rules = []
    for tone, colours_of in OF_TONE.items():
        ink, ground = colours_of(c)
        rules += [
            f'QPushButton[role="{tone}"] {{ color: {ink}; background: {ground};',
            "  border: none; font-weight: bold; padding: 2px 10px; }",
            f'QPushButton[role="{tone}"]:focus {{ border: 2px solid {c.accent}; }}',
            f'QLabel[role="{tone}"] {{ color: {ink}; font-size: 14px; }}',
            f'QFrame[role="strip"][kind="{tone}"] {{ background: {ground}; }}',
        ]
    return "\n".join(rules)


def _sheet(c: Colours) -> str:
    """The whole style sheet. The order counts where two rules are as particular as each other."""
    parts = (_windows, _editors, _buttons, _frames, _labels, _lists, _scrolling)
    return "".join(part(c) for part in parts)


def _windows(c: Colours) -> str:
    """What lies under everything, and what lies on it for a moment."""
    return f"""
    * {{ font-family: "Noto Sans SC"; font-size: 16px; }}
    QMainWindow, QDialog, QWizard {{ background: {c.ground}; }}
    QToolTip {{ color: {c.text}; background: {c.panel}; border: 1px solid {c.line}; padding: 4px; }}
    """


def _editors(c: Colours) -> str:
    """Fields and lists, what is being edited and what is wrong."""
    arrow = (ICONS / ("down-dark.svg" if c is DARK else "down.svg")).as_posix()
    return f"""
    QLineEdit, QComboBox, QDateEdit, QSpinBox, QPlainTextEdit, QListView, QTableView {{
        background: {c.panel}; color: {c.text}; border: 1px solid {c.line}; border-radius: 4px; }}
    QLineEdit, QComboBox, QDateEdit, QSpinBox {{ min-height: 30px; min-width: 60px; padding: 0 8px; }}
    QLineEdit:focus, QComboBox:focus, QDateEdit:focus, QSpinBox:focus, QPlainTextEdit:focus, QListView:focus,
    QTableView:focus {{ border: 2px solid {c.accent}; }}
    QLineEdit[wrong="true"], QComboBox[wrong="true"], QDateEdit[wrong="true"], QSpinBox[wrong="true"],
    QPlainTextEdit[wrong="true"] {{ border: 2px solid {c.bad}; }}
    QPlainTextEdit[role="line"] {{ padding: 0 4px; }}
    QLineEdit:disabled, QComboBox:disabled {{ background: {c.raised}; color: {c.muted}; }}
    QComboBox::drop-down, QDateEdit::drop-down {{ border: none; width: 26px; }}
    QComboBox::down-arrow, QDateEdit::down-arrow {{ image: url({arrow}); width: 12px; height: 12px; }}
    QSpinBox::up-button, QSpinBox::down-button,
    QDateEdit::up-button, QDateEdit::down-button {{ width: 0; border: none; }}
    """


def _buttons(c: Colours) -> str:
    """Buttons by their role."""
    return f"""
    QPushButton {{ background: {c.panel}; color: {c.text}; border: 1px solid {c.line}; border-radius: 4px;
        padding: 4px 14px; min-height: 24px; }}
    QPushButton:hover {{ background: {c.raised}; }}
    QPushButton:focus {{ border: 2px solid {c.accent}; }}
    QPushButton:checked {{ background: {c.chosen}; border: 1px solid {c.accent}; font-weight: bold; }}
    QPushButton:disabled {{ color: {c.muted}; background: {c.ground}; }}
    QPushButton[role="main"] {{
      background: {c.accent}; color: {c.on_accent};
      border: 1px solid {c.accent}; font-weight: bold;
    }}
    QPushButton[role="main"]:focus {{ border: 2px solid {c.text}; }}
    QPushButton[role="main"]:disabled {{ background: {c.line}; color: {c.muted}; border-color: {c.line}; }}
    QPushButton[role="flat"] {{ border: none; background: {c.raised}; color: {c.muted};
        font-weight: bold; padding: 2px 10px; }}
    QPushButton[role="flat"]:hover {{ background: {c.chosen}; }}
    QPushButton[role="flat"]:focus {{ border: 2px solid {c.accent}; }}
    {_toned(c)}
    QPushButton[role="link"] {{ border: none; background: transparent; color: {c.text}; padding: 2px 8px; }}
    QPushButton[role="link"]:hover {{ background: {c.chosen}; }}
    QPushButton[role="link"]:focus {{ border: 2px solid {c.accent}; }}
    """


def _frames(c: Colours) -> str:
    """Panels, the bar, the strip by what it tells."""
    return f"""
    QFrame[role="panel"] {{ background: {c.panel}; border: 1px solid {c.line}; border-radius: 6px; }}
    QFrame[role="bar"] {{ background: {c.panel}; border: none; border-bottom: 1px solid {c.line}; }}
    QFrame[role="strip"] {{ border: none; border-bottom: 1px solid {c.line}; background: {c.raised}; }}
    QFrame[role="strip"][kind="good"] {{ background: {c.good_ground}; }}
    QFrame[role="strip"][kind="bad"] {{ background: {c.bad_ground}; }}
    QFrame[role="strip"][kind="warning"] {{ background: {c.warning_ground}; }}
    QFrame[role="popup"] {{ background: {c.panel}; border: 1px solid {c.accent}; border-radius: 4px; }}
    """


def _labels(c: Colours) -> str:
    """Words by their role."""
    return f"""
    QLabel[role="title"] {{ font-size: 22px; font-weight: bold; }}
    QLabel[role="heading"] {{ font-size: 17px; font-weight: bold; }}
    QLabel[role="muted"] {{ color: {c.muted}; font-size: 14px; }}
    QLabel[role="problem"] {{ color: {c.bad}; font-size: 14px; }}
    QLabel[role="drill"] {{
      background: {c.warning_ground}; color: {c.warning}; font-size: 17px; font-weight: bold; padding: 4px 12px;
    }}
    QLabel[role="notice"] {{
      background: {c.warning_ground}; color: {c.text};
      font-size: 14px; padding: 8px; border-radius: 4px;
    }}
    QLabel[role="number"] {{ font-size: 24px; font-weight: bold; }}
    """


def _lists(c: Colours) -> str:
    """Tabs, tables, lists and boxes to tick."""
    return f"""
    QTabWidget::pane {{ border: none; border-top: 1px solid {c.line}; }}
    QTabBar::tab {{ padding: 8px 18px; border: none; background: transparent; color: {c.muted}; }}
    QTabBar::tab:selected {{ color: {c.accent}; font-weight: bold; border-bottom: 3px solid {c.accent}; }}
    QTabBar::tab:hover {{ color: {c.text}; }}
    QTabBar:focus {{ outline: 2px solid {c.accent}; }}
    QHeaderView::section {{ background: {c.raised}; color: {c.text}; border: none; border-bottom: 1px solid {c.line};
        border-right: 1px solid {c.line}; padding: 5px 8px; font-weight: bold; font-size: 15px; }}
    QTableView {{
      gridline-color: {c.line}; selection-background-color: {c.chosen};
      selection-color: {c.text}; font-size: 15px;
    }}
    QListView::item {{ padding: 5px 8px; }}
    QListView::item:selected {{ background: {c.chosen}; color: {c.text}; }}
    QCheckBox::indicator, QRadioButton::indicator {{ width: 18px; height: 18px; }}
    QCheckBox:focus, QRadioButton:focus {{ background: {c.chosen}; border-radius: 3px; }}
    """


def _scrolling(c: Colours) -> str:
    """What scrolls, splits and fills."""
    return f"""
    QScrollArea {{ border: none; background: transparent; }}
    QScrollArea > QWidget > QWidget {{ background: transparent; }}
    QScrollBar {{ background: transparent; border: none; }}
    QScrollBar:vertical {{ width: 12px; }}
    QScrollBar:horizontal {{ height: 12px; }}
    QScrollBar::handle {{ background: {c.handle}; border-radius: 4px; margin: 2px; }}
    QScrollBar::handle:hover, QScrollBar::handle:pressed {{ background: {c.muted}; }}
    QScrollBar::handle:vertical {{ min-height: 32px; }}
    QScrollBar::handle:horizontal {{ min-width: 32px; }}
    QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; border: none; background: none; }}
    QScrollBar::add-page, QScrollBar::sub-page {{ background: none; }}
    QSplitter::handle {{ background: transparent; width: 8px; }}
    QProgressBar {{ border: 1px solid {c.line}; border-radius: 4px; text-align: center; background: {c.panel}; }}
    QProgressBar::chunk {{ background: {c.accent}; border-radius: 3px; }}
    """
