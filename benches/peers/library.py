"""The library through its C interface: cffi in ABI mode, with the addresses of the arrays kept between calls."""
import cffi

ffi = cffi.FFI()
ffi.cdef("""
typedef int32_t doithoai_status;
doithoai_status doithoai_calendar_builtin(const char *, void **, void **);
doithoai_status doithoai_calendar_is_working_day(const void *, int32_t, int32_t *, void **);
doithoai_status doithoai_calendar_add_working_days_batch(
    const void *, const int32_t *, size_t, const int32_t *, size_t, int32_t *, size_t *, void **);
doithoai_status doithoai_calendar_add_working_days_batch_i64(
    const void *, const int64_t *, size_t, const int64_t *, size_t, int64_t *, size_t *, void **);
doithoai_status doithoai_calendar_count_working_days_batch(
    const void *, const int32_t *, size_t, const int32_t *, size_t, int32_t *, size_t *, void **);
doithoai_status doithoai_calendar_count_working_days_batch_i64(
    const void *, const int64_t *, size_t, const int64_t *, size_t, int64_t *, size_t *, void **);
doithoai_status doithoai_ruleset_builtin(const char *, void **, void **);
doithoai_status doithoai_terms_new(const void *const *, size_t, const void *, const char *, size_t, void **, void **);
doithoai_status doithoai_due_batch(
    const void *, const char *, const char *, const int32_t *, size_t, int32_t *, int32_t *, int32_t *, size_t *, void **);
""")


def checked(status):
    if status != 0:
        raise SystemExit(f"the library gives status {status}")


class Library:
    def __init__(self, path):
        self.c = ffi.dlopen(str(path))
        self.calendar = self.made(self.c.doithoai_calendar_builtin, b"vn-public")
        rules = ffi.new("const void *[1]", [self.made(self.c.doithoai_ruleset_builtin, b"hcmc-935")])
        self.terms = self.made(self.c.doithoai_terms_new, rules, 1, self.calendar, ffi.NULL, 0)

    @staticmethod
    def made(function, *arguments):
        out = ffi.new("void **")
        checked(function(*arguments, out, ffi.NULL))
        return out[0]

    def is_worked(self, day):
        out = ffi.new("int32_t *")
        checked(self.c.doithoai_calendar_is_working_day(self.calendar, day, out, ffi.NULL))
        return out[0] == 1

    def batch(self, name, first, second, out):
        """A call of a calendar's batch over arrays of 32 or 64 bits, ready to be made again and again."""
        wide = out.dtype.itemsize == 8
        function = getattr(self.c, f"doithoai_calendar_{name}_batch{'_i64' if wide else ''}")
        kind = "int64_t[]" if wide else "int32_t[]"
        days, others, place = (ffi.from_buffer(kind, array) for array in (first, second, out))
        return self.kept(function, out, self.calendar, days, len(first), others, len(second), place)

    def due_batch(self, duty, anchors, out):
        days, place = ffi.from_buffer("int32_t[]", anchors), ffi.from_buffer("int32_t[]", out)
        return self.kept(
            self.c.doithoai_due_batch, out, self.terms, b"hcmc-935", duty, days, len(anchors), place, ffi.NULL, ffi.NULL)

    @staticmethod
    def kept(function, out, *arguments):
        bad = ffi.new("size_t *")

        def call():
            checked(function(*arguments, bad, ffi.NULL))
            assert bad[0] == 0
            return out

        return call
