"""Servers: pages, tokens, refusals, busy answers and cut connections, against a stub of the documented answers."""

import io
import zipfile
from datetime import UTC, datetime

import pytest

pytest.importorskip("pyarrow")
pytest.importorskip("cryptography")

from click.testing import CliRunner

from mtm.cli import main
from mtm.surveys.forms.xlsform import read_form
from mtm.surveys.instruments.catalogue import instrument
from mtm.surveys.instruments.make import plan_text, workbook
from mtm.surveys.rounds import load_round
from mtm.surveys.servers import kobo, odk
from mtm.surveys.servers.client import ServerError, client
from mtm.surveys.servers.kobo_versions import deployed
from mtm.surveys.states import State
from surveys.making import KEY, csv_text, round_in, rows, taken
from surveys.stub_server import TOKEN, Stub, serving

NOW = datetime(2026, 3, 20, 12, 0, 0, tzinfo=UTC)
FIRST = {
    "_id": 1, "_uuid": "u1", "__version__": "1", "consent": "yes", "about/age": "31", "about/works": "yes",
    "about/jobs": "farm site", "about/spot": "43.2 76.9 0 0", "_geolocation": [43.2, 76.9], "_attachments": [],
    "_submitted_by": "ann", "_tags": [], "_notes": [], "_validation_status": {},
    "member": [{"member/m_age": "40", "member/m_works": "no"}, {"member/m_age": "9"}],
}  # fmt: skip
SECOND = {"_id": 2, "_uuid": "u2", "consent": "no"}
THIRD = {
    "_id": 3,
    "_uuid": "u3",
    "consent": "yes",
    "about/age": "17",
    "about/works": "yes",
    "member": [{"member/m_age": "5"}],
}


def asking(stub, waits=None, token=TOKEN, **limits):
    waited = waits if waits is not None else []
    return client(stub.address, {"Authorization": f"Token {token}"}, waited.append, lambda: NOW, seconds=5.0, **limits)


def archive():
    out = io.BytesIO()
    head = ["SubmissionDate", "consent", "about-age", "about-works", "KEY", "SubmitterName"]
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("workers.csv", csv_text([head, ["2026-03-05", "yes", "31", "yes", "uuid:u1", "ann"]]))
        made.writestr("workers-member.csv", csv_text([["m_age", "PARENT_KEY", "KEY"], ["40", "uuid:u1", "k"]]))
        made.writestr("media/photo.jpg", b"not read")
    return out.getvalue()


def test_all_pages_become_one_export_and_repeats_tables(tmp_path):
    here = round_in(tmp_path)
    with serving(Stub([FIRST, SECOND, THIRD])) as stub:
        export, sha = kobo.pull(asking(stub), "aBc")

    found, round_ = taken(here, export, sha=sha)

    assert [(row["_id"], row["_outcome"], row["age"]) for row in rows(round_)] == [
        ("u1", "complete", 31), ("u2", "refused", None), ("u3", "complete", 17)]  # fmt: skip
    assert [(row["_parent"], row["m_age"]) for row in rows(round_, "member")] == [("u1", 40), ("u1", 9), ("u3", 5)]
    assert [path.partition("?")[0] for path in stub.asked] == ["/api/v2/assets/aBc/data.json"] * 2
    assert "start=2" in stub.asked[1]
    assert not [f for f in found.findings if f.rule == "survey_columns_unknown"]


def test_the_token_goes_along_and_into_no_message():
    with serving(Stub([FIRST])) as stub:
        kobo.pull(asking(stub), "aBc")
        assert stub.tokens == [f"Token {TOKEN}"]

        with pytest.raises(ServerError, match="does not accept the token") as refused:
            kobo.pull(asking(stub, None, TOKEN[::-1]), "aBc")
    assert TOKEN[::-1] not in str(refused.value)


@pytest.mark.parametrize(
    ("status", "said"), [(401, "does not accept the token"), (403, "may not see"), (404, "no such form"), (400, "400")]
)
def test_a_refusal_is_told_at_once_and_not_tried_again(status, said):
    with serving(Stub([FIRST], faults=[status] * 9)) as stub:
        with pytest.raises(ServerError, match=said):
            kobo.pull(asking(stub), "aBc")
        assert len(stub.asked) == 1


