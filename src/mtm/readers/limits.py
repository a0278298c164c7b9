"""How much of a delivery is read at most, and why: a partner's table is small, a hostile file is not.

Every limit stands far above real deliveries (the largest seen has 0.4 million cells) and far below what would
exhaust an ordinary laptop. Going beyond one is a finding that names the limit, never a crash.
"""

from __future__ import annotations

MEBIBYTE = 2**20

MAX_FILE = 256 * MEBIBYTE  # bytes of one delivery; the inbox refuses larger ones before they are read
MAX_PARTS = 4_096  # entries of a zip container; workbooks have dozens, picture-heavy documents hundreds
MAX_PART = 256 * MEBIBYTE  # unpacked bytes of one part read as a stream; a full sheet of a million short rows fits
MAX_UNPACKED = 512 * MEBIBYTE  # unpacked bytes of a whole container, as announced by its directory
MAX_RATIO = 250  # unpacked to packed; deflate reaches 1032 only on one repeated byte, real sheets stay below 100
RATIO_FROM = 8 * MEBIBYTE  # small parts may compress as well as they like
MAX_TREE = 32 * MEBIBYTE  # unpacked bytes of an XML part held in memory as a tree (documents, styles)

MAX_CELLS = 2_200_000  # cells of one delivery, blanks inside the used area included: two columns of a full sheet
MAX_CHARACTERS = 64_000_000  # characters of all cells: one long shared text may be referred to a million times
MAX_TEXT = 1_000_000  # characters of one cell; spreadsheets stop at 32,767
MAX_SHARED = 2_000_000  # entries of a workbook's table of shared texts
MAX_MERGES = 100_000  # merged rectangles of one sheet
MAX_SHEETS = 1_024
MAX_FORMATS = 65_536  # cell formats of a workbook; spreadsheets stop at 65,490
MAX_DEPTH = 256  # XML elements inside each other; office formats stay below 40
MAX_NESTING = 16  # tables within tables of a document

SHEET_ROWS = 1_048_576  # rows of an .xlsx sheet
SHEET_COLUMNS = 16_384
FULL_SHEETS = (65_536, 1_048_576)  # a table exactly as long as a sheet (.xls, .xlsx) was probably cut off there

MAX_ANSWER = 1_024 * MEBIBYTE  # bytes that the worker may send back for one file
RESTART_FROM = 32 * MEBIBYTE  # bytes of an answer after which a fresh worker is cheaper than a swollen one

PLACES_SHOWN = 20  # places that one finding lists; the count says how many there are

READ_SECONDS = 60.0  # for one file in the worker; the largest allowed takes about 15 on a slow machine
READ_MEMORY = 2_048 * MEBIBYTE  # address space of the worker, libraries included (where the system can limit it)
