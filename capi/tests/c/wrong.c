/* What goes wrong: each status, NULL wherever it can be passed, objects freed in any order. */
#include "check.h"

static void each_status(const doithoai_calendar *calendar) {
    const char *reply = "{\"event\":\"reply-sent\",\"on\":\"2026-09-15\",\"petition\":\"KN-9\"}";
    doithoai_calendar *no_calendar = NULL;
    doithoai_ruleset *no_ruleset = NULL;
    doithoai_dialogue *none = NULL, *dialogue;
    doithoai_terms *hcmc = terms_of("hcmc-935", calendar), *can_tho = terms_of("can-tho-10", calendar), *no_terms = NULL;
    doithoai_string *log = NULL, *text = NULL;
    doithoai_date due = 7;
    const doithoai_date same = 20687, no_date = DOITHOAI_NO_DATE, days[2] = {18494, 20685};
    doithoai_date dues[2] = {0, 0};
    size_t bad = 0;
    doithoai_ruleset *set = builtin("hcmc-935");
    doithoai_terms *law = terms_of("law-72-2025", calendar);
    const doithoai_ruleset *twice[2];
    twice[0] = twice[1] = set;
    FAILS(DOITHOAI_INVALID_ARGUMENT, e, doithoai_calendar_from_days(&same, 1, &same, 1, &no_calendar, &e));
    FAILS(DOITHOAI_INVALID_ARGUMENT, e, doithoai_calendar_from_days(&no_date, 1, NULL, 0, &no_calendar, &e));
    FAILS(DOITHOAI_INVALID_ARGUMENT, e, doithoai_explain_text(hcmc, "hcmc-935", "notify-conclusion", 20685, "fr", &text, &e));
    FAILS(DOITHOAI_INVALID_ARGUMENT, e, doithoai_ruleset_builtin("\xC3\x28", &no_ruleset, &e));
    FAILS(DOITHOAI_PARSE, e, doithoai_ruleset_from_toml(TEXT("format = 1\nid ="), &no_ruleset, &e));
    FAILS(DOITHOAI_PARSE, e, doithoai_dialogue_plan_json(hcmc, TEXT("[]"), &none, &e));
    FAILS(DOITHOAI_NOT_FOUND, e, doithoai_calendar_builtin("vn-publc", &no_calendar, &e));
    FAILS(DOITHOAI_NOT_FOUND, e, doithoai_ruleset_builtin("hcmc-936", &no_ruleset, &e));
    FAILS(DOITHOAI_NOT_FOUND, e, doithoai_due(hcmc, "hcmc-935", "settle-petitions", 20685, &due, NULL, NULL, &e));
    FAILS(DOITHOAI_NOT_FOUND, e, doithoai_due(can_tho, "hcmc-935", "settle-petition", 20685, &due, NULL, NULL, &e));
    FAILS(DOITHOAI_OUT_OF_RANGE, e, doithoai_due(hcmc, "hcmc-935", "notify-conclusion", 47846, &due, NULL, NULL, &e));
    FAILS(DOITHOAI_OUT_OF_RANGE, e, doithoai_due(hcmc, "hcmc-935", "notify-conclusion", INT32_MAX, &due, NULL, NULL, &e));
    FAILS(DOITHOAI_OUT_OF_RANGE, e, doithoai_due(hcmc, "hcmc-935", "notify-conclusion", INT32_MIN, &due, NULL, NULL, &e));
    FAILS(DOITHOAI_OUT_OF_RANGE, e, doithoai_calendar_add_working_days(calendar, 20685, INT32_MAX, &due, &e));
    FAILS(DOITHOAI_UNDATED, e, doithoai_due(hcmc, "hcmc-935", "notify-agencies", 20685, &due, NULL, NULL, &e));
    /* the law is of 2025: no date from 2020-08-20, unless that version is named */
    FAILS(DOITHOAI_UNDATED, e, doithoai_due(law, "law-72-2025", "publish-results", 18494, &due, NULL, NULL, &e));
    FAILS(DOITHOAI_INVALID_ARGUMENT, e, doithoai_terms_new(twice, 2, calendar, NULL, 0, &no_terms, &e));
    CHECK(due == 7); /* out parameters are left as they were */
    OK(doithoai_due(law, "law-72-2025@2025-06-16", "publish-results", 18494, &due, NULL, NULL, NULL));
    OK(doithoai_due_batch(law, "law-72-2025", "publish-results", days, 2, dues, NULL, NULL, &bad, NULL));
    CHECK(dues[0] == DOITHOAI_NO_DATE && dues[1] == 20699 /* 2026-09-03 */ && bad == 1);
    doithoai_terms_free(law);
    doithoai_ruleset_free(set);
    CHECK(no_calendar == NULL && no_ruleset == NULL && none == NULL && no_terms == NULL && text == NULL);

    dialogue = planned(hcmc);
    FAILS(DOITHOAI_REFUSED, e, doithoai_dialogue_record_json(dialogue, TEXT(reply), NULL, &e));
    OK(doithoai_dialogue_log_jsonl(dialogue, &log, NULL));
    FAILS(DOITHOAI_MISMATCH, e,
          doithoai_dialogue_restore(can_tho, doithoai_string_data(log), doithoai_string_length(log), &none, &e));
    doithoai_string_free(log);
    doithoai_dialogue_free(dialogue);
    doithoai_terms_free(hcmc);
    doithoai_terms_free(can_tho);
}

