/* Every function once, as it is meant. */
#include "check.h"

enum { CLOSED = 20685, DUE = 20703, SATURDAY = 20687 /* 2026-08-22, worked */ };

static void the_library(void) {
    CHECK(doithoai_abi_version() == DOITHOAI_ABI_VERSION);
    CHECK(strcmp(doithoai_version(), DOITHOAI_VERSION) == 0);
    CHECK(doithoai_error_status(NULL) == DOITHOAI_OK);
}

static void a_calendar(const doithoai_calendar *calendar) {
    int32_t worked = -1, n = 0;
    doithoai_date day = DOITHOAI_NO_DATE;
    doithoai_string *text = NULL;
    OK(doithoai_calendar_is_working_day(calendar, SATURDAY, &worked, NULL));
    CHECK(worked == 1);
    OK(doithoai_calendar_is_working_day(calendar, SATURDAY + 1, &worked, NULL));
    CHECK(worked == 0);
    OK(doithoai_calendar_day_json(calendar, SATURDAY, &text, NULL));
    CHECK(has(text, "swapped-working"));
    OK(doithoai_calendar_hashes_json(calendar, &text, NULL));
    CHECK(has(text, "\"documents\""));
    OK(doithoai_calendar_add_working_days(calendar, CLOSED, 10, &day, NULL));
    CHECK(day == DUE);
    OK(doithoai_calendar_add_working_days(calendar, DUE, -10, &day, NULL));
    CHECK(day == CLOSED);
    OK(doithoai_calendar_count_working_days(calendar, CLOSED, DUE, &n, NULL));
    CHECK(n == 10);
    OK(doithoai_calendar_count_working_days(calendar, DUE, CLOSED, &n, NULL));
    CHECK(n == -10);
}

static void batches(const doithoai_calendar *calendar) {
    const doithoai_date days[3] = {CLOSED, 47846 /* 2100-12-31 */, DOITHOAI_NO_DATE};
    const int64_t wide[3] = {CLOSED, 47846, DOITHOAI_NO_DATE_I64};
    const int32_t ten = 10, each[3] = {10, 0, 1};
    const int64_t wide_ten = 10;
    const doithoai_date to = DUE;
    const int64_t wide_to = DUE;
    doithoai_date out[3] = {0, 0, 0};
    int64_t wide_out[3] = {0, 0, 0};
    size_t bad = 9;
    OK(doithoai_calendar_add_working_days_batch(calendar, days, 3, &ten, 1, out, &bad, NULL));
    CHECK(out[0] == DUE && out[1] == DOITHOAI_NO_DATE && out[2] == DOITHOAI_NO_DATE && bad == 2);
    OK(doithoai_calendar_add_working_days_batch(calendar, days, 3, each, 3, out, NULL, NULL));
    CHECK(out[0] == DUE && out[1] == 47846 && out[2] == DOITHOAI_NO_DATE);
    OK(doithoai_calendar_add_working_days_batch_i64(calendar, wide, 3, &wide_ten, 1, wide_out, &bad, NULL));
    CHECK(wide_out[0] == DUE && wide_out[1] == DOITHOAI_NO_DATE_I64 && wide_out[2] == DOITHOAI_NO_DATE_I64 && bad == 2);
    OK(doithoai_calendar_count_working_days_batch(calendar, days, 3, &to, 1, out, &bad, NULL));
    CHECK(out[0] == 10 && out[1] < -10000 && out[2] == DOITHOAI_NO_DATE && bad == 1);
    OK(doithoai_calendar_count_working_days_batch_i64(calendar, wide, 3, &wide_to, 1, wide_out, &bad, NULL));
    CHECK(wide_out[0] == 10 && wide_out[2] == DOITHOAI_NO_DATE_I64 && bad == 1);
    OK(doithoai_calendar_add_working_days_batch(calendar, NULL, 0, &ten, 1, NULL, &bad, NULL));
    CHECK(bad == 0);
}

