"""A published balance must be arrivals minus departures."""

from __future__ import annotations

from checking import context, findings

from matrix_samples import row


def series(balance: str, **more: str) -> list:
    values = {"x_in": "2869", "x_out": "3520", "x_balance": balance}
    return [row(indicator, "2023-01-01/2023-02-28", raw, **more) for indicator, raw in values.items()]


PASSES = context(series("-651"))
FAILS = context(series("651"))


def test_a_balance_with_the_wrong_sign_is_named_with_the_computed_one() -> None:
    (finding,) = findings("balance_identity", FAILS)

    # 2,869 - 3,520 = -651
    assert finding.severity == "warning"
    assert [finding.param(p) for p in ("inflow", "outflow", "computed", "printed")] == ["2869", "3520", "-651", "651"]
    assert len(finding.places) == 3


def test_operands_of_another_delivery_do_not_contradict_a_balance() -> None:
    inflow, outflow, _ = series("-651", received="2024-02-01")
    *_, balance = series("-700", received="2024-01-01")

    assert findings("balance_identity", context([inflow, outflow, balance])) == []


def test_a_rounded_balance_may_differ_by_its_rounding() -> None:
    rows = [row("x_in", "2023", "2.9", unit="thousand"), row("x_out", "2023", "3.5", unit="thousand")]

    # 2.9 - 3.5 lies between -0.7 and -0.5
    assert findings("balance_identity", context(rows, row("x_balance", "2023", "-0.7", unit="thousand"))) == []
    assert findings("balance_identity", context(rows, row("x_balance", "2023", "-0.8", unit="thousand"))) != []
