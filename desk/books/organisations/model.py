"""The words of organisations 单位: what one is, as what the centre knows it, and its pairing 结对共建."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from desk.core.permissions import May
from desk.core.tone import Tone
from desk.core.words import N_, NP_, Worded


class OrganisationKind(Worded):
    """What sort of organisation it is 单位类型."""

    OFFICE = "office", NP_("kind of organisation", "Government office")
    INSTITUTION = "institution", NP_("kind of organisation", "Public institution")
    SCHOOL = "school", NP_("kind of organisation", "School")
    HOSPITAL = "hospital", NP_("kind of organisation", "Hospital")
    COMPANY = "company", NP_("kind of organisation", "Company")
    STATE_COMPANY = "state_company", NP_("kind of organisation", "State-owned company")
    PROPERTY = "property", NP_("kind of organisation", "Property management")
    SOCIETY = "society", NP_("kind of organisation", "Social organisation")
    VILLAGE = "village", NP_("kind of organisation", "Village or community")
    OTHER = "other", NP_("kind of organisation", "Other")


class OrganisationRole(Worded):
    """As what the centre knows it 合作身份; one can have several."""

    PARTNER = "partner", NP_("role of an organisation", "Red partner")
    DEPARTMENT = "department", NP_("role of an organisation", "Department")
    OPERATOR = "operator", NP_("role of an organisation", "Operator")
    TENANT = "tenant", NP_("role of an organisation", "Tenant")
    PROVIDER = "provider", NP_("role of an organisation", "Service provider")


class PairingState(Worded):
    """Where a pairing stands 结对状态."""

    INTENDED = "intended", NP_("pairing", "Intended"), Tone.WAITING
    PAIRED = "paired", NP_("pairing", "Paired"), Tone.QUIET
    PAUSED = "paused", NP_("pairing", "Paused"), Tone.DUE_SOON
    ENDED = "ended", NP_("pairing", "Ended"), Tone.QUIET


PAIRING_MOVES: Mapping[tuple[PairingState, PairingState], May] = {
    (PairingState.INTENDED, PairingState.PAIRED): May.KEEP_PARTNERS,
    (PairingState.INTENDED, PairingState.ENDED): May.KEEP_PARTNERS,
    (PairingState.PAIRED, PairingState.PAUSED): May.KEEP_PARTNERS,
    (PairingState.PAUSED, PairingState.PAIRED): May.KEEP_PARTNERS,
    (PairingState.PAIRED, PairingState.ENDED): May.KEEP_PARTNERS,
    (PairingState.PAUSED, PairingState.ENDED): May.KEEP_PARTNERS,
}
"""Which state of a pairing follows which, and what it takes. That a term is over is no state: the day says it."""
SIGNED = (PairingState.PAIRED, PairingState.PAUSED)
"""Its agreement is signed and was not ended."""


class PairingStanding(Worded):
    """How a pairing looks on a day 结对情况: its state, and where its term is."""

    NONE = "none", NP_("pairing", "Not paired"), Tone.QUIET
    INTENDED = "intended", NP_("pairing", "Intended"), Tone.WAITING
    TO_COME = "to_come", NP_("pairing", "Signed, to come"), Tone.QUIET
    IN_FORCE = "in_force", NP_("pairing", "In force"), Tone.DONE
    EXPIRING = "expiring", NP_("pairing", "Expires soon"), Tone.DUE_SOON
    EXPIRED = "expired", NP_("pairing", "Expired"), Tone.OVERDUE
    PAUSED = "paused", NP_("pairing", "Paused"), Tone.DUE_SOON
    ENDED = "ended", NP_("pairing", "Ended"), Tone.QUIET


@dataclass(frozen=True)
class NewOrganisation:
    """What is entered of an organisation. ``credit_code`` is empty where it is not known."""

    name: str
    kind: OrganisationKind
    credit_code: str = ""
    party_name: str = ""
    liaison: str = ""
    telephone: str = ""
    address: str = ""
    remark: str = ""
    roles: tuple[OrganisationRole, ...] = ()


@dataclass(frozen=True)
class Organisation(NewOrganisation):
    """One as it is kept. Liaison and telephone are in the clear: lists mask them."""

    id: int = 0
    active: bool = True
    version: int = 1
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True)
class NewPairing:
    """What is agreed with an organisation for a term, both days included."""

    organisation_id: int
    first: date
    last: date
    agreed: str = ""
    paper: str = ""
    signed_on: date | None = None


@dataclass(frozen=True)
class Pairing(NewPairing):
    """One agreement as it stands."""

    id: int = 0
    number: str = ""
    organisation: str = ""
    state: PairingState = PairingState.INTENDED
    version: int = 1
    made_at: datetime | None = None

    def covers(self, day: date) -> bool:
        """Does its term hold on that day?"""
        return self.first <= day <= self.last

    def standing(self, day: date, warn_days: int) -> PairingStanding:
        """How it looks on a day; within ``warn_days`` before its last one it expires soon."""
        if self.state in (PairingState.INTENDED, PairingState.ENDED):
            return PairingStanding(self.state.value)
        if day > self.last:
            return PairingStanding.EXPIRED
        if self.state is PairingState.PAUSED:
            return PairingStanding.PAUSED
        if day < self.first:
            return PairingStanding.TO_COME
        return PairingStanding.EXPIRING if self.last - day < timedelta(days=warn_days) else PairingStanding.IN_FORCE


@dataclass(frozen=True)
class PairingMove:
    """One state that a pairing came to, by whom and when."""

    at: datetime
    who: str
    state: PairingState
    remark: str


class OrganisationView(Worded):
    """What of an organisation its card lists 单位卡内容."""

    PAIRINGS = "pairings", NP_("view of an organisation", "Pairings")
    OFFERINGS = "offerings", NP_("view of an organisation", "Offerings")
    HELD = "held", NP_("view of an organisation", "Activities and orders")
    OWED = "owed", NP_("view of an organisation", "Follow-ups")
    HISTORY = "history", NP_("view of an organisation", "History")


@dataclass(frozen=True)
class OrganiserText:
    """Who organises activities, as it was typed, and is linked with no organisation yet; how many there are, and of
    which organisation it is by its name.
    """

    text: str
    activities: int
    proposed_id: int | None = None
    proposed: str = ""


ORGANISATION_LABELS = {
    "name": NP_("organisation", "Name"),
    "kind": NP_("organisation", "Kind"),
    "credit_code": N_("Unified social credit code"),
    "party_name": NP_("organisation", "Party organisation"),
    "liaison": NP_("organisation", "Liaison"),
    "telephone": N_("Telephone"),
    "address": NP_("organisation", "Address"),
    "remark": N_("Remark"),
    "roles": NP_("organisation", "Known as"),
}
PAIRING_LABELS = {
    "first": NP_("pairing", "From"),
    "last": NP_("pairing", "Until"),
    "agreed": NP_("pairing", "What is agreed"),
    "paper": NP_("pairing", "Number of the paper"),
    "signed_on": NP_("pairing", "Signed on"),
}