/* Of an office: what is no log, no entry of its own, one version twice, no list. */
static void offices(const doithoai_calendar *calendar) {
    doithoai_office *office = NULL, *none = NULL;
    doithoai_string *text = NULL;
    doithoai_ruleset *set = builtin("hcmc-935");
    const doithoai_ruleset *twice[2];
    twice[0] = twice[1] = set;
    OK(doithoai_office_restore(
        TEXT("{\"office\":\"A\",\"territory\":\"79\",\"level\":\"commune\",\"head\":\"local-government\"}"), &office, NULL));
    FAILS(DOITHOAI_PARSE, e, doithoai_office_restore(TEXT("{\"office\":\"A\"}"), &none, &e));
    FAILS(DOITHOAI_INVALID_ARGUMENT, e, doithoai_office_restore(NULL, 5, &none, &e));
    FAILS(DOITHOAI_REFUSED, e, doithoai_office_record_json(office, TEXT("{\"event\":\"opened\",\"on\":\"2026-07-06\"}"), NULL, &e));
    FAILS(DOITHOAI_INVALID_ARGUMENT, e, doithoai_office_record_json(NULL, TEXT("{}"), NULL, &e));
    FAILS(DOITHOAI_INVALID_ARGUMENT, e, doithoai_ruleset_analyse_json(twice, 2, calendar, &text, &e));
    FAILS(DOITHOAI_INVALID_ARGUMENT, e, doithoai_office_audit_json(office, twice, 2, calendar, NULL, 0, 2026, NULL, 0, &text, &e));
    FAILS(DOITHOAI_INVALID_ARGUMENT, e, doithoai_office_audit_json(office, twice, 1, calendar, NULL, 1, 2026, NULL, 0, &text, &e));
    FAILS(DOITHOAI_INVALID_ARGUMENT, e, doithoai_office_audit_json(office, twice, 1, NULL, NULL, 0, 2026, NULL, 0, &text, &e));
    FAILS(DOITHOAI_INVALID_ARGUMENT, e, doithoai_office_next_change_json(office, twice, 1, calendar, NULL, 0, 2026, NULL, 0, &text, &e));
    FAILS(DOITHOAI_INVALID_ARGUMENT, e, doithoai_office_next_change_json(office, twice, 1, NULL, NULL, 0, 2026, TEXT("{\"as_of\":\"2026-08-15\"}"), &text, &e));
    FAILS(DOITHOAI_INVALID_ARGUMENT, e, doithoai_office_audit_report_json(office, twice, 1, NULL, NULL, 0, 2026, NULL, 0, &text, &e));
    FAILS(DOITHOAI_INVALID_ARGUMENT, e, doithoai_office_audit_report_json(office, twice, 2, calendar, NULL, 0, 2026, NULL, 0, &text, &e));
    FAILS(DOITHOAI_INVALID_ARGUMENT, e, doithoai_office_log_jsonl(NULL, &text, &e));
    CHECK(none == NULL && text == NULL);
    doithoai_office_free(office);
    doithoai_ruleset_free(set);
}

/* A stale error is never read: success sets it to NULL. */
static void success_clears_the_error(const doithoai_calendar *calendar) {
    int32_t worked = 0;
    doithoai_error *error = NULL, *first;
    CHECK(doithoai_calendar_is_working_day(calendar, 0, &worked, &error) == DOITHOAI_OUT_OF_RANGE);
    first = error;
    OK(doithoai_calendar_is_working_day(calendar, 20685, &worked, &error));
    CHECK(error == NULL && worked == 1);
    doithoai_error_free(first);
}

