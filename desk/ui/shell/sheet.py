"""The style sheet of the window, made of the tokens: every part is a function that reads as a list of what it dresses.

Qt's headings of tables and their cells take their padding from different places, so a table paints both itself
(``widgets/lists``); here stands what Qt paints.
"""

from __future__ import annotations

from desk.core.resources import RESOURCES
from desk.ui.shell.text_size import line_height, scaled
from desk.ui.shell.tokens import (
    BODY,
    CAPTION,
    CONTROL_RADIUS,
    DARK,
    FIGURE,
    OF_TONE,
    PANEL_RADIUS,
    SMALL,
    TITLE,
    Tokens,
)

ICONS = RESOURCES / "icons"


def sheet(c: Tokens) -> str:
    """The whole style sheet. The order counts where two rules are as particular as each other."""
    parts = (_windows, _editors, _boxes, _buttons, _blocks, toned, _frames, _labels, _lists, _scrolling)
    return "".join(part(c) for part in parts)


def _windows(c: Tokens) -> str:
    """What lies under everything, and what lies on it for a moment."""
    return f"""
    * {{ font-family: "Noto Sans SC"; font-size: {scaled(BODY)}px; }}
    QMainWindow, QDialog, QWizard {{ background: {c.ground}; }}
    QToolTip {{ color: {c.text}; background: {c.panel}; border: 1px solid {c.rim}; padding: 4px; }}
    QMenu {{ background: {c.panel}; color: {c.text}; border: 1px solid {c.rim}; padding: 4px; }}
    QMenu::item {{ padding: 6px 16px; border-radius: {CONTROL_RADIUS}px; }}
    QMenu::item:selected {{ background: {c.select}; }}
    QMenu::item:disabled {{ color: {c.faint}; }}
    QMenu::separator {{ height: 1px; background: {c.line}; margin: 4px 8px; }}
    """


def _editors(c: Tokens) -> str:
    """Fields and lists. A border of 2 px where it was 1 is paid back by the padding, so that no text moves."""
    arrow = (ICONS / ("down-dark.svg" if c is DARK else "down.svg")).as_posix()
    return f"""
    QLineEdit, QComboBox, QSpinBox, QPlainTextEdit {{
        background: {c.panel}; color: {c.text}; border: 1px solid {c.edge}; border-radius: {CONTROL_RADIUS}px; }}
    QListView, QTableView {{
        background: {c.panel}; color: {c.text}; border: 1px solid {c.line}; border-radius: {CONTROL_RADIUS}px; }}
    QLineEdit, QComboBox, QSpinBox {{ min-height: {line_height()}px; padding: 0 8px; }}
    QLineEdit, QSpinBox {{ min-width: 60px; }}
    QLineEdit:focus, QComboBox:focus, QSpinBox:focus {{
        border: 2px solid {c.focus}; min-height: {line_height() - 2}px; padding: 0 7px; }}
    QLineEdit[role="day"] {{ min-width: {scaled(88) + 24}px; }}
    QListView:focus, QTableView:focus {{ border: 2px solid {c.focus}; }}
    QPlainTextEdit {{ padding: 1px; }}
    QPlainTextEdit:focus {{ border: 2px solid {c.focus}; padding: 0; }}
    QTableView[role="list"], QTableView[role="list"]:focus {{ border: none; border-radius: 0; }}
    QLineEdit[wrong="true"], QComboBox[wrong="true"], QSpinBox[wrong="true"] {{
        border: 2px solid {c.bad}; min-height: {line_height() - 2}px; padding: 0 7px; }}
    QPlainTextEdit[wrong="true"] {{ border: 2px solid {c.bad}; padding: 0; }}
    QLineEdit[wrong="true"]:focus, QComboBox[wrong="true"]:focus,
    QSpinBox[wrong="true"]:focus, QPlainTextEdit[wrong="true"]:focus {{
        border: 2px solid {c.focus}; background: {c.bad_soft}; }}
    QPlainTextEdit[role="line"] {{ padding: 0 5px; }}
    QPlainTextEdit[role="line"]:focus, QPlainTextEdit[role="line"][wrong="true"] {{ padding: 0 4px; }}
    QLineEdit:disabled, QComboBox:disabled, QSpinBox:disabled {{
        background: {c.sunken}; color: {c.faint}; border-color: {c.line}; }}
    QComboBox::drop-down {{ border: none; width: 26px; }}
    QComboBox::down-arrow {{ image: url({arrow}); width: 12px; height: 12px; }}
    QSpinBox::up-button, QSpinBox::down-button {{ width: 0; border: none; }}
    """


