"""Due dates and a dialogue from Python, with ctypes and numpy. The argument is the folder of the data."""

import json
import os
import pathlib
import sys
from ctypes import CDLL, byref, c_char_p, c_int32, c_size_t, c_uint32, c_void_p, string_at

import numpy as np

lib = CDLL(os.environ.get("DOITHOAI_LIBRARY", "libdoithoai.so.0"))
lib.doithoai_abi_version.restype, lib.doithoai_string_length.restype = c_uint32, c_size_t
# c_char_p turns into bytes at once: right for text that is only borrowed. Where the pointer is needed: c_void_p.
lib.doithoai_version.restype = lib.doithoai_error_message_vi.restype = c_char_p
lib.doithoai_string_data.restype = c_void_p


def call(name, *arguments):
    """A str is an id, bytes are a document. All else is a ctypes object: a bare int would be cut to 32 bits."""
    passed, error = [], c_void_p()
    for a in arguments:
        passed += [a.encode()] if isinstance(a, str) else [a, c_size_t(len(a))] if isinstance(a, bytes) else [a]
    status = getattr(lib, "doithoai_" + name)(*passed, byref(error))
    if status:
        message = lib.doithoai_error_message_vi(error).decode()
        lib.doithoai_error_free(error)
        raise RuntimeError(f"{status}: {message}")


def make(name, *arguments):
    out = c_void_p()
    call(name, *arguments, byref(out))
    return out


def text(name, *arguments):
    string = make(name, *arguments)
    copy = string_at(lib.doithoai_string_data(string), lib.doithoai_string_length(string))
    lib.doithoai_string_free(string)
    return copy


folder = pathlib.Path(sys.argv[1])
if lib.doithoai_abi_version() != 0:
    sys.exit("the library has another ABI")
print("abi 0, release", lib.doithoai_version().decode())
calendar, rules = make("calendar_builtin", "vn-public"), make("ruleset_builtin", "hcmc-935")
terms = make("terms_new", byref(rules), c_size_t(1), calendar, None, c_size_t(0))
duty, due, earliest, latest = (terms, "hcmc-935", "notify-conclusion"), c_int32(), c_int32(), c_int32()
call("due", *duty, c_int32(20685), byref(due), byref(earliest), byref(latest))
print(f"due {due.value}, {earliest.value} to {latest.value}")
dialogue = make("dialogue_plan_json", terms, (folder / "plan.json").read_bytes())
try:
    for line in (folder / "events.jsonl").read_bytes().splitlines():
        call("dialogue_record_json", dialogue, line, None)
except RuntimeError as error:
    print("refused", error)  # the last line: no such petition
view = b'{"as_of":"2026-09-30"}'
print(text("dialogue_audit_text", dialogue, view, "vi").decode(), end="")
print("timeline", len(text("dialogue_timeline_json", dialogue, view, c_int32(0))), "bytes of JSON")
# datetime64[D] holds 64-bit days since 1970: the library reads and writes the arrays where they are; no date is NaT.
anchors, bad = np.arange(46850, 47850).astype("datetime64[D]"), c_size_t()
dues = np.empty_like(anchors)
arrays = c_void_p(anchors.ctypes.data), c_size_t(anchors.size), c_void_p(dues.ctypes.data)
call("due_batch_i64", *duty, *arrays, None, None, byref(bad))
print("batch", dues.size, "days,", bad.value, "bad, sum", dues.view("int64").sum(where=~np.isnat(dues)))
wrong = (folder / "wrong.toml").read_bytes()
try:
    make("ruleset_from_toml", wrong)
except RuntimeError as error:
    print("rule file", error)
print(text("ruleset_check_json", wrong).decode())
ran = json.loads(text("scenario_run_json", (folder / "scenarios.json").read_bytes()))
print(f"scenarios passed {ran['passed']}, failed {ran['failed']}")
for kind, one in {"dialogue": dialogue, "terms": terms, "ruleset": rules, "calendar": calendar}.items():
    getattr(lib, f"doithoai_{kind}_free")(one)
print("done")