#define NULLED(call) FAILS(DOITHOAI_INVALID_ARGUMENT, e, call)

static void null_in_calendars(const doithoai_calendar *calendar) {
    doithoai_calendar *made = NULL;
    doithoai_string *text = NULL;
    doithoai_date day = 20685, out = 0;
    int64_t wide = 20685, wide_n = 1, wide_out = 0;
    int32_t n = 1;
    size_t bad = 0;
    NULLED(doithoai_calendar_builtin(NULL, &made, &e));
    NULLED(doithoai_calendar_builtin("vn-public", NULL, &e));
    NULLED(doithoai_calendar_from_days(NULL, 1, NULL, 0, &made, &e));
    NULLED(doithoai_calendar_from_days(NULL, 0, NULL, 1, &made, &e));
    NULLED(doithoai_calendar_from_days(NULL, 0, NULL, 0, NULL, &e));
    NULLED(doithoai_calendar_with_decree_toml(NULL, TEXT("format = 1"), &made, &e));
    NULLED(doithoai_calendar_with_decree_toml(calendar, NULL, 1, &made, &e));
    NULLED(doithoai_calendar_with_decree_toml(calendar, TEXT("format = 1"), NULL, &e));
    NULLED(doithoai_calendar_known_on(NULL, day, &made, &e));
    NULLED(doithoai_calendar_known_on(calendar, day, NULL, &e));
    NULLED(doithoai_calendar_is_working_day(NULL, day, &n, &e));
    NULLED(doithoai_calendar_is_working_day(calendar, day, NULL, &e));
    NULLED(doithoai_calendar_hashes_json(NULL, &text, &e));
    NULLED(doithoai_calendar_hashes_json(calendar, NULL, &e));
    NULLED(doithoai_calendar_day_json(NULL, day, &text, &e));
    NULLED(doithoai_calendar_day_json(calendar, day, NULL, &e));
    NULLED(doithoai_calendar_add_working_days(NULL, day, 1, &out, &e));
    NULLED(doithoai_calendar_add_working_days(calendar, day, 1, NULL, &e));
    NULLED(doithoai_calendar_count_working_days(NULL, day, day, &n, &e));
    NULLED(doithoai_calendar_count_working_days(calendar, day, day, NULL, &e));
    NULLED(doithoai_calendar_add_working_days_batch(NULL, &day, 1, &n, 1, &out, &bad, &e));
    NULLED(doithoai_calendar_add_working_days_batch(calendar, NULL, 1, &n, 1, &out, &bad, &e));
    NULLED(doithoai_calendar_add_working_days_batch(calendar, &day, 1, NULL, 1, &out, &bad, &e));
    NULLED(doithoai_calendar_add_working_days_batch(calendar, &day, 1, &n, 1, NULL, &bad, &e));
    NULLED(doithoai_calendar_add_working_days_batch(calendar, &day, 1, &n, 0, &out, &bad, &e)); /* neither one nor each */
    NULLED(doithoai_calendar_add_working_days_batch(calendar, &day, SIZE_MAX, &n, 1, &out, &bad, &e));
    NULLED(doithoai_calendar_add_working_days_batch_i64(NULL, &wide, 1, &wide_n, 1, &wide_out, &bad, &e));
    NULLED(doithoai_calendar_add_working_days_batch_i64(calendar, NULL, 1, &wide_n, 1, &wide_out, &bad, &e));
    NULLED(doithoai_calendar_count_working_days_batch(NULL, &day, 1, &day, 1, &n, &bad, &e));
    NULLED(doithoai_calendar_count_working_days_batch(calendar, &day, 1, NULL, 1, &n, &bad, &e));
    NULLED(doithoai_calendar_count_working_days_batch_i64(NULL, &wide, 1, &wide_n, 1, &wide_out, &bad, &e));
    NULLED(doithoai_calendar_count_working_days_batch_i64(calendar, &wide, 1, &wide, 1, NULL, &bad, &e));
}