def test_a_busy_server_is_given_the_time_it_asks_for():
    waits = []
    dated = (503, [("Retry-After", "Fri, 20 Mar 2026 12:00:30 GMT")])
    with serving(Stub([FIRST], faults=[(429, [("Retry-After", "7")]), dated, 502])) as stub:
        export, _ = kobo.pull(asking(stub, waits), "aBc")

    assert len(export.tables[0].headers) > 5
    assert waits == [7.0, 30.0, 4.0]  # as told in seconds, as told by date, else 2 to the power of the try


@pytest.mark.parametrize("fault", ["cut", "hang up", "half"])
def test_a_cut_connection_is_asked_again_and_nothing_is_taken_twice(fault):
    with serving(Stub([FIRST, SECOND, THIRD], faults=[fault, fault])) as stub:
        export, _ = kobo.pull(asking(stub), "aBc")

    assert [piece.rows for piece in export.tables[0].pieces()] == [2, 1]


def test_a_server_that_stays_away_is_given_up_on_after_a_few_tries():
    waits = []
    away = Stub([FIRST], faults=["hang up"] * 50)
    with serving(away) as stub, pytest.raises(ServerError, match="no answer after 4 tries"):
        kobo.pull(asking(stub, waits, tries=4), "aBc")
    assert waits == [1.0, 2.0, 4.0]


def test_a_server_that_asks_for_an_hour_is_not_waited_for():
    waits = []
    busy = Stub([FIRST], faults=[(429, [("Retry-After", "3600")])])
    with serving(busy) as stub, pytest.raises(ServerError, match="no answer"):
        kobo.pull(asking(stub, waits), "aBc")
    assert waits == []


def test_a_web_page_is_no_data():
    with serving(Stub([FIRST], faults=["page"])) as stub, pytest.raises(ServerError, match="a web page"):
        kobo.pull(asking(stub), "aBc")


def test_a_redirect_to_another_host_does_not_get_the_token():
    with serving(Stub()) as other:
        away = (302, [("Location", f"{other.address}/api/v2/assets/aBc/data.json")])
        with serving(Stub([FIRST], faults=[away])) as stub, pytest.raises(ServerError, match="to another one"):
            kobo.pull(asking(stub), "aBc")
        assert other.asked == []


@pytest.mark.parametrize(
    ("address", "said"),
    [("http://kobo.example.org", "only sent over https"), ("kf.kobotoolbox.org", "no server's address"),
     ("https://user:password@kobo.example.org", "no server's address"), ("file:///etc/passwd", "no server's address")],
)  # fmt: skip
def test_an_address_that_would_give_the_token_away_is_refused(address, said):
    with pytest.raises(ServerError, match=said):
        client(address, {}, lambda _: None, lambda: NOW)


def test_odk_gives_a_session_and_its_zip_even_after_a_cut(tmp_path):
    here = round_in(tmp_path)
    with serving(Stub(archive=archive(), faults=["cut"])) as stub:
        asked = odk.session(stub.address, "ann@example.org", "right", lambda _: None, lambda: NOW)
        path = tmp_path / "odk.zip"
        with path.open("w+b") as file:
            odk.pull(asked, "2/workers", file)

    from mtm.surveys.intake.zipped import zip_export

    _, round_ = taken(here, zip_export(path))
    assert [row["age"] for row in rows(round_)] == [31]
    assert [row["m_age"] for row in rows(round_, "member")] == [40]
    assert stub.asked[0] == "POST /v1/sessions"
    assert stub.tokens[-1] == f"Bearer {TOKEN}"


def test_odk_with_a_wrong_password_is_told_at_once():
    with serving(Stub()) as stub, pytest.raises(ServerError, match="does not accept"):
        odk.session(stub.address, "ann@example.org", "wrong", lambda _: None, lambda: NOW)


def test_a_form_of_odk_is_named_with_its_project():
    with pytest.raises(ServerError, match="PROJECT/FORM"):
        odk.pull(client("https://odk.example.org", {}, lambda _: None, lambda: NOW), "workers", io.BytesIO())