def _boxes(c: Tokens) -> str:
    """Boxes to tick and to choose one of."""
    tick = (ICONS / ("check-dark.svg" if c is DARK else "check.svg")).as_posix()
    return f"""
    QCheckBox, QRadioButton {{ spacing: 8px; padding: 2px; border: 2px solid transparent;
        border-radius: {CONTROL_RADIUS}px; }}
    QCheckBox::indicator, QListView::indicator, QRadioButton::indicator {{
        width: 18px; height: 18px; border: 1px solid {c.edge};
        background: {c.panel}; }}
    QCheckBox::indicator, QListView::indicator {{ border-radius: 3px; }}
    QRadioButton::indicator {{ border-radius: 10px; }}
    QCheckBox::indicator:checked, QListView::indicator:checked {{
        background: {c.focus}; border-color: {c.focus}; image: url({tick}); }}
    QRadioButton::indicator:checked {{ border: 6px solid {c.focus}; width: 8px; height: 8px; }}
    QCheckBox::indicator:disabled, QRadioButton::indicator:disabled {{ border-color: {c.line};
        background: {c.sunken}; }}
    QCheckBox:focus, QRadioButton:focus {{ border: 2px solid {c.focus}; }}
    QCheckBox:disabled, QRadioButton:disabled {{ color: {c.faint}; }}
    """


def _buttons(c: Tokens) -> str:
    """Buttons by their role."""
    return f"""
    QPushButton {{ background: {c.panel}; color: {c.text}; border: 1px solid {c.rim};
        border-radius: {CONTROL_RADIUS}px; padding: 4px 14px; min-height: 24px; }}
    QPushButton:hover {{ background: {c.hover}; }}
    QPushButton:pressed {{ background: {c.press}; }}
    QPushButton:focus {{ border: 2px solid {c.focus}; padding: 3px 13px; }}
    QPushButton:checked {{ background: {c.select}; border: 1px solid {c.focus}; font-weight: bold; }}
    QPushButton:checked:focus {{ border: 2px solid {c.focus}; }}
    QPushButton:disabled {{ color: {c.faint}; background: {c.sunken}; border-color: {c.line}; }}
    QPushButton[role="primary"] {{ background: {c.brand_fill}; color: {c.on_brand};
        border: 1px solid {c.brand_fill}; font-weight: bold; }}
    QPushButton[role="primary"]:hover, QPushButton[role="primary"]:pressed {{ background: {c.brand_over}; }}
    QPushButton[role="primary"]:focus {{ border: 2px solid {c.focus}; }}
    QPushButton[role="primary"]:disabled {{ background: {c.press}; color: {c.muted}; border-color: {c.press}; }}
    QPushButton[role="flat"] {{ border: none; background: {c.sunken}; color: {c.muted}; font-weight: bold;
        padding: 2px 10px; }}
    QPushButton[role="flat"]:hover {{ background: {c.hover}; }}
    QPushButton[role="flat"]:focus {{ border: 2px solid {c.focus}; padding: 0 8px; }}
    QPushButton[role="harmful"] {{ color: {c.bad}; border: 1px solid {c.bad}; }}
    QPushButton[role="harmful"]:hover {{ background: {c.bad_soft}; }}
    QPushButton[role="harmful"]:focus {{ border: 2px solid {c.focus}; }}
    QPushButton[role="harmful"]:disabled {{ color: {c.faint}; border-color: {c.line}; }}
    QPushButton[role="link"] {{ border: none; background: transparent; color: {c.text}; padding: 2px 8px; }}
    QPushButton[role="link"]:hover {{ background: {c.hover}; }}
    QPushButton[role="link"]:focus {{ border: 2px solid {c.focus}; padding: 0 6px; }}
    QPushButton[role="foot"] {{ border: none; background: transparent; color: {c.muted}; padding: 0 4px;
        min-height: 0; font-size: {scaled(CAPTION)}px; }}
    QPushButton[role="foot"]:hover {{ color: {c.text}; }}
    QPushButton[role="chip"] {{ border: 1px solid {c.rim}; border-radius: 13px; padding: 0 10px;
        min-height: {scaled(24)}px; max-height: {scaled(24)}px; font-size: {scaled(CAPTION)}px; color: {c.muted}; }}
    QPushButton[role="chip"]:checked {{ background: {c.text}; color: {c.panel}; border-color: {c.text}; }}
    QPushButton[role="page"] {{ border: none; background: transparent; color: {c.muted}; padding: 2px 12px; }}
    QPushButton[role="page"]:hover {{ color: {c.text}; }}
    QPushButton[role="page"]:checked {{ background: {c.seg_on}; color: {c.text}; }}
    QPushButton[role="page"]:focus {{ border: 2px solid {c.focus}; padding: 0 10px; }}
    QPushButton[role="choice"] {{ padding: 3px 9px; }}
    QPushButton[role="choice"]:focus {{ padding: 2px 8px; }}
    """


