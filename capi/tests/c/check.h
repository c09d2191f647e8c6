/* What the tests of the C interface share: C99 that is C++11 too. */
#ifndef CHECK_H
#define CHECK_H

#include <doithoai.h>
#include <doithoai.h> /* twice, on purpose */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CHECK(truth)                                                          \
    do {                                                                      \
        if (!(truth)) {                                                       \
            fprintf(stderr, "%s:%d: %s\n", __FILE__, __LINE__, #truth);       \
            exit(1);                                                          \
        }                                                                     \
    } while (0)

/* A call that goes well, with its last argument left out. */
#define OK(call) CHECK((call) == DOITHOAI_OK)

/* A call that fails so: the error that it fills has the status, and messages in both languages. It is freed. */
#define FAILS(status, error, call)                                            \
    do {                                                                      \
        doithoai_error *error = NULL;                                         \
        doithoai_status got = (call);                                         \
        if (got != (status)) {                                                \
            fprintf(stderr, "%s:%d: %s: %d, not %d: %s\n", __FILE__, __LINE__, #call, (int)got, (int)(status), \
                    doithoai_error_message(error));                           \
            exit(1);                                                          \
        }                                                                     \
        CHECK(doithoai_error_status(error) == (status));                      \
        CHECK(doithoai_error_message(error)[0] != 0);                         \
        CHECK(doithoai_error_message_vi(error)[0] != 0);                      \
        CHECK(strstr(doithoai_error_json(error), "\"message\"") != NULL);     \
        doithoai_error_free(error);                                           \
    } while (0)

/* A document, with its length. */
#define TEXT(text) (text), strlen(text)

static const char PLAN[] = "{\"dialogue\":\"DT-1\",\"appointed\":\"2026-08-20\",\"on\":\"2026-07-20\"}";

/* Whether a text has a piece; it is freed. */
static inline int has(doithoai_string *text, const char *piece) {
    int found = strstr(doithoai_string_data(text), piece) != NULL;
    CHECK(doithoai_string_length(text) == strlen(doithoai_string_data(text)));
    if (!found) fprintf(stderr, "no `%s` in %s\n", piece, doithoai_string_data(text));
    doithoai_string_free(text);
    return found;
}

/* Inline, so that a program need not use them all. */
static inline doithoai_calendar *vietnam(void) {
    doithoai_calendar *calendar = NULL;
    OK(doithoai_calendar_builtin("vn-public", &calendar, NULL));
    return calendar;
}

static inline doithoai_ruleset *builtin(const char *name) {
    doithoai_ruleset *ruleset = NULL;
    OK(doithoai_ruleset_builtin(name, &ruleset, NULL));
    return ruleset;
}

/* Terms of a rule set on a calendar. */
static inline doithoai_terms *terms_of(const char *name, const doithoai_calendar *calendar) {
    doithoai_terms *terms = NULL;
    doithoai_ruleset *ruleset = builtin(name);
    const doithoai_ruleset *sets[1];
    sets[0] = ruleset;
    OK(doithoai_terms_new(sets, 1, calendar, NULL, 0, &terms, NULL));
    doithoai_ruleset_free(ruleset);
    return terms;
}

static inline doithoai_dialogue *planned(const doithoai_terms *terms) {
    doithoai_dialogue *dialogue = NULL;
    OK(doithoai_dialogue_plan_json(terms, TEXT(PLAN), &dialogue, NULL));
    return dialogue;
}

#endif /* CHECK_H */
