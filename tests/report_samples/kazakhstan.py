"""The tables of the Kazakhstan example as observations, written by hand from the published report."""

from __future__ import annotations

from matrix_samples import row, table
from mtm.model.observation import Observation

CIS, NON_CIS = "border-service:CIS", "border-service:NON_CIS"
IN_CIS, IN_OTHER = "statistics-bureau:CIS", "statistics-bureau:NON_CIS"

BORDER = {"source": "border-service", "unit": "crossings", "status": "P"}
BUREAU = {"source": "statistics-bureau", "received": "2024-02-12"}
NINE_2023, NINE_2022 = "2023-01-01/2023-09-30", "2022-01-01/2022-09-30"
KANDAS_PERIODS = {"2023-05-04": "2023-01-01/2023-04-30", "2023-09-05": "2023-01-01/2023-08-31"}

ARRIVALS = {
    "_T": "3405102",
    CIS: "3118045",
    f"UZB < {CIS}": "1334101",
    f"KGZ < {CIS}": "737942",
    f"RUS < {CIS}": "688069",
    f"TJK < {CIS}": "284540",
    f"{CIS}/_O": "73393",
    NON_CIS: "287057",
    f"CHN < {NON_CIS}": "115436",
    f"TUR < {NON_CIS}": "34472",
    f"IND < {NON_CIS}": "29311",
    f"DEU < {NON_CIS}": "13882",
    f"MNG < {NON_CIS}": "8230",
    f"KOR < {NON_CIS}": "8113",
    f"{NON_CIS}/_O": "77613",
}
DEPARTURES = {
    "_T": "3554434",
    CIS: "3237044",
    f"UZB < {CIS}": "1469172",
    f"KGZ < {CIS}": "746030",
    f"RUS < {CIS}": "678302",
    f"TJK < {CIS}": "293487",
    f"{CIS}/_O": "50053",
    NON_CIS: "317390",
    f"CHN < {NON_CIS}": "117472",
    f"TUR < {NON_CIS}": "35308",
    f"IND < {NON_CIS}": "27583",
    f"DEU < {NON_CIS}": "14477",
    f"MNG < {NON_CIS}": "…",
    f"KOR < {NON_CIS}": "…",
    f"{NON_CIS}/_O": "…",
}
PERMITS = {"UZB": "111563", "RUS": "35718", "TJK": "7727", "KGZ": "3436", "AZE": "2175", "BLR": "556", "ARM": "378"}
IN = {
    "_T": "25399",
    IN_CIS: "21584",
    **{
        f"{area} < {IN_CIS}": raw
        for area, raw in {
            "AZE": "269",
            "ARM": "78",
            "BLR": "153",
            "KGZ": "1028",
            "RUS": "11707",
            "TJK": "636",
            "TKM": "1168",
            "UZB": "6545",
        }.items()
    },
    IN_OTHER: "3799",
    **{
        f"{area} < {IN_OTHER}": raw
        for area, raw in {
            "DEU": "324",
            "GEO": "235",
            "CHN": "981",
            "KOR": "146",
            "MNG": "655",
            "POL": "x",
            "USA": "x",
            "TUR": "313",
            "UKR": "338",
        }.items()
    },
}
OUT_KNOWN = {"_T": "", IN_CIS: "12410", "RUS": "11720", IN_OTHER: "3590", "DEU": "2283", "POL": "334", "USA": "452"}
OUT = {label: OUT_KNOWN.get(label.partition(" < ")[0], "x") for label in IN}
SENT = {
    "_T": ("677.3", "844.1"),
    "RUS": ("198", "245.4"),
    "TUR": ("158.3", "191.6"),
    "UZB": ("105.7", "125.6"),
    "GEO": ("61.2", "56.4"),
    "KGZ": ("22.3", "67.1"),
    "CHN": ("20.2", "24.5"),
}
RECEIVED = {
    "_T": ("236.2", "351.9"),
    "RUS": ("55.8", "145.9"),
    "USA": ("55.5", "70.3"),
    "DEU": ("28.9", "28.9"),
    "KOR": ("27.3", "35.6"),
    "TUR": ("13.7", "11.6"),
    "ARE": ("12.6", "6.5"),
    "UZB": ("10", "12.3"),
    "KGZ": ("5.3", "19.2"),
}
SERIES = {
    "2023-02-10": {"2022-01-01/2022-06-30": ("7287", "12344"), "2022": ("17293", "24239")},
    "2023-08-11": {
        "2022-01-01/2022-06-30": ("7287", "12344"),
        "2022": ("17425", "24147"),
        "2023-Q1": ("7680", "2664"),
        "2023-01-01/2023-06-30": ("13652", "6996"),
    },
    "2024-04-14": {"2022": ("17425", "24147"), "2023": ("25387", "16094")},
}
CHANGES = {"iom-published:CIS": ("-22.7", "-20.7"), "iom-published:NON_CIS": ("-35.7", "-29.9")}


