/* Prints the nanoseconds of CPU time of one doithoai_due over the anchors of 2026, and the sum of the days. */
#define _POSIX_C_SOURCE 199309L
#include <doithoai.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { CALLS = 1000000, FIRST = 20454 /* 2026-01-01 */ };

static void check(doithoai_status status) {
    if (status == DOITHOAI_OK) return;
    fprintf(stderr, "status %" PRId32 "\n", status);
    exit(1);
}

static double cpu_nanoseconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return now.tv_sec * 1e9 + now.tv_nsec;
}

int main(void) {
    doithoai_ruleset *rules;
    doithoai_calendar *calendar;
    doithoai_terms *terms;
    doithoai_error *error;
    check(doithoai_ruleset_builtin("hcmc-935", &rules, NULL));
    check(doithoai_calendar_builtin("vn-public", &calendar, NULL));
    check(doithoai_terms_new((const doithoai_ruleset *const *)&rules, 1, calendar, NULL, 0, &terms, NULL));

    int64_t days = 0;
    double before = cpu_nanoseconds();
    for (int32_t call = 0; call < CALLS; call++) {
        doithoai_date due;
        check(doithoai_due(terms, "hcmc-935", "notify-conclusion", FIRST + call % 365, &due, NULL, NULL, &error));
        days += due;
    }
    printf("%.1f %" PRId64 "\n", (cpu_nanoseconds() - before) / CALLS, days);

    doithoai_terms_free(terms);
    doithoai_calendar_free(calendar);
    doithoai_ruleset_free(rules);
    return 0;
}
