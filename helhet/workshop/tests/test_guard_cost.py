"""What the measurement of the second guard compares: ratios round by round, and plans without what is asked beside."""

from helhet.workshop.proofs import guard


def test_one_disturbed_round_does_not_move_the_ratio() -> None:
    assert guard.between([11.0, 90.0, 22.0], [10.0, 10.0, 20.0]) == 1.1


def test_what_a_policy_asks_once_is_no_step_of_the_plan() -> None:
    once = {"Node Type": "Result", "Parent Relationship": "InitPlan"}
    along = {"Node Type": "Index Scan", "Parent Relationship": "Outer", "Index Name": "overview_page"}
    plan = {"Node Type": "Limit", "Plans": [once, along]}
    assert list(guard.steps(plan)) == ["Limit", "Index Scan"]
