"""The library, by its C interface: addresses are taken once, outside of what is timed."""
import cffi
import numpy as np

ffi = cffi.FFI()
ffi.cdef("""
typedef struct doithoai_calendar doithoai_calendar;
typedef struct doithoai_ruleset doithoai_ruleset;
typedef struct doithoai_terms doithoai_terms;
typedef struct doithoai_error doithoai_error;
int32_t doithoai_calendar_builtin(const char *, doithoai_calendar **, doithoai_error **);
int32_t doithoai_ruleset_builtin(const char *, doithoai_ruleset **, doithoai_error **);
int32_t doithoai_terms_new(const doithoai_ruleset *const *, size_t, const doithoai_calendar *, const char *, size_t, doithoai_terms **, doithoai_error **);
int32_t doithoai_calendar_is_working_day(const doithoai_calendar *, int32_t, int32_t *, doithoai_error **);
int32_t doithoai_calendar_add_working_days_batch(const doithoai_calendar *, const int32_t *, size_t, const int32_t *, size_t, int32_t *, size_t *, doithoai_error **);
int32_t doithoai_calendar_add_working_days_batch_i64(const doithoai_calendar *, const int64_t *, size_t, const int64_t *, size_t, int64_t *, size_t *, doithoai_error **);
int32_t doithoai_calendar_count_working_days_batch(const doithoai_calendar *, const int32_t *, size_t, const int32_t *, size_t, int32_t *, size_t *, doithoai_error **);
int32_t doithoai_due_batch(const doithoai_terms *, const char *, const char *, const int32_t *, size_t, int32_t *, int32_t *, int32_t *, size_t *, doithoai_error **);
""")


class Library:
    def __init__(self, path):
        self.c = ffi.dlopen(str(path))
        self.calendar = self.made("doithoai_calendar *", "doithoai_calendar_builtin", b"vn-public")
        rules = ffi.new("doithoai_ruleset *[1]", [self.made("doithoai_ruleset *", "doithoai_ruleset_builtin", b"hcmc-935")])
        self.terms = self.made("doithoai_terms *", "doithoai_terms_new", rules, 1, self.calendar, ffi.NULL, 0)

    def call(self, name, *arguments):
        status = getattr(self.c, name)(*arguments, ffi.NULL)
        if status != 0:
            raise SystemExit(f"{name}: status {status}")

    def made(self, kind, name, *arguments):
        place = ffi.new(kind + "*")
        self.call(name, *arguments, place)
        return place[0]

    def is_worked(self, day):
        place = ffi.new("int32_t *")
        self.call("doithoai_calendar_is_working_day", self.calendar, int(day), place)
        return place[0] == 1

    def batch(self, name, days, other):
        """A call of a batch, ready to be timed; it gives the same array each time."""
        wide = days.dtype == np.int64
        kind = "int64_t[]" if wide else "int32_t[]"
        out, bad = np.empty_like(days), ffi.new("size_t *")
        held = [ffi.from_buffer(kind, array) for array in (days, other)]
        written = ffi.from_buffer(kind, out, require_writable=True)
        function = getattr(self.c, name + ("_i64" if wide else ""))

        def run():
            if function(self.calendar, held[0], len(days), held[1], len(other), written, bad, ffi.NULL) != 0 or bad[0] != 0:
                raise SystemExit(f"{name} failed")
            return out
        return run

    def due(self, duty, days):
        out, bad = np.empty_like(days), ffi.new("size_t *")
        anchors, written = ffi.from_buffer("int32_t[]", days), ffi.from_buffer("int32_t[]", out, require_writable=True)

        def run():
            status = self.c.doithoai_due_batch(
                self.terms, b"hcmc-935", duty, anchors, len(days), written, ffi.NULL, ffi.NULL, bad, ffi.NULL)
            if status != 0 or bad[0] != 0:
                raise SystemExit("doithoai_due_batch failed")
            return out
        return run