@pytest.mark.parametrize("kind", ["kobo", "odk"])
def test_the_command_takes_form_and_answers_from_the_server_of_the_environment(tmp_path, monkeypatch, kind):
    survey = instrument("flow-monitoring-survey")
    here = round_in(tmp_path, plan_text(survey))
    answers = {"region": "region_1", "contact": "reached", "consent": "yes"}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("flow.csv", csv_text([[*answers, "interview-respondent_section-age", "KEY"],
                                            [*answers.values(), "40", "uuid:u9"]]))  # fmt: skip
    submission = {"_id": 9, "_uuid": "u9", **answers, "interview/respondent_section/age": "40"}
    with serving(Stub([submission], out.getvalue(), workbook(survey))) as stub:
        for name, value in {"SERVER": stub.address, "ASSET": "aBc", "FORM": "2/workers", "TOKEN": TOKEN}.items():
            monkeypatch.setenv(f"MTM_{kind.upper()}_{name}", value)
        monkeypatch.setenv("MTM_VAULT_KEY", KEY.hex())

        done = CliRunner().invoke(main, ["survey", "intake", str(tmp_path), "R1", f"--from-{kind}"])

    assert done.exit_code == 0, done.output
    assert "interviews        1 row\n" in done.output
    assert (here.parent.parent / "form.xlsx").read_bytes() == workbook(survey)
    assert TOKEN not in done.output
    assert TOKEN.encode() not in b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())


OLDER = {
    "translations": ["English (en)", "Kazakh (kk)"],
    "survey": [
        {"type": "select_one", "select_from_list_name": "yn", "name": "consent", "label": ["Do you agree?", "?"]},
        {"type": "begin_group", "$autoname": "about", "relevant": "${consent} = 'yes'", "label": ["About", None]},
        {"type": "integer", "name": "income", "label": ["Income", "Табыс"], "required": True},
        {"type": "end_group"},
    ],
    "choices": [{"list_name": "yn", "name": "yes", "label": ["Yes", "Иә"]}, {"list_name": "yn", "$autovalue": "no"}],
}


def test_deployed_versions_come_as_forms_oldest_first():
    newer = OLDER | {"survey": [*OLDER["survey"], {"type": "text", "name": "note_of_mine", "label": ["Note", ""]}]}
    with serving(Stub(versions={"vOld": {"content": OLDER}, "vNew": {"content": newer}})) as stub:
        told = deployed(asking(stub), "aBc")

    forms = {name: read_form(content, name)[0] for name, content in told}
    assert list(forms) == ["vOld", "vNew"]
    assert [q.name for q in forms["vNew"].questions] == ["consent", "income", "note_of_mine"]
    income = forms["vOld"].by_name["income"]
    assert (income.groups, income.relevant, income.required) == (("about",), "${consent} = 'yes'", True)
    assert forms["vOld"].languages == ("en", "kk")
    assert forms["vOld"].by_name["consent"].choice_names == ("yes", "no")


def test_answers_of_an_older_version_are_read_with_it(tmp_path, monkeypatch):
    survey = instrument("flow-monitoring-survey")
    here = round_in(tmp_path, plan_text(survey))
    old = {"_id": 1, "_uuid": "u1", "__version__": "vOld", "consent": "yes", "about/income": "700"}
    new = {"_id": 2, "_uuid": "u2", "__version__": "vNew", "contact": "reached", "consent": "yes"}
    monkeypatch.setenv("MTM_VAULT_KEY", KEY.hex())
    with serving(Stub([old, new], b"", workbook(survey), versions={"vOld": {"content": OLDER}})) as stub:
        for name, value in {"SERVER": stub.address, "ASSET": "aBc", "TOKEN": TOKEN}.items():
            monkeypatch.setenv(f"MTM_KOBO_{name}", value)

        done = CliRunner().invoke(main, ["survey", "intake", str(tmp_path), "R1", "--from-kobo"])

    assert done.exit_code == 0, done.output
    first, second = load_round(tmp_path, "R1").table(columns=["income", "income?", "age?"]).to_pylist()
    assert (first["income"], first["age?"]) == (700, State.NOT_IN_VERSION)
    assert second["income"] is None
    assert (here / "raw").is_dir()


def test_a_variable_that_is_not_set_is_named(tmp_path, monkeypatch):
    round_in(tmp_path)
    monkeypatch.setenv("MTM_VAULT_KEY", KEY.hex())
    monkeypatch.delenv("MTM_KOBO_SERVER", raising=False)

    done = CliRunner().invoke(main, ["survey", "intake", str(tmp_path), "R1", "--from-kobo"])

    assert done.exit_code == 2
    assert "MTM_KOBO_SERVER" in done.output