def observations() -> list[Observation]:
    """Everything that was ever received; the matrix leaves out what came after its cut-off."""
    return [*_border(), *_permits(), *_residence(), *_remittances(), *_published(), *_kandas()]


def _border() -> list[Observation]:
    found = [
        *table("border_arrivals", "2023-Q4", ARRIVALS, **BORDER),
        *table("border_departures", "2023-Q4", DEPARTURES, **BORDER),
    ]
    for period, received, into, out in (
        ("2024-Q1", "2024-04-19", "2975788", "2872109"),
        ("2024-Q2", "2024-07-23", "4001714", "3832829"),
    ):
        found.append(row("border_arrivals", period, into, received=received, **BORDER))
        found.append(row("border_departures", period, out, received=received, **BORDER))
    return found


def _permits() -> list[Observation]:
    values = PERMITS | {"_T": "162411"}
    return table("temporary_residence_permits", "2023-Q4", values, source="migration-service", received="2024-01-15")


def _residence() -> list[Observation]:
    found = [
        *table("permanent_residence_in", "2023", IN, **BUREAU),
        *table("permanent_residence_out", "2023", OUT, **BUREAU),
    ]
    for received, values in SERIES.items():
        for period, (into, out) in values.items():
            common = {"source": "statistics-bureau", "received": received}
            found.append(row("permanent_residence_in", period, into, **common))
            found.append(row("permanent_residence_out", period, out, **common))
    return found


def _remittances() -> list[Observation]:
    common = {"source": "national-bank", "unit": "usd_million", "received": "2023-12-18"}
    return [
        row(f"personal_remittances_{way}", period, values[n], area, cell=f"{'BC'[n]}{line}", **common)
        for way, given in (("out", SENT), ("in", RECEIVED))
        for line, (area, values) in enumerate(given.items(), 5)
        for n, period in enumerate((NINE_2023, NINE_2022))
    ]


def _published() -> list[Observation]:
    attributes = (("compared_with", "2023-Q3"), ("published_by", "IOM Kazakhstan"))
    common = {"source": "iom-published", "unit": "percent", "received": "2024-01-30", "attributes": attributes}
    return [
        row(f"border_{way}_change", "2023-Q4", values[n], group, **common)
        for n, way in enumerate(("arrivals", "departures"))
        for group, values in CHANGES.items()
    ]


def _kandas() -> list[Observation]:
    may, september = KANDAS_PERIODS.values()
    dates = dict(zip(KANDAS_PERIODS.values(), KANDAS_PERIODS, strict=True))
    found: list[Observation] = []
    counts = {may: ("6144", "1112600", "2023-04-30"), september: ("16026", "1123200", "2023-08-31")}
    for period, (year, since, day) in counts.items():
        common = {"source": "labour-ministry", "received": dates[period]}
        found.append(row("kandas_status", period, year, **common))
        found.append(row("kandas_status_cumulative", f"1991-01-01/{day}", since, **common))
    shares = {
        may: ({"WORKING": "68.8", "BELOW_WORKING": "22.9", "ABOVE_WORKING": "8.3"},
              {"HIGHER": "18", "SECONDARY_SPECIAL": "38.6", "SECONDARY": "37.4", "NONE": "5.9"}),
        september: ({"WORKING": "61.4", "BELOW_WORKING": "30", "ABOVE_WORKING": "8.5"},
                    {"HIGHER": "15.6", "SECONDARY_SPECIAL": "34.4", "SECONDARY": "41.2"}),
    }  # fmt: skip
    for period, (ages, education) in shares.items():
        common = {"source": "labour-ministry", "received": dates[period], "unit": "percent"}
        found += [row("kandas_share", period, raw, age=code, **common) for code, raw in ages.items()]
        found += [row("kandas_share", period, raw, education=code, **common) for code, raw in education.items()]
    origin = {"UZB": "53.9", "CHN": "19.1", "RUS": "12.1", "MNG": "5.7", "TKM": "5.6", "_O": "1"}
    common = {"source": "labour-ministry", "received": dates[may], "unit": "percent"}
    return found + [row("kandas_share", may, raw, area, **common) for area, raw in origin.items()]