static void null_in_rule_sets(const doithoai_ruleset *ruleset, const doithoai_calendar *calendar) {
    doithoai_ruleset *made = NULL;
    doithoai_string *text = NULL;
    NULLED(doithoai_ruleset_builtin(NULL, &made, &e));
    NULLED(doithoai_ruleset_builtin("hcmc-935", NULL, &e));
    NULLED(doithoai_ruleset_from_toml(NULL, 1, &made, &e));
    NULLED(doithoai_ruleset_from_toml(TEXT("format = 1"), NULL, &e));
    NULLED(doithoai_ruleset_from_json(NULL, 1, &made, &e));
    NULLED(doithoai_ruleset_from_json(TEXT("{}"), NULL, &e));
    NULLED(doithoai_ruleset_to_json(NULL, &text, &e));
    NULLED(doithoai_ruleset_to_json(ruleset, NULL, &e));
    NULLED(doithoai_ruleset_check_json(NULL, 1, &text, &e));
    NULLED(doithoai_ruleset_check_json(TEXT("{}"), NULL, &e));
    NULLED(doithoai_ruleset_diff_json(NULL, ruleset, &text, &e));
    NULLED(doithoai_ruleset_diff_json(ruleset, NULL, &text, &e));
    NULLED(doithoai_ruleset_diff_json(ruleset, ruleset, NULL, &e));
    NULLED(doithoai_ruleset_compare_json(NULL, ruleset, calendar, &text, &e));
    NULLED(doithoai_ruleset_compare_json(ruleset, NULL, calendar, &text, &e));
    NULLED(doithoai_ruleset_compare_json(ruleset, ruleset, NULL, &text, &e));
    NULLED(doithoai_ruleset_compare_json(ruleset, ruleset, calendar, NULL, &e));
    NULLED(doithoai_ruleset_compare_calendars_json(NULL, calendar, calendar, &text, &e));
    NULLED(doithoai_ruleset_compare_calendars_json(ruleset, NULL, calendar, &text, &e));
    NULLED(doithoai_ruleset_compare_calendars_json(ruleset, calendar, NULL, &text, &e));
    NULLED(doithoai_ruleset_compare_calendars_json(ruleset, calendar, calendar, NULL, &e));
    NULLED(doithoai_ruleset_compare_reading_json(NULL, "settle-petition", "ten-as-in-words", calendar, &text, &e));
    NULLED(doithoai_ruleset_compare_reading_json(ruleset, NULL, "ten-as-in-words", calendar, &text, &e));
    NULLED(doithoai_ruleset_compare_reading_json(ruleset, "settle-petition", NULL, calendar, &text, &e));
    NULLED(doithoai_ruleset_compare_reading_json(ruleset, "settle-petition", "ten-as-in-words", NULL, &text, &e));
    NULLED(doithoai_ruleset_compare_reading_json(ruleset, "settle-petition", "ten-as-in-words", calendar, NULL, &e));
    NULLED(doithoai_ruleset_analyse_json(NULL, 1, calendar, &text, &e));
    NULLED(doithoai_ruleset_analyse_json(NULL, 0, NULL, &text, &e));
    NULLED(doithoai_ruleset_analyse_json(NULL, 0, calendar, NULL, &e));
    NULLED(doithoai_ruleset_list_json(NULL, &e));
    NULLED(doithoai_scenario_run_json(NULL, 1, &text, &e));
    NULLED(doithoai_scenario_run_json(TEXT("{\"files\":{}}"), NULL, &e));
}