static void calendars_made_of_others(const doithoai_calendar *calendar) {
    const char *decree = "format = 1\n[[document]]\nid = \"cv-2028\"\nkind = \"cong-van\"\nnumber = \"unknown\"\n"
                         "issuer = { vi = \"thử\", en = \"test\" }\nissued = 2027-10-15\nconfidence = \"D\"\n"
                         "source = \"a test\"\nswap = [{ off = 2028-05-05, worked = 2028-05-06 }]\n";
    const doithoai_date off[3] = {20696, 20697, 20698}, worked = SATURDAY;
    doithoai_calendar *decreed = NULL, *known = NULL, *bare = NULL;
    doithoai_date day = 0;
    int32_t is = -1;
    OK(doithoai_calendar_with_decree_toml(calendar, TEXT(decree), &decreed, NULL));
    OK(doithoai_calendar_is_working_day(decreed, 21310 /* 2028-05-06 */, &is, NULL));
    CHECK(is == 1);
    OK(doithoai_calendar_known_on(decreed, 20000 /* 2024-10-04 */, &known, NULL));
    OK(doithoai_calendar_is_working_day(known, 21310, &is, NULL));
    CHECK(is == 0);
    OK(doithoai_calendar_from_days(off, 3, &worked, 1, &bare, NULL));
    OK(doithoai_calendar_add_working_days(bare, CLOSED, 10, &day, NULL));
    CHECK(day == DUE);
    doithoai_calendar_free(decreed);
    doithoai_calendar_free(known);
    doithoai_calendar_free(bare);
}

static void rule_sets(const doithoai_calendar *calendar) {
    doithoai_ruleset *hcmc = builtin("hcmc-935"), *can_tho = builtin("can-tho-10"), *read = NULL;
    const doithoai_ruleset *one[1];
    doithoai_string *json = NULL, *text = NULL;
    OK(doithoai_ruleset_to_json(hcmc, &json, NULL));
    OK(doithoai_ruleset_from_json(doithoai_string_data(json), doithoai_string_length(json), &read, NULL));
    OK(doithoai_ruleset_to_json(read, &text, NULL));
    CHECK(strcmp(doithoai_string_data(json), doithoai_string_data(text)) == 0);
    doithoai_string_free(json);
    doithoai_string_free(text);
    doithoai_ruleset_free(read);
    OK(doithoai_ruleset_check_json(TEXT("format = 2"), &text, NULL));
    CHECK(has(text, "\"ok\":false"));
    OK(doithoai_ruleset_diff_json(hcmc, can_tho, &text, NULL));
    CHECK(has(text, "settle-petition"));
    OK(doithoai_ruleset_compare_json(hcmc, can_tho, calendar, &text, NULL));
    CHECK(has(text, "\"verdict\":\"proved-equal\""));
    OK(doithoai_ruleset_compare_calendars_json(hcmc, calendar, calendar, &text, NULL));
    CHECK(has(text, "\"differing\":0"));
    OK(doithoai_ruleset_compare_reading_json(hcmc, "settle-petition", "ten-as-in-words", calendar, &text, NULL));
    CHECK(has(text, "\"reading\":\"settle-petition=ten-as-in-words\""));
    one[0] = can_tho;
    OK(doithoai_ruleset_analyse_json(one, 1, calendar, &text, NULL));
    CHECK(has(text, "\"kind\":\"interim-reply-too-late\""));
    OK(doithoai_ruleset_list_json(&text, NULL));
    CHECK(has(text, "Hồ Chí Minh"));
    doithoai_ruleset_free(hcmc);
    doithoai_ruleset_free(can_tho);
}

