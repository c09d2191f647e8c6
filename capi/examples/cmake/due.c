/* When the conclusion of a dialogue in Hồ Chí Minh City is to be notified: `due 20685` for one that closed on 2026-08-20. */
#include <doithoai.h>
#include <stdio.h>
#include <stdlib.h>

/* Ends the program with what went wrong. */
static void check(doithoai_status status, doithoai_error **error) {
    if (status == DOITHOAI_OK) return;
    fprintf(stderr, "%s\n", doithoai_error_message_vi(*error));
    doithoai_error_free(*error);
    exit(1);
}

int main(int argc, char **argv) {
    doithoai_calendar *calendar = NULL;
    doithoai_ruleset *rules = NULL;
    doithoai_terms *terms = NULL;
    doithoai_string *text = NULL;
    doithoai_error *error = NULL;
    doithoai_date closed = argc > 1 ? (doithoai_date)strtol(argv[1], NULL, 10) : 20685;

    check(doithoai_calendar_builtin("vn-public", &calendar, &error), &error);
    check(doithoai_ruleset_builtin("hcmc-935", &rules, &error), &error);
    check(doithoai_terms_new((const doithoai_ruleset *const *)&rules, 1, calendar, NULL, 0, &terms, &error), &error);
    check(doithoai_explain_text(terms, "hcmc-935", "notify-conclusion", closed, "vi", &text, &error), &error);
    printf("%s", doithoai_string_data(text));

    doithoai_string_free(text);
    doithoai_terms_free(terms);
    doithoai_ruleset_free(rules);
    doithoai_calendar_free(calendar);
    return 0;
}
