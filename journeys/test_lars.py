"""Lars, 45: from a need that somebody noticed to the ending of his plan, every step in a browser.

He keeps cows, sleeps badly and drinks too much; he has had enough of authorities. First he says no. Later he says yes,
in part, and decides himself who may know what.
"""

from datetime import date

from journeys.browsing import Somebody, Stage
from journeys.lars import AT_THE_TABLE, INTAKE, LARS, MISUSE, SECRET, TALK, meeting, planning
from journeys.lars import beginning as first
from journeys.lars import ending as last
from journeys.steps import calls_to_follow_up, holds_the_follow_up, lets_in


def test_lars_from_the_first_no_to_the_ending(stage: Stage, today: date) -> None:
    # Given Karin, district nurse at the health centre, who meets a man that nobody has written down here before
    karin = stage.worker("karin")
    he_says_no(karin)
    he_says_yes_in_part(karin, today)
    they_are_called(stage, karin)
    peter = stage.worker("peter")
    peter.goes_to(f"/sip/{karin.case}/")
    only_those_he_chose_may_know(stage, peter)
    they_make_the_plan(karin, peter, today)
    lars = he_reads_on_his_phone(stage)
    it_is_followed_up(peter)
    it_ends(karin, peter, lars)


def he_says_no(karin: Somebody) -> None:
    # When she notices his need, judges it and tells him, he says no, and she writes it down
    first.notices_a_stranger(karin)
    first.judges(karin)
    first.tells(karin)
    first.hears_a_no(karin)
    # Then the SIP has ended, the help goes on, and the door stands open
    karin.sees("tackade nej", "Ett nej eller ett avslut är aldrig för alltid.")
    karin.finds_it_accessible()


def he_says_yes_in_part(karin: Somebody, today: date) -> None:
    # When he calls half a year later and asks for help, she begins anew from the old one, with his wife along
    refused = karin.case
    first.begins_anew(karin)
    assert karin.case != refused
    first.judges(karin)
    first.tells(karin)
    first.adds_his_wife(karin)
    # And he says yes in part: the misuse unit may know, the intake unit may not, and one thing nobody may
    first.hears_a_yes_in_part(karin, today)
    # Then it is written who may know what, and she and he see what nobody may know
    karin.sees(MISUSE, INTAKE, SECRET)
    karin.finds_it_accessible()
    # And what matters to him is written first of all, and then how he lives
    first.writes_what_matters(karin)
    first.maps_some_areas(karin)


def they_are_called(stage: Stage, karin: Somebody) -> None:
    # When the meeting is planned, the misuse unit is called and his wife invited
    meeting.plans_the_meeting(karin)
    meeting.lists_and_calls(karin)
    # Then the misuse unit finds the call among what there is to do, and says who comes, on an old computer
    meeting.answers_for_his_unit(stage.worker("peter", javascript=False))


def only_those_he_chose_may_know(stage: Stage, peter: Somebody) -> None:
    # Then the one who is called sees neither the mapping nor what nobody may know
    meeting.knows_only_what_lars_said_yes_to(peter)
    # And to those he said no to, the SIP does not exist
    gunnar = stage.worker("gunnar")
    gunnar.is_not_let_in(f"/sip/{peter.case}/")
    gunnar.sees_not("Lars")


def they_make_the_plan(karin: Somebody, peter: Somebody, today: date) -> None:
    # When they sit down in Lars's kitchen, the one who leads writes down who is there and asks him once more
    meeting.opens_the_meeting(karin)
    # And Karin writes a sub-goal and what she does, but may not decide what Peter's unit does
    planning.begins_the_plan(karin)
    planning.cannot_decide_for_another(karin)
    # Then Peter confirms what is theirs, and writes his own
    planning.confirms_what_is_theirs(peter)
    # When she wants it established, she is told what is missing, and writes it
    planning.is_told_what_is_missing(karin)
    planning.writes_the_rest(karin, today)
    planning.ends_the_meeting(karin)
    # Then the plan is read aloud, Lars says yes, and it is established and can be printed
    planning.establishes(karin)
    planning.everything_prints(karin)


def he_reads_on_his_phone(stage: Stage) -> Somebody:
    # When Lars opens his own page on the phone
    lars = lets_in(stage, "lars", LARS, "Lars Hagmark", phone=True)
    # Then he sees who does what, whom to ring, who has read and what he has said
    last.sees_his_plan(lars)
    return lars


def it_is_followed_up(peter: Somebody) -> None:
    # When Peter, who is main responsible now, calls to a follow-up, and it is held and written down
    calls_to_follow_up(peter, "Lars har fått tillbaka körkortet.")
    holds_the_follow_up(peter, *AT_THE_TABLE)
    last.records_that_it_goes_on(peter)
    # Then there is a second version
    peter.sees("Version 2")
    peter.finds_it_accessible()


def it_ends(karin: Somebody, peter: Somebody, lars: Somebody) -> None:
    # When Peter would end it because the goals are met, he is told to follow up first: the plan is new
    last.cannot_close_before_it_is_followed_up(peter)
    # And at the next follow-up the goals are met, and only the health centre is needed
    calls_to_follow_up(peter, "Lars vill avsluta före jul.")
    holds_the_follow_up(peter, *AT_THE_TABLE)
    last.records_that_it_is_enough(peter)
    # Then it is closed with its ground, and what each has left to do is ticked off by each
    last.closes_with_its_ground(peter)
    last.ticks_what_is_left(peter)
    karin.goes_to(f"/sip/{karin.case}/")
    karin.follows("Bocka av")
    last.ticks_what_is_left(karin)
    karin.sees("Allt är gjort.")
    # And Lars reads that it has ended, with his plan still there
    lars.goes_to("/min-sip/")
    lars.sees("avslutad", TALK)
    lars.finds_it_accessible()