static void terms_and_dates(const doithoai_calendar *calendar) {
    const char *facts = "{\"appointed\":\"2026-08-20\",\"facts\":[{\"event\":\"opened\",\"on\":\"2026-08-20\"}]}";
    const char *ten = "{\"hcmc-935/settle-petition\":\"ten-as-in-words\"}";
    const doithoai_date anchors[2] = {CLOSED, 47846};
    const int64_t wide[2] = {CLOSED, DOITHOAI_NO_DATE_I64};
    doithoai_date due = 0, earliest = 0, latest = 0, out[2] = {0, 0}, early[2] = {0, 0}, late[2] = {0, 0};
    int64_t wide_out[2] = {0, 0}, wide_early[2] = {0, 0}, wide_late[2] = {0, 0};
    size_t bad = 9;
    doithoai_string *text = NULL;
    doithoai_terms *terms = terms_of("hcmc-935", calendar), *chosen = NULL, *knowing = NULL;
    doithoai_ruleset *hcmc = builtin("hcmc-935");
    const doithoai_ruleset *sets[1];
    sets[0] = hcmc;
    OK(doithoai_due(terms, "hcmc-935", "notify-conclusion", CLOSED, &due, &earliest, &latest, NULL));
    CHECK(due == DUE && earliest == DUE && latest == DUE);
    OK(doithoai_due(terms, "hcmc-935", "settle-petition", 20693 /* 2026-08-28 */, &due, NULL, NULL, NULL));
    CHECK(due == 20726 /* 2026-09-30 */);
    /* from 2029-11-15, across Saturday 24 November: whether it is made up is open */
    OK(doithoai_due(terms, "hcmc-935", "notify-conclusion", 21868, &due, &earliest, &latest, NULL));
    CHECK(earliest <= due && due <= latest && earliest < latest);
    OK(doithoai_due_batch(terms, "hcmc-935", "notify-conclusion", anchors, 2, out, early, late, &bad, NULL));
    CHECK(out[0] == DUE && early[0] == DUE && late[0] == DUE && out[1] == DOITHOAI_NO_DATE && late[1] == out[1] && bad == 1);
    OK(doithoai_due_batch_i64(terms, "hcmc-935", "notify-conclusion", wide, 2, wide_out, wide_early, wide_late, NULL, NULL));
    CHECK(wide_out[0] == DUE && wide_early[0] == DUE && wide_late[0] == DUE && wide_out[1] == DOITHOAI_NO_DATE_I64);
    OK(doithoai_terms_timeline_json(terms, TEXT(facts), TEXT("{\"as_of\":\"2026-09-08\"}"), 1, &text, NULL));
    CHECK(has(text, "missed"));
    OK(doithoai_terms_next_change_json(terms, TEXT(facts), TEXT("{\"as_of\":\"2026-08-01\"}"), &text, NULL));
    CHECK(has(text, "\"on\":\"2026-08-13\""));
    OK(doithoai_terms_latest_day_json(terms, 20818 /* 2026-12-31 */, &text, NULL));
    CHECK(has(text, "\"on\":\"2026-11-18\""));
    OK(doithoai_terms_earliest_day_json(terms, 20675 /* 2026-08-10 */, &text, NULL));
    CHECK(has(text, "\"on\":\"2026-08-18\""));
    OK(doithoai_terms_timeline_json(terms, TEXT(facts), NULL, 0, 0, &text, NULL));
    CHECK(has(text, "2026-09-07"));
    OK(doithoai_explain_json(terms, "hcmc-935", "notify-conclusion", CLOSED, &text, NULL));
    CHECK(has(text, "\"trace\""));
    OK(doithoai_explain_text(terms, "hcmc-935", "notify-conclusion", CLOSED, "vi", &text, NULL));
    CHECK(has(text, "22/08/2026"));
    OK(doithoai_terms_new(sets, 1, calendar, TEXT(ten), &chosen, NULL));
    OK(doithoai_due(chosen, "hcmc-935", "settle-petition", 20693, &due, NULL, NULL, NULL));
    CHECK(due == 20712 /* 2026-09-16 */);
    OK(doithoai_terms_knowing(chosen, sets, 1, &knowing, NULL)); /* a version that they have */
    OK(doithoai_due(knowing, "hcmc-935", "settle-petition", 20693, &due, NULL, NULL, NULL));
    CHECK(due == 20712);
    doithoai_terms_free(knowing);
    doithoai_terms_free(chosen);
    doithoai_terms_free(terms);
    doithoai_ruleset_free(hcmc);
}

static void a_dialogue(const doithoai_calendar *calendar) {
    size_t entry = 0;
    doithoai_string *text = NULL, *log = NULL;
    doithoai_terms *terms = terms_of("hcmc-935", calendar);
    doithoai_dialogue *dialogue = planned(terms), *again = NULL;
    OK(doithoai_dialogue_record_json(dialogue, TEXT("{\"event\":\"opened\",\"on\":\"2026-08-20\"}"), &entry, NULL));
    CHECK(entry == 1);
    OK(doithoai_dialogue_record_json(dialogue, TEXT("{\"event\":\"closed\",\"on\":\"2026-08-20\"}"), NULL, NULL));
    OK(doithoai_dialogue_allowed_json(dialogue, &text, NULL));
    CHECK(has(text, "\"conclusion-notified\""));
    OK(doithoai_dialogue_timeline_json(dialogue, NULL, 0, 1, &text, NULL));
    CHECK(has(text, "\"due\":\"2026-09-07\""));
    OK(doithoai_dialogue_next_change_json(dialogue, TEXT("{\"as_of\":\"2026-09-03\"}"), &text, NULL));
    CHECK(has(text, "\"on\":\"2026-09-08\""));
    OK(doithoai_dialogue_audit_json(dialogue, TEXT("{\"as_of\":\"2026-09-08\"}"), &text, NULL));
    CHECK(has(text, "overdue"));
    OK(doithoai_dialogue_plan_json(terms, TEXT("{\"dialogue\":\"DT-2\",\"appointed\":\"2026-08-20\",\"on\":\"2026-07-20\",\"territory\":\"79\",\"level\":\"commune\",\"head\":\"local-government\"}"), &again, NULL));
    OK(doithoai_dialogue_audit_report_json(again, NULL, 0, TEXT("{\"as_of\":\"2026-09-08\"}"), &text, NULL));
    CHECK(has(text, "\"audits\":[{\"office\":\"79 commune local-government\""));
    doithoai_dialogue_free(again);
    OK(doithoai_dialogue_audit_text(dialogue, NULL, 0, "en", &text, NULL));
    CHECK(has(text, "Art. 13(3)"));
    OK(doithoai_dialogue_log_jsonl(dialogue, &log, NULL));
    OK(doithoai_dialogue_restore(terms, doithoai_string_data(log), doithoai_string_length(log), &again, NULL));
    OK(doithoai_dialogue_log_jsonl(again, &text, NULL));
    CHECK(strcmp(doithoai_string_data(text), doithoai_string_data(log)) == 0);
    doithoai_string_free(text);
    doithoai_string_free(log);
    doithoai_dialogue_free(again);
    doithoai_dialogue_free(dialogue);
    doithoai_terms_free(terms);
}