static void null_in_terms(const doithoai_ruleset *ruleset, const doithoai_calendar *calendar, const doithoai_terms *terms) {
    const char *facts = "{\"appointed\":\"2026-08-20\"}", *set = "hcmc-935", *duty = "notify-conclusion";
    const doithoai_ruleset *sets[2];
    doithoai_terms *made = NULL;
    doithoai_string *text = NULL;
    doithoai_date day = 20685, out = 0;
    int64_t wide = 20685, wide_out = 0;
    sets[0] = ruleset;
    sets[1] = NULL;
    NULLED(doithoai_terms_new(NULL, 1, calendar, NULL, 0, &made, &e));
    NULLED(doithoai_terms_new(sets, 2, calendar, NULL, 0, &made, &e));
    NULLED(doithoai_terms_new(sets, 1, NULL, NULL, 0, &made, &e));
    NULLED(doithoai_terms_new(sets, 1, calendar, NULL, 0, NULL, &e));
    NULLED(doithoai_terms_next_change_json(NULL, TEXT(facts), TEXT("{\"as_of\":\"2026-09-03\"}"), &text, &e));
    NULLED(doithoai_terms_next_change_json(terms, NULL, 1, TEXT("{\"as_of\":\"2026-09-03\"}"), &text, &e));
    NULLED(doithoai_terms_next_change_json(terms, TEXT(facts), NULL, 0, &text, &e));
    NULLED(doithoai_terms_next_change_json(terms, TEXT(facts), TEXT("{\"as_of\":\"2026-09-03\"}"), NULL, &e));
    NULLED(doithoai_terms_latest_day_json(NULL, day, &text, &e));
    NULLED(doithoai_terms_latest_day_json(terms, day, NULL, &e));
    NULLED(doithoai_terms_earliest_day_json(NULL, day, &text, &e));
    NULLED(doithoai_terms_earliest_day_json(terms, day, NULL, &e));
    NULLED(doithoai_terms_timeline_json(NULL, TEXT(facts), NULL, 0, 0, &text, &e));
    NULLED(doithoai_terms_timeline_json(terms, NULL, 1, NULL, 0, 0, &text, &e));
    NULLED(doithoai_terms_timeline_json(terms, TEXT(facts), NULL, 0, 0, NULL, &e));
    NULLED(doithoai_due(NULL, set, duty, day, &out, NULL, NULL, &e));
    NULLED(doithoai_due(terms, NULL, duty, day, &out, NULL, NULL, &e));
    NULLED(doithoai_due(terms, set, NULL, day, &out, NULL, NULL, &e));
    NULLED(doithoai_due(terms, set, duty, day, NULL, NULL, NULL, &e));
    NULLED(doithoai_due_batch(NULL, set, duty, &day, 1, &out, NULL, NULL, NULL, &e));
    NULLED(doithoai_due_batch(terms, NULL, duty, &day, 1, &out, NULL, NULL, NULL, &e));
    NULLED(doithoai_due_batch(terms, set, NULL, &day, 1, &out, NULL, NULL, NULL, &e));
    NULLED(doithoai_due_batch(terms, set, duty, NULL, 1, &out, NULL, NULL, NULL, &e));
    NULLED(doithoai_due_batch(terms, set, duty, &day, 1, NULL, NULL, NULL, NULL, &e));
    NULLED(doithoai_due_batch_i64(NULL, set, duty, &wide, 1, &wide_out, NULL, NULL, NULL, &e));
    NULLED(doithoai_due_batch_i64(terms, set, duty, &wide, 1, NULL, NULL, NULL, NULL, &e));
    NULLED(doithoai_explain_json(NULL, set, duty, day, &text, &e));
    NULLED(doithoai_explain_json(terms, NULL, duty, day, &text, &e));
    NULLED(doithoai_explain_json(terms, set, NULL, day, &text, &e));
    NULLED(doithoai_explain_json(terms, set, duty, day, NULL, &e));
    NULLED(doithoai_explain_text(NULL, set, duty, day, "vi", &text, &e));
    NULLED(doithoai_explain_text(terms, set, duty, day, NULL, &text, &e));
    NULLED(doithoai_explain_text(terms, set, duty, day, "vi", NULL, &e));
}