def _blocks(c: Tokens) -> str:
    """The blocks of the bar."""
    return f"""
    QPushButton[role="still"], QPushButton[role="still"]:hover, QPushButton[role="still"]:pressed {{
        background: transparent; border: none; }}
    QPushButton[role="block"] {{ background: transparent; border: none; }}
    QPushButton[role="block"]:hover {{ background: {c.hover}; }}
    QPushButton[role="block"]:focus {{ border: 2px solid {c.focus}; }}
    QPushButton[role="trouble"] {{ background: {c.warn_soft}; border: 1px solid {c.warn}; }}
    QPushButton[role="siren"] {{ background: {c.panel}; color: {c.bad}; border: 1px solid {c.bad}; font-weight: bold; }}
    QPushButton[role="siren"]:hover {{ background: {c.bad_soft}; }}
    QPushButton[role="alarm"] {{ background: {c.alarm}; border: 1px solid {c.alarm}; }}
    QPushButton[role="trouble"]:focus, QPushButton[role="siren"]:focus, QPushButton[role="alarm"]:focus {{
        border: 2px solid {c.focus}; }}
    """


def toned(c: Tokens) -> str:
    """Buttons, labels and answers whose role is a tone."""
    rules = []
    for tone, ink_and_ground in OF_TONE.items():
        ink, ground = ink_and_ground(c)
        rules += [
            f'QPushButton[role="{tone}"] {{ color: {ink}; background: {ground};',
            "  border: none; font-weight: bold; padding: 2px 10px; }",
            f'QPushButton[role="{tone}"]:focus {{ border: 2px solid {c.focus}; padding: 0 8px; }}',
            f'QLabel[role="{tone}"] {{ color: {ink}; font-size: {scaled(SMALL)}px; }}',
            f'QFrame[role="answer"][kind="{tone}"] {{ background: {ground}; }}',
            f'QLabel[role="tag"][kind="{tone}"] {{ color: {ink}; background: {ground}; }}',
            f'QFrame[role="deadline"][kind="{tone}"] {{ background: {ground}; border-radius: {CONTROL_RADIUS}px; }}',
        ]
    return "\n".join(rules)