static void an_office(const doithoai_calendar *calendar) {
    size_t entry = 0;
    doithoai_string *text = NULL, *log = NULL;
    doithoai_office *office = NULL, *again = NULL;
    doithoai_ruleset *law = builtin("citizen-reception");
    const doithoai_ruleset *sets[1];
    doithoai_terms *terms = terms_of("hcmc-935", calendar);
    doithoai_dialogue *held = planned(terms);
    const doithoai_dialogue *dialogues[1];
    sets[0] = law;
    dialogues[0] = held;
    OK(doithoai_office_restore(
        TEXT("{\"office\":\"A\",\"territory\":\"79\",\"level\":\"commune\",\"head\":\"local-government\"}"), &office, NULL));
    OK(doithoai_office_record_json(office, TEXT("{\"event\":\"reception-held\",\"on\":\"2026-07-06\"}"), &entry, NULL));
    CHECK(entry == 1);
    OK(doithoai_office_record_json(office, TEXT("{\"event\":\"reception-held\",\"on\":\"2026-07-20\"}"), &entry, NULL));
    CHECK(entry == 2);
    OK(doithoai_office_audit_json(office, sets, 1, calendar, dialogues, 1, 2026, TEXT("{\"as_of\":\"2026-08-15\"}"), &text, NULL));
    CHECK(strstr(doithoai_string_data(text), "\"commune-reception\"") != NULL);
    CHECK(strstr(doithoai_string_data(text), "\"recurring\":[") != NULL);
    CHECK(has(text, "on-time"));
    OK(doithoai_office_audit_report_json(office, sets, 1, calendar, dialogues, 1, 2026, NULL, 0, &text, NULL));
    CHECK(has(text, "\"summary\":{"));
    OK(doithoai_office_next_change_json(office, sets, 1, calendar, dialogues, 1, 2026, TEXT("{\"as_of\":\"2026-08-15\"}"), &text, NULL));
    CHECK(has(text, "\"on\":\"2026-08-21\""));
    OK(doithoai_office_log_jsonl(office, &log, NULL));
    OK(doithoai_office_restore(doithoai_string_data(log), doithoai_string_length(log), &again, NULL));
    OK(doithoai_office_log_jsonl(again, &text, NULL));
    CHECK(strcmp(doithoai_string_data(text), doithoai_string_data(log)) == 0);
    doithoai_string_free(text);
    doithoai_string_free(log);
    doithoai_office_free(again);
    doithoai_office_free(office);
    doithoai_dialogue_free(held);
    doithoai_terms_free(terms);
    doithoai_ruleset_free(law);
}

static void scenarios(void) {
    doithoai_string *report = NULL;
    OK(doithoai_scenario_run_json(
        TEXT("{\"files\":{\"a.test.toml\":\"format = 1\\nrulesets = [\\\"hcmc-935\\\"]\\n[[table]]\\nname = \\\"Kết luận\\\"\\n"
             "duty = \\\"notify-conclusion\\\"\\nrows = [[2026-08-20, 2026-09-07], [2026-08-21, 2026-09-07]]\"}}"),
        &report, NULL));
    CHECK(strstr(doithoai_string_data(report), "\"passed\":1") != NULL);
    CHECK(has(report, "\"failed\":1"));
}

int main(void) {
    doithoai_calendar *calendar = vietnam();
    the_library();
    a_calendar(calendar);
    batches(calendar);
    calendars_made_of_others(calendar);
    rule_sets(calendar);
    terms_and_dates(calendar);
    a_dialogue(calendar);
    an_office(calendar);
    scenarios();
    doithoai_calendar_free(calendar);
    puts("every: ok");
    return 0;
}
