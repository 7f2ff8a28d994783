"""What must always hold of the district's own forms 区级表样."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from sqlalchemy import select

from desk.core.period import MONTHS
from desk.core.words import _
from desk.core.work import Work
from desk.models.report_forms import report_forms


def damaged(work: Work) -> Iterator[str]:
    """A sentence for each form whose file is not the one that was chosen, or whose periods nobody knows."""
    known = {kind.value for kind in MONTHS}
    columns = (report_forms.c[name] for name in ("name", "content", "sha256", "kinds"))
    for form in work.connection.execute(select(*columns).order_by(report_forms.c.id)):
        if hashlib.sha256(form.content).hexdigest() != form.sha256:
            yield _("Form “{name}”: its file is not the one that was kept.", name=form.name)
        if not form.kinds or not known.issuperset(form.kinds):
            yield _("Form “{name}”: its periods cannot be read.", name=form.name)