def _frames(c: Tokens) -> str:
    """Panels, the bar, what is told."""
    return f"""
    QFrame[role="panel"] {{ background: {c.panel}; border: 1px solid {c.line}; border-radius: {PANEL_RADIUS}px; }}
    QFrame[role="pages"] {{ background: {c.seg}; border: none; border-radius: 6px; }}
    QFrame[role="rule"] {{ background: {c.line}; border: none; }}
    QFrame[role="foot"] {{ background: {c.sunken}; border: none; border-top: 1px solid {c.line}; }}
    QFrame[role="bar"] {{ background: {c.panel}; border: none; border-bottom: 1px solid {c.line}; }}
    QFrame[role="drawer"] {{ background: {c.panel}; border: none; border-left: 1px solid {c.line}; }}
    QListWidget[role="drawer"], QListWidget[role="drawer"]:focus {{ border: none; border-top: 1px solid {c.line};
        border-radius: 0; outline: none; }}
    QFrame[role="palette"] {{ background: {c.panel}; border: 1px solid {c.rim}; border-radius: {PANEL_RADIUS}px; }}
    QLineEdit[role="palette"], QLineEdit[role="palette"]:focus {{ border: none; background: transparent;
        padding: 0 4px; min-height: 48px; font-size: {scaled(BODY)}px; }}
    QListView[role="palette"] {{ border: none; border-top: 1px solid {c.line}; border-radius: 0; outline: none;
        background: {c.panel}; }}
    QListWidget[role="thumbs"], QListWidget[role="thumbs"]:focus {{ border: none; border-right: 1px solid {c.line};
        border-radius: 0; background: {c.ground}; outline: none; }}
    QFrame[role="answer"] {{ border: none; border-bottom: 1px solid {c.line}; background: {c.sunken}; }}
    QFrame[role="toast"] {{ background: {c.text}; border-radius: {PANEL_RADIUS}px; }}
    QFrame[role="toast"] QLabel {{ color: {c.panel}; font-size: {scaled(SMALL)}px; }}
    QPushButton[role="toast"] {{ background: transparent; border: none; padding: 2px; min-height: 16px; }}
    QPushButton[role="toast-act"] {{ background: transparent; color: {c.panel}; border: 1px solid {c.edge};
        font-weight: bold; padding: 2px 10px; }}
    QPushButton[role="toast-act"]:hover, QPushButton[role="toast-act"]:pressed {{ background: {c.muted}; }}
    QPushButton[role="toast"]:pressed {{ background: {c.muted}; }}
    QFrame[role="door"] {{ background: {c.brand_deep}; border: none;
        border-top-left-radius: {PANEL_RADIUS}px; border-bottom-left-radius: {PANEL_RADIUS}px; }}
    QFrame[role="popup"] {{ background: {c.panel}; border: 1px solid {c.focus};
        border-radius: {CONTROL_RADIUS}px; }}
    """


def _labels(c: Tokens) -> str:
    """Words by their role."""
    return f"""
    QLabel[role="title"] {{ font-size: {scaled(TITLE)}px; font-weight: bold; }}
    QLabel[role="heading"] {{ font-size: {scaled(BODY)}px; font-weight: bold; }}
    QLabel[role="muted"] {{ color: {c.muted}; font-size: {scaled(SMALL)}px; }}
    QLabel[role="caption"] {{ color: {c.muted}; font-size: {scaled(CAPTION)}px; }}
    QLabel[role="cap"] {{ background: {c.press}; color: {c.muted}; font-size: {scaled(CAPTION)}px; padding: 0 6px;
        border-radius: {CONTROL_RADIUS}px; min-height: {scaled(20)}px; max-height: {scaled(20)}px; }}
    QLabel[role="problem"] {{ color: {c.bad}; font-size: {scaled(CAPTION)}px; }}
    QLabel[role="drill"] {{ background: {c.drill_soft}; color: {c.drill}; font-size: {scaled(BODY)}px;
        font-weight: bold; padding: 4px 12px; }}
    QLabel[role="notice"] {{ background: {c.warn_soft}; color: {c.text}; font-size: {scaled(SMALL)}px; padding: 8px;
        border-radius: {CONTROL_RADIUS}px; }}
    QLabel[role="door-heading"] {{ color: {c.on_brand}; font-size: {scaled(BODY)}px; font-weight: bold; }}
    QLabel[role="door-title"] {{ color: {c.on_brand}; font-size: {scaled(TITLE)}px; font-weight: bold; }}
    QLabel[role="door-day"] {{ color: {c.on_brand}; font-size: {scaled(FIGURE)}px; font-weight: bold; }}
    QLabel[role="door-line"] {{ color: {c.on_deep}; font-size: {scaled(SMALL)}px; }}
    QLabel[role="number"] {{ font-size: {scaled(FIGURE)}px; font-weight: bold; }}
    QLabel[role="telephone"] {{ font-size: {scaled(TITLE)}px; font-weight: bold; }}
    QLabel[role="urgent"] {{ color: {c.bad}; font-size: {scaled(TITLE)}px; font-weight: bold; }}
    QLabel[role="step"] {{ background: {c.info_soft}; color: {c.info};
        font-size: {scaled(CAPTION)}px; font-weight: bold; padding: 0 10px;
        border-radius: {CONTROL_RADIUS}px; min-height: {scaled(20)}px; max-height: {scaled(20)}px; }}
    QWidget[role="life-first"] {{ background: {c.bad_soft}; border-radius: {CONTROL_RADIUS}px; }}
    QLabel[role="coming"] {{ background: {c.sunken}; font-size: {scaled(SMALL)}px; padding: 6px 16px; }}
    QLabel[role="who"] {{ font-size: {scaled(SMALL)}px; font-weight: bold; }}
    QLabel[role="tag"] {{ font-size: {scaled(CAPTION)}px; font-weight: bold; padding: 2px 10px;
        border-radius: {CONTROL_RADIUS}px; }}
    QLabel[role="tag"][kind="drill"] {{ color: {c.drill}; background: {c.drill_soft}; }}
    """


