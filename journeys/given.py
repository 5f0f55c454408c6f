"""What is told before a journey begins, by the verbs of the process and on their days: a SIP with a plan in force."""

from helhet.kit import clock
from helhet.workshop.world.ground import World, add_relation
from helhet.workshop.world.planning import Goal, Plan, Task, established, written
from helhet.workshop.world.tale import EVERYTHING, Asked, Tale, near, person

AIM = "Att komma ut på sjön igen, och sova utan att vakna av oro."
TALK, CHECK = "Samtal om oron, hemma", "Blodprov och samtal om medicinen"
PLAN = Plan(
    goals=(
        Goal("sleep", "Jag sover fem timmar i sträck", "Vi frågar varje måndag", (
            Task(CHECK, "karin", "monthly", "unit", when="Första måndagen i månaden", starts=20),
            Task(TALK, "peter", "weekly", "home", when="Torsdagar klockan tretton", starts=20),
        )),
    ),
    soon="Först sömnen.", later="Till sommaren: ut med båten.", help="En enda person att ringa.",
    own=(("individual", "", "Säger till när det blir för mycket."),),
    main="peter", next=30, place="Hemma vid köksbordet", wish="Peter",
)


def a_meeting_today(world: World, key: str, given: str, family: str) -> Tale:
    """A man with his wife beside him; everybody has sat down just now, and nothing is written but what matters."""
    tale = _called(world, key, given, family, 0)
    tale.sat_down(0, hour=_now())
    return tale


def _now() -> int:
    return clock.local(clock.now()).hour


def a_plan_in_force(world: World, key: str, given: str, family: str, plan: Plan = PLAN) -> Tale:
    """A man with his wife beside him, the health centre that convened and the misuse unit, which answers for it all."""
    tale = _called(world, key, given, family, 25)
    tale.sat_down(25)
    tale.rose(25, "Alla var överens om att sömnen kommer först.")
    written(tale, 25, plan)
    established(tale, 24)
    return tale


def _called(world: World, key: str, given: str, family: str, meets: int) -> Tale:
    """From the need to the answers: the meeting is ``meets`` days ago."""
    with world.on(60):
        person(world, key, given, family, phone="070-174 06 51")
        add_relation(world, f"{key}-wife", key, "next_of_kin", f"Ulla {family}", label="hustru", participation=True)
    tale = Tale(world, key, world["karin"])
    tale.noticed(40, who="individual regional_health_care", triggers="both_principals own_view",
                 why="Sover inte, och vet inte vem han ska ringa.")
    tale.assessed(40)
    tale.informed(39, "Vi pratade på mottagningen.", "Han berättade det tillbaka med egna ord.")
    tale.consented(38, {"misuse": EVERYTHING}, no={"intake": "mapping"}, how="Vi läste varje rad tillsammans.")
    tale.matters(37, AIM)
    tale.mapped(37, {"sleep": {"needs": "Vaknar tre och går upp.", "wishes": "Sova till fem."}})
    tale.prepared(36, purpose="Att sova, och komma ut på sjön.", questions="Sömnen. Oron. Vem ringer man?")
    tale.takes_part(36)
    hour, why = (14, "") if meets else (_now(), "Tidigare gick det inte.")
    tale.booked(35, meets, "Hemma vid köksbordet", hour=hour, reason=why)
    tale.listed(34, Asked("misuse", "Ni har träffats förr.", "Samtal hemma."),
                near(f"{key}-wife", "Han vill ha dig med.", "Hur nätterna är."))
    tale.called(34, purpose="Att sova, och komma ut på sjön.", questions="Sömnen. Oron. Vem ringer man?")
    tale.answered(33, "peter")
    return tale
