"""The tables of the Kazakhstan example that the figures' tests work with, written by hand from the published report."""

from __future__ import annotations

from matrix_samples import row, table
from mtm.model.observation import Observation

CIS, NON_CIS = "border-service:CIS", "border-service:NON_CIS"
IN_CIS, IN_OTHER = "statistics-bureau:CIS", "statistics-bureau:NON_CIS"

BORDER = {"source": "border-service", "unit": "crossings", "status": "P"}
BUREAU = {"source": "statistics-bureau", "received": "2024-02-12"}


def arrivals() -> list[Observation]:
    values = {
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
    return table("border_arrivals", "2023-Q4", values, **BORDER)


def departures() -> list[Observation]:
    values = {
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
    return table("border_departures", "2023-Q4", values, **BORDER)


def permanent_in() -> list[Observation]:
    cis = {"AZE": "269", "ARM": "78", "BLR": "153", "KGZ": "1028", "RUS": "11707", "TJK": "636", "TKM": "1168"}
    other = {"DEU": "324", "GEO": "235", "CHN": "981", "KOR": "146", "MNG": "655", "POL": "x", "USA": "x"}
    values = {"_T": "25399", IN_CIS: "21584", IN_OTHER: "3799"}
    values |= {f"{area} < {IN_CIS}": raw for area, raw in (cis | {"UZB": "6545"}).items()}
    values |= {f"{area} < {IN_OTHER}": raw for area, raw in (other | {"TUR": "313", "UKR": "338"}).items()}
    return table("permanent_residence_in", "2023", values, **BUREAU)


def permanent_out() -> list[Observation]:
    cis = {area: "x" for area in ("AZE", "ARM", "BLR", "KGZ", "TJK", "TKM", "UZB")} | {"RUS": "11720"}
    other = {"DEU": "2283", "POL": "334", "USA": "452"}
    other |= {area: "x" for area in ("GEO", "CHN", "KOR", "MNG", "TUR", "UKR")}
    values = {"_T": "", IN_CIS: "12410", IN_OTHER: "3590"}
    values |= {f"{area} < {IN_CIS}": raw for area, raw in cis.items()}
    values |= {f"{area} < {IN_OTHER}": raw for area, raw in other.items()}
    return table("permanent_residence_out", "2023", values, **BUREAU)


def permits() -> list[Observation]:
    values = {"UZB": "111563", "RUS": "35718", "TJK": "7727", "KGZ": "3436", "AZE": "2175", "BLR": "556", "ARM": "378"}
    return table("temporary_permits", "2023-Q4", values | {"_T": "162411"}, source="migration-service")


def remittances() -> list[Observation]:
    common = {"source": "national-bank", "unit": "usd_million", "received": "2023-12-18"}
    now, before = "2023-01-01/2023-09-30", "2022-01-01/2022-09-30"
    rows = []
    for area, new, old in (("_T", "236.2", "351.9"), ("RUS", "55.8", "145.9"), ("USA", "55.5", "70.3")):
        rows += [row("remittances_in", now, new, area, **common), row("remittances_in", before, old, area, **common)]
    return rows