def _lists(c: Tokens) -> str:
    """Tabs, tables and lists."""
    return f"""
    QTabWidget::pane {{ border: none; border-top: 1px solid {c.line}; }}
    QTabBar::tab {{ padding: 8px 18px; border: none; background: transparent; color: {c.muted};
        border-bottom: 3px solid transparent; }}
    QTabBar::tab:selected {{ color: {c.text}; font-weight: bold; border-bottom: 3px solid {c.brand}; }}
    QTabBar::tab:hover {{ color: {c.text}; }}
    QHeaderView::section {{ background: {c.sunken}; color: {c.muted}; border: none;
        border-bottom: 1px solid {c.line}; padding: 5px 8px; font-weight: bold; font-size: {scaled(CAPTION)}px; }}
    QTableCornerButton::section {{ background: {c.sunken}; border: none; }}
    QTableView {{ gridline-color: {c.line}; selection-background-color: {c.select};
        selection-color: {c.text}; font-size: {scaled(SMALL)}px; }}
    QListView {{ outline: 0; }}
    QListView::item {{ padding: 5px 8px; }}
    QListWidget {{ outline: 0; }}
    QListWidget::item {{ padding: 5px 12px; border-bottom: 1px solid {c.line}; }}
    QListView::item:hover {{ background: {c.hover}; }}
    QListView::item:selected {{ background: {c.select}; color: {c.text}; }}
    QListWidget::item:selected {{ border-left: 3px solid {c.focus}; padding-left: 9px; }}
    QListWidget[role="pictures"]::item {{ border: none; padding: 5px 8px; }}
    """


def _scrolling(c: Tokens) -> str:
    """What scrolls, splits and fills."""
    return f"""
    QScrollArea {{ border: none; background: transparent; }}
    QScrollArea[role="by-keys"] {{ border: 2px solid transparent; border-radius: {CONTROL_RADIUS}px; }}
    QScrollArea[role="by-keys"]:focus {{ border-color: {c.focus}; }}
    QScrollArea > QWidget > QWidget {{ background: transparent; }}
    QScrollBar {{ background: transparent; border: none; }}
    QScrollBar:vertical {{ width: 12px; }}
    QScrollBar:horizontal {{ height: 12px; }}
    QScrollBar::handle {{ background: {c.edge}; border-radius: 4px; margin: 2px; }}
    QScrollBar::handle:hover, QScrollBar::handle:pressed {{ background: {c.muted}; }}
    QScrollBar::handle:vertical {{ min-height: 40px; }}
    QScrollBar::handle:horizontal {{ min-width: 40px; }}
    QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; border: none; background: none; }}
    QScrollBar::add-page, QScrollBar::sub-page {{ background: none; }}
    QSplitter::handle {{ background: transparent; width: 8px; }}
    QProgressBar {{ border: 1px solid {c.line}; border-radius: {CONTROL_RADIUS}px; text-align: center;
        background: {c.panel}; }}
    QProgressBar::chunk {{ background: {c.focus}; border-radius: 3px; }}
    """