static void null_in_dialogues(const doithoai_terms *terms) {
    const char *opened = "{\"event\":\"opened\",\"on\":\"2026-08-20\"}";
    doithoai_dialogue *dialogue = planned(terms), *made = NULL;
    doithoai_string *text = NULL;
    NULLED(doithoai_dialogue_plan_json(NULL, TEXT(PLAN), &made, &e));
    NULLED(doithoai_dialogue_plan_json(terms, NULL, 1, &made, &e));
    NULLED(doithoai_dialogue_plan_json(terms, TEXT(PLAN), NULL, &e));
    NULLED(doithoai_dialogue_restore(NULL, TEXT(PLAN), &made, &e));
    NULLED(doithoai_dialogue_restore(terms, NULL, 1, &made, &e));
    NULLED(doithoai_dialogue_restore(terms, TEXT(PLAN), NULL, &e));
    NULLED(doithoai_dialogue_record_json(NULL, TEXT(opened), NULL, &e));
    NULLED(doithoai_dialogue_record_json(dialogue, NULL, 1, NULL, &e));
    NULLED(doithoai_dialogue_allowed_json(NULL, &text, &e));
    NULLED(doithoai_dialogue_allowed_json(dialogue, NULL, &e));
    NULLED(doithoai_dialogue_next_change_json(NULL, TEXT("{\"as_of\":\"2026-09-03\"}"), &text, &e));
    NULLED(doithoai_dialogue_next_change_json(dialogue, NULL, 0, &text, &e));
    NULLED(doithoai_dialogue_next_change_json(dialogue, TEXT("{\"as_of\":\"2026-09-03\"}"), NULL, &e));
    NULLED(doithoai_dialogue_timeline_json(NULL, NULL, 0, 0, &text, &e));
    NULLED(doithoai_dialogue_timeline_json(dialogue, NULL, 0, 0, NULL, &e));
    NULLED(doithoai_dialogue_audit_json(NULL, NULL, 0, &text, &e));
    NULLED(doithoai_dialogue_audit_json(dialogue, NULL, 0, NULL, &e));
    NULLED(doithoai_dialogue_audit_report_json(NULL, NULL, 0, NULL, 0, &text, &e));
    NULLED(doithoai_dialogue_audit_report_json(dialogue, NULL, 1, NULL, 0, &text, &e));
    NULLED(doithoai_dialogue_audit_report_json(dialogue, NULL, 0, NULL, 0, NULL, &e));
    NULLED(doithoai_dialogue_audit_text(NULL, NULL, 0, "vi", &text, &e));
    NULLED(doithoai_dialogue_audit_text(dialogue, NULL, 0, NULL, &text, &e));
    NULLED(doithoai_dialogue_audit_text(dialogue, NULL, 0, "vi", NULL, &e));
    NULLED(doithoai_dialogue_log_jsonl(NULL, &text, &e));
    NULLED(doithoai_dialogue_log_jsonl(dialogue, NULL, &e));
    doithoai_dialogue_free(dialogue);
}

/* Where no error is asked for, the status is enough; accessors of NULL give what is empty; freeing it does nothing. */
static void null_without_an_error(void) {
    CHECK(doithoai_calendar_builtin(NULL, NULL, NULL) == DOITHOAI_INVALID_ARGUMENT);
    CHECK(doithoai_dialogue_record_json(NULL, NULL, 0, NULL, NULL) == DOITHOAI_INVALID_ARGUMENT);
    CHECK(strcmp(doithoai_error_message(NULL), "") == 0);
    CHECK(strcmp(doithoai_error_message_vi(NULL), "") == 0);
    CHECK(strcmp(doithoai_error_json(NULL), "{}") == 0);
    CHECK(strcmp(doithoai_string_data(NULL), "") == 0);
    CHECK(doithoai_string_length(NULL) == 0);
    doithoai_calendar_free(NULL);
    doithoai_ruleset_free(NULL);
    doithoai_terms_free(NULL);
    doithoai_dialogue_free(NULL);
    doithoai_string_free(NULL);
    doithoai_error_free(NULL);
}

/* Each object keeps what it needs. */
static void freed_in_any_order(void) {
    int order;
    for (order = 0; order < 24; order++) {
        doithoai_calendar *calendar = vietnam();
        doithoai_ruleset *ruleset = builtin("hcmc-935");
        doithoai_terms *terms = terms_of("hcmc-935", calendar);
        doithoai_dialogue *dialogue = planned(terms);
        int left[4] = {0, 1, 2, 3}, at, digit, rest = order;
        for (digit = 4; digit > 0; digit--) {
            doithoai_string *text = NULL;
            at = rest % digit;
            rest /= digit;
            switch (left[at]) {
            case 0: doithoai_calendar_free(calendar); break;
            case 1: doithoai_ruleset_free(ruleset); break;
            case 2: doithoai_terms_free(terms); break;
            default: doithoai_dialogue_free(dialogue); dialogue = NULL; break;
            }
            left[at] = left[digit - 1];
            if (dialogue == NULL) continue;
            OK(doithoai_dialogue_timeline_json(dialogue, NULL, 0, 0, &text, NULL));
            CHECK(has(text, "hcmc-935"));
        }
    }
}

int main(void) {
    doithoai_calendar *calendar = vietnam();
    doithoai_ruleset *ruleset = builtin("hcmc-935");
    doithoai_terms *terms = terms_of("hcmc-935", calendar);
    each_status(calendar);
    offices(calendar);
    success_clears_the_error(calendar);
    null_in_calendars(calendar);
    null_in_rule_sets(ruleset, calendar);
    null_in_terms(ruleset, calendar, terms);
    null_in_dialogues(terms);
    null_without_an_error();
    freed_in_any_order();
    doithoai_terms_free(terms);
    doithoai_ruleset_free(ruleset);
    doithoai_calendar_free(calendar);
    puts("wrong: ok");
    return 0;
}
