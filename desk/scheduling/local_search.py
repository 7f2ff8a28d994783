"""Better plans by exchanging duties; nobody's points get further from the target by it.

Simulated annealing: two people change places in two slots; what makes the plan worse is done as well at first, and
ever more seldom. Some hundred thousand exchanges are tried in a second, which is what an engine made for it tries.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from random import Random

from desk.scheduling.board import PLACE, Board, split
from desk.scheduling.fairness import targets
from desk.scheduling.open_duties import class_of
from desk.scheduling.problem import RosterProblem, load_of
from desk.scheduling.turns import Turn

WEIGHTS = (20.0, 0.02, 1.0, 1.0, 0.25)
"""How heavy one miss on each level is against the others while it may be made good again: rules, deviations by kind (in
points), spread, wishes, changes. Which plan is the better one only their order says. Changes are light: a hundred
duties that were told would hold the plan where it is.
"""
KINDS = 1
"""The place of the deviations by kind among the levels; the board counts nothing of them, the scales do."""
HOT, COLD = 1.0, 0.15
"""How much worse an exchange may be, of ``WEIGHTS``, to be made every third time: at first, and in the end."""
ACROSS = 0.5
"""So often a duty is exchanged for any other that is as fair, rather than for one of its class."""
HEAVY, NEVER = 1000, 1_000_000
"""Points of kinds that one exchange may cost at most in a loose run; what none may cost."""
LOOK = 256
"""After so many exchanges somebody is asked whether to go on."""


class Scales:
    """How far everybody is from the target, part by part. The points may get no worse: not the largest deviation, and
    not the sum.
    """

    def __init__(self, problem: RosterProblem) -> None:
        goal = targets(problem)
        self._parts = [load_of(slot).parts for slot in problem.slots]
        self._over = [[-due for due in goal[person.id].parts] for person in problem.people]
        self._worst = 0

    def add(self, person: int, slot: int, many: int = 1) -> None:
        """The person has this duty as well, or (-1) no longer."""
        over = self._over[person]
        for part, load in enumerate(self._parts[slot]):
            over[part] += many * load

    def hold(self) -> int:
        """The largest deviation as it is now is the largest that may be. The deviations by kind, in points."""
        self._worst = max((abs(over[0]) for over in self._over), default=0)
        return sum(abs(part) for over in self._over for part in over[1:])

    def change(self, a: int, here: int, b: int, there: int) -> int:
        """By how much the deviations by kind change when ``a`` goes from one slot to the other and ``b`` the other way;
        ``NEVER`` when that may not be.
        """
        of_here, of_there = self._parts[here], self._parts[there]
        if of_here == of_there:
            return 0
        over_a, over_b = self._over[a], self._over[b]
        kinds = 0
        for part in (0, 1, 2, 3):
            step = of_there[part] - of_here[part]
            if step:
                far, also = abs(over_a[part] + step), abs(over_b[part] - step)
                worse = far + also - abs(over_a[part]) - abs(over_b[part])
                if part == 0 and (worse > 0 or far > self._worst or also > self._worst):
                    return NEVER
                kinds += worse if part else 0
        return kinds

    def exchange(self, a: int, here: int, b: int, there: int) -> None:
        """They changed places."""
        if self._parts[here] != self._parts[there]:
            for person, out, into in ((a, here, there), (b, there, here)):
                self.add(person, out, -1)
                self.add(person, into)


class LocalSearch:
    """Begins at a plan, keeps the best. ``missed`` is what that misses, as ``Board`` has it."""

    def __init__(self, board: Board, plan: Iterable[Turn], seed: int) -> None:
        self.board, self._dice = board, Random(seed)
        self._scales = Scales(board.there.problem)
        self._who, self._where = [], []
        for turn in sorted(plan):
            self._who.append(board.place[turn.person])
            self._where.append(turn.slot)
        self._in = [set[int]() for _slot in board.there.problem.slots]
        self._now = board.missed
        for person, slot in zip(self._who, self._where, strict=True):
            self._put(person, slot)
        self._kinds = 1 << PLACE * (board.levels - 1 - KINDS)
        self._now += self._scales.hold() * self._kinds
        self._rivals = self._of_one_class()
        self._may_worsen = 0
        self.missed, self._best = self._now, list(self._who)

    def _put(self, person: int, slot: int) -> None:
        self._now += self.board.take(person, slot)
        self._scales.add(person, slot)
        self._in[slot].add(person)

    def _of_one_class(self) -> list[Sequence[int]]:
        """For every duty those of its class; none for a pinned one."""
        problem, turns = self.board.there.problem, self.board.there.turns
        classes: dict[object, list[int]] = defaultdict(list)
        keys = []
        for number, (person, slot) in enumerate(zip(self._who, self._where, strict=True)):
            pinned = turns[Turn(slot, problem.people[person].id)]
            keys.append(None if pinned else class_of(problem.slots[slot]))
            classes[keys[-1]].append(number)
        return [() if key is None else classes[key] for key in keys]

    @property
    def plan(self) -> frozenset[Turn]:
        """The best that was seen."""
        people = self.board.there.problem.people
        return frozenset(Turn(slot, people[who].id) for who, slot in zip(self._best, self._where, strict=True))

    @property
    def levels(self) -> tuple[int, ...]:
        """What the best plan misses of each level."""
        return split(self.missed, self.board.levels)

    def run(self, exchanges: int, go_on: Callable[[], bool], *, loose: bool = False) -> None:
        """Try so many exchanges, from the best plan on, or fewer when ``go_on`` says no. ``loose``: kinds may get worse
        for a while, where the rules cannot be kept otherwise.
        """
        self._back_to_best()
        self._may_worsen = HEAVY if loose else 0
        movable = [number for number, rivals in enumerate(self._rivals) if rivals]
        for done in range(0, exchanges if movable else 0, LOOK):
            if not go_on():
                return
            self._try_some(movable, HOT * (COLD / HOT) ** (done / exchanges))

    def _try_some(self, movable: Sequence[int], heat: float) -> None:
        random, may, inside, who, where = self._dice.random, self.board.may, self._in, self._who, self._where
        change = self._scales.change
        for _n in range(LOOK):
            first = movable[int(random() * len(movable))]
            rivals = movable if random() < ACROSS else self._rivals[first]
            other = rivals[int(random() * len(rivals))]
            a, b, here, there = who[first], who[other], where[first], where[other]
            if (
                a != b
                and may[a][there]
                and may[b][here]
                and a not in inside[there]
                and b not in inside[here]
                and (kinds := change(a, here, b, there)) <= self._may_worsen
                and self._exchange(a, here, b, there, kinds, heat)
            ):
                who[first], who[other] = b, a
                if self._now < self.missed:
                    self.missed, self._best = self._now, list(who)

    def _exchange(self, a: int, here: int, b: int, there: int, kinds: int, heat: float) -> bool:
        """Exchange two duties, and back again unless it is as good or the dice allow it."""
        board = self.board
        change = board.leave(a, here) + board.leave(b, there) + board.take(a, there) + board.take(b, here)
        change += kinds * self._kinds
        if change > 0:
            parts = split(change, board.levels)
            worse = sum(weight * part for weight, part in zip(WEIGHTS, parts, strict=True))
            if worse > 0 and self._dice.random() >= math.exp(-worse / heat):
                board.leave(a, there)
                board.leave(b, here)
                board.take(a, here)
                board.take(b, there)
                return False
        self._now += change
        self._scales.exchange(a, here, b, there)
        for slot, out, into in ((here, a, b), (there, b, a)):
            self._in[slot].remove(out)
            self._in[slot].add(into)
        return True

    def _back_to_best(self) -> None:
        """Undo what came after the best plan."""
        moved = [number for number, best in enumerate(self._best) if self._who[number] != best]
        for number in moved:
            person, slot = self._who[number], self._where[number]
            self.board.leave(person, slot)
            self._scales.add(person, slot, -1)
            self._in[slot].remove(person)
        for number in moved:
            self._put(self._best[number], self._where[number])
        self._who, self._now = list(self._best), self.missed
