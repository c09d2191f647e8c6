/*
 * doithoai.h - due dates of the dialogues with the People, C interface.
 *
 * Made from capi/src by `DOITHOAI_BLESS=1 cargo test -p doithoai-capi --test header`. Do not edit.
 *
 * Status.    A function that can fail returns a doithoai_status; DOITHOAI_OK is 0. On failure the out parameters are left as they were.
 * Error.     The last parameter of such a function may point to a doithoai_error *. It is set to NULL on success and to a new error on
 *            failure, which the caller frees. Pass NULL where the status is enough. No error is kept per thread. Read it after the
 *            call, not in the same expression: the order of evaluation is open.
 * Text.      UTF-8. Ids end with a zero; documents are a pointer and a length. Both are read during the call and not kept. JSON has the keys
 *            that README.md describes.
 * Dates.     Days since 1970-01-01, as legal days in Vietnam. Covered are 2015-01-01 (16436) to 2100-12-31 (47846).
 * Ownership. Who receives an object through an out parameter frees it, once, with the function named after its type. Freeing NULL
 *            does nothing. Objects may be freed in any order: each keeps what it needs.
 * Threads.   Any object may move between threads. Calendars, rule sets, terms, texts and errors never change and may be used by many threads
 *            at once. Calls on one dialogue wait for each other. Freeing an object while another thread uses it is a mistake of the caller.
 * Panics.    A bug in the library comes back as DOITHOAI_PANIC; the process lives.
 * Versions.  Functions are only added while DOITHOAI_ABI_VERSION stays the same.
 */

#ifndef DOITHOAI_H
#define DOITHOAI_H

#include <stddef.h>
#include <stdint.h>


/*
 The version of this interface: functions are only added while it stays the same.
 */
#define DOITHOAI_ABI_VERSION 0

/*
 The release of this header.
 */
#define DOITHOAI_VERSION "0.1.0"

/*
 The same among 64-bit days: what numpy calls NaT.
 */
#define DOITHOAI_NO_DATE_I64 INT64_MIN

/*
 A calendar; it never changes.
 */
typedef struct doithoai_calendar doithoai_calendar;

/*
 A dialogue, from its plan to the last settled petition.
 */
typedef struct doithoai_dialogue doithoai_dialogue;

/*
 An error, to be freed with doithoai_error_free.
 */
typedef struct doithoai_error doithoai_error;

/*
 What an office did, from its first entry on.
 */
typedef struct doithoai_office doithoai_office;

/*
 A rule set; it never changes.
 */
typedef struct doithoai_ruleset doithoai_ruleset;

/*
 Text in UTF-8, to be freed with doithoai_string_free.
 */
typedef struct doithoai_string doithoai_string;

/*
 Rule sets, a calendar and chosen readings; they never change.
 */
typedef struct doithoai_terms doithoai_terms;

/*
 The outcome of a call. New codes may appear: treat unknown ones as failure.
 */
typedef int32_t doithoai_status;

/*
 Days since 1970-01-01, negative before.
 */
typedef int32_t doithoai_date;

/*
 What stands for a date where there is none.
 */
#define DOITHOAI_NO_DATE INT32_MIN

/*
 It went well.
 */
#define DOITHOAI_OK 0

/*
 NULL, text that is not UTF-8, or an argument that means nothing.
 */
#define DOITHOAI_INVALID_ARGUMENT 1

/*
 A document has mistakes; the error's JSON has each with its place.
 */
#define DOITHOAI_PARSE 2

/*
 No such calendar, rule set, duty or reading.
 */
#define DOITHOAI_NOT_FOUND 3

/*
 A date, or a count from one, leaves the covered years.
 */
#define DOITHOAI_OUT_OF_RANGE 4

/*
 What is to be recorded cannot have been; the error says why, and what is allowed now.
 */
#define DOITHOAI_REFUSED 5

/*
 The duty has no date that could be counted.
 */
#define DOITHOAI_UNDATED 6

/*
 A log was made under other rule sets, readings or another calendar.
 */
#define DOITHOAI_MISMATCH 7

/*
 A bug in the library; the objects of the call may only be freed.
 */
#define DOITHOAI_PANIC 255

#ifdef __cplusplus
extern "C" {
#endif // __cplusplus

/*
 The ABI version of the loaded library; compare it with DOITHOAI_ABI_VERSION.
 */
uint32_t doithoai_abi_version(void);

/*
 The release of the loaded library, such as "0.1.0"; never freed.
 */
const char *doithoai_version(void);

/*
 A calendar that comes with the library: "vn-public", the working days of Vietnamese state offices.
 */
doithoai_status doithoai_calendar_builtin(const char *id,
                                          doithoai_calendar **out,
                                          doithoai_error **error);

/*
 A calendar that rests on Saturdays, Sundays and the days `off`, and works on the rest days `worked`. Every year is taken as
 decided. DOITHOAI_INVALID_ARGUMENT names each day that is in both lists or outside 2015-2100.
 */
doithoai_status doithoai_calendar_from_days(const doithoai_date *off,
                                            size_t off_count,
                                            const doithoai_date *worked,
                                            size_t worked_count,
                                            doithoai_calendar **out,
                                            doithoai_error **error);

/*
 The calendar with the decree of a TOML document laid over it.
 */
doithoai_status doithoai_calendar_with_decree_toml(const doithoai_calendar *calendar,
                                                   const char *toml,
                                                   size_t length,
                                                   doithoai_calendar **out,
                                                   doithoai_error **error);

/*
 The calendar as the documents issued by a day make it.
 */
doithoai_status doithoai_calendar_known_on(const doithoai_calendar *calendar,
                                           doithoai_date day,
                                           doithoai_calendar **out,
                                           doithoai_error **error);

/*
 SHA-256 of the calendar, as JSON: "documents", of its documents with their sources, and "days", of its days alone, which is what
 counts.
 */
doithoai_status doithoai_calendar_hashes_json(const doithoai_calendar *calendar,
                                              doithoai_string **out,
                                              doithoai_error **error);

/*
 1 if the day is worked, 0 if not.
 */
doithoai_status doithoai_calendar_is_working_day(const doithoai_calendar *calendar,
                                                 doithoai_date day,
                                                 int32_t *out,
                                                 doithoai_error **error);

/*
 What a day is, as JSON: "date", "kind", "name", "standing" and "basis".
 */
doithoai_status doithoai_calendar_day_json(const doithoai_calendar *calendar,
                                           doithoai_date day,
                                           doithoai_string **out,
                                           doithoai_error **error);

/*
 The n-th working day after a day; before it if `n` is negative; the day itself if `n` is 0.
 */
doithoai_status doithoai_calendar_add_working_days(const doithoai_calendar *calendar,
                                                   doithoai_date from,
                                                   int32_t n,
                                                   doithoai_date *out,
                                                   doithoai_error **error);

/*
 The working days after `from` up to and with `to`; negative if `to` is earlier.
 */
doithoai_status doithoai_calendar_count_working_days(const doithoai_calendar *calendar,
                                                     doithoai_date from,
                                                     doithoai_date to,
                                                     int32_t *out,
                                                     doithoai_error **error);

/*
 doithoai_calendar_add_working_days over arrays: `n` has one item for all rows, or one for each. A row that leaves the covered years
 becomes DOITHOAI_NO_DATE and is counted in `bad`, which may be NULL. `out` may not overlap the others.
 */
doithoai_status doithoai_calendar_add_working_days_batch(const doithoai_calendar *calendar,
                                                         const doithoai_date *days,
                                                         size_t count,
                                                         const int32_t *n,
                                                         size_t n_count,
                                                         doithoai_date *out,
                                                         size_t *bad,
                                                         doithoai_error **error);

/*
 The same over 64-bit days, as numpy's datetime64[D] has them; a bad row becomes DOITHOAI_NO_DATE_I64.
 */
doithoai_status doithoai_calendar_add_working_days_batch_i64(const doithoai_calendar *calendar,
                                                             const int64_t *days,
                                                             size_t count,
                                                             const int64_t *n,
                                                             size_t n_count,
                                                             int64_t *out,
                                                             size_t *bad,
                                                             doithoai_error **error);

/*
 doithoai_calendar_count_working_days over arrays: `to` has one item for all rows, or one for each. A bad row becomes DOITHOAI_NO_DATE and
 is counted in `bad`, which may be NULL. `out` may not overlap the others.
 */
doithoai_status doithoai_calendar_count_working_days_batch(const doithoai_calendar *calendar,
                                                           const doithoai_date *days,
                                                           size_t count,
                                                           const doithoai_date *to,
                                                           size_t to_count,
                                                           int32_t *out,
                                                           size_t *bad,
                                                           doithoai_error **error);

/*
 The same over 64-bit days; a bad row becomes DOITHOAI_NO_DATE_I64.
 */
doithoai_status doithoai_calendar_count_working_days_batch_i64(const doithoai_calendar *calendar,
                                                               const int64_t *days,
                                                               size_t count,
                                                               const int64_t *to,
                                                               size_t to_count,
                                                               int64_t *out,
                                                               size_t *bad,
                                                               doithoai_error **error);

/*
 Frees a calendar; what was made with it keeps it.
 */
void doithoai_calendar_free(doithoai_calendar *calendar);

/*
 Plans a dialogue. `plan` is JSON, as the first line of a log has it: {"dialogue": "DT-1", "appointed": "2026-08-20", "on": "2026-07-20"}.
 Keys that begin with "x-" are the caller's own and kept; any other key that is not known, and a newer "format", is refused.
 */
doithoai_status doithoai_dialogue_plan_json(const doithoai_terms *terms,
                                            const char *plan,
                                            size_t length,
                                            doithoai_dialogue **out,
                                            doithoai_error **error);

/*
 A dialogue from its log, as doithoai_dialogue_log_jsonl gives it. DOITHOAI_MISMATCH if it was made under other rule sets, readings or
 another calendar; take "made_under" out of its first line to judge it anew.
 An entry that is not understood, of a newer release or of a rule set that is not among the terms, is kept to the byte: "unknown_entries" of the
 timeline names it, and what it could touch is undetermined.
 */
doithoai_status doithoai_dialogue_restore(const doithoai_terms *terms,
                                          const char *jsonl,
                                          size_t length,
                                          doithoai_dialogue **out,
                                          doithoai_error **error);

/*
 Records what happened, as a line of a log has it: {"event": "invitation-sent", "on": "2026-08-12"}. `entry`, which may be NULL, gets its number,
 from 1. An entry that is there already, with its "key" and content, changes nothing, and `entry` gets the number of that one; another content under
 that key is refused. Keys that begin with "x-" are the caller's own: they are kept to the byte, in their order. On DOITHOAI_REFUSED the dialogue is as it was; the error says why, and what is allowed.
 */
doithoai_status doithoai_dialogue_record_json(doithoai_dialogue *dialogue,
                                              const char *fact,
                                              size_t length,
                                              size_t *entry,
                                              doithoai_error **error);

/*
 What may be recorded now, as a JSON list of "event", "phase", "petition" and "text".
 */
doithoai_status doithoai_dialogue_allowed_json(const doithoai_dialogue *dialogue,
                                               doithoai_string **out,
                                               doithoai_error **error);

/*
 Every duty of the dialogue, as JSON; `view` and `explain` as of doithoai_terms_timeline_json.
 */
doithoai_status doithoai_dialogue_timeline_json(const doithoai_dialogue *dialogue,
                                                const char *view_json,
                                                size_t view_length,
                                                int32_t explain,
                                                doithoai_string **out,
                                                doithoai_error **error);

/*
 When any duty of the dialogue is judged otherwise, as of doithoai_terms_next_change_json.
 */
doithoai_status doithoai_dialogue_next_change_json(const doithoai_dialogue *dialogue,
                                                   const char *view_json,
                                                   size_t view_length,
                                                   doithoai_string **out,
                                                   doithoai_error **error);

/*
 A verdict with citation on every duty, as a JSON list; `view` as of doithoai_terms_timeline_json. What else is to be known, the calendar and the
 rule sets by their hashes, what returns, figures and notes, is in doithoai_dialogue_audit_report_json.
 */
doithoai_status doithoai_dialogue_audit_json(const doithoai_dialogue *dialogue,
                                             const char *view_json,
                                             size_t view_length,
                                             doithoai_string **out,
                                             doithoai_error **error);

/*
 The year of the dialogue as `doithoai audit --format json` prints it of its log, as one object: "audits", "summary", "calendar",
 "other_calendars", "repeated", "data_age". `rulesets` are those that are looked up, as of doithoai_office_audit_json; without any, those of its
 terms. A dialogue whose plan says no "territory", "level" and "head" is refused: whose year it is would not be known.
 */
doithoai_status doithoai_dialogue_audit_report_json(const doithoai_dialogue *dialogue,
                                                    const doithoai_ruleset *const *rulesets,
                                                    size_t count,
                                                    const char *view_json,
                                                    size_t view_length,
                                                    doithoai_string **out,
                                                    doithoai_error **error);

/*
 The verdicts as sentences in `lang`, which is "vi" or "en", a line each; before them a line for each rule set that was made for a unit which has ended,
 as "ended_territories" of the timeline.
 */
doithoai_status doithoai_dialogue_audit_text(const doithoai_dialogue *dialogue,
                                             const char *view_json,
                                             size_t view_length,
                                             const char *lang,
                                             doithoai_string **out,
                                             doithoai_error **error);

/*
 The log, to be stored: JSON lines, the first of which says under which rule sets and calendar it was made.
 */
doithoai_status doithoai_dialogue_log_jsonl(const doithoai_dialogue *dialogue,
                                            doithoai_string **out,
                                            doithoai_error **error);

/*
 Frees a dialogue.
 */
void doithoai_dialogue_free(doithoai_dialogue *dialogue);

/*
 The status of an error; DOITHOAI_OK of NULL.
 */
doithoai_status doithoai_error_status(const doithoai_error *error);

/*
 What went wrong, in English; "" of NULL. Valid until the error is freed.
 */
const char *doithoai_error_message(const doithoai_error *error);

/*
 What went wrong, in Vietnamese; "" of NULL. Valid until the error is freed.
 */
const char *doithoai_error_message_vi(const doithoai_error *error);

/*
 The error as JSON: "status", "message" in "vi" and "en", and what belongs to it: "problems" with line and column, "code", "allowed",
 "near". "{}" of NULL. Valid until the error is freed.
 */
const char *doithoai_error_json(const doithoai_error *error);

/*
 Frees an error.
 */
void doithoai_error_free(doithoai_error *error);

/*
 An office from its log, as doithoai_office_log_jsonl gives it; one that begins is its first line alone:
 {"office": "A", "territory": "79", "level": "commune", "head": "local-government"}. An entry that is not understood is kept to the byte:
 "unknown_entries" of the audit names it.
 */
doithoai_status doithoai_office_restore(const char *jsonl,
                                        size_t length,
                                        doithoai_office **out,
                                        doithoai_error **error);

/*
 Records what the office did, as a line of its log has it: {"event": "reception-held", "on": "2026-07-06"}; `entry` and what is refused as of
 doithoai_dialogue_record_json.
 */
doithoai_status doithoai_office_record_json(doithoai_office *office,
                                            const char *fact,
                                            size_t length,
                                            size_t *entry,
                                            doithoai_error **error);

/*
 A verdict with citation on every duty of a year, as JSON: of its dialogues and petitions in "verdicts", of what returns in "recurring". Of the
 rule sets those count that bind the office, each version in its time; two versions that hold on one day are refused. `dialogues` are those of
 this office, of any year; `view` as of doithoai_terms_timeline_json.
 */
doithoai_status doithoai_office_audit_json(const doithoai_office *office,
                                           const doithoai_ruleset *const *rulesets,
                                           size_t count,
                                           const doithoai_calendar *calendar,
                                           const doithoai_dialogue *const *dialogues,
                                           size_t dialogue_count,
                                           int32_t year,
                                           const char *view_json,
                                           size_t view_length,
                                           doithoai_string **out,
                                           doithoai_error **error);

/*
 The same as `doithoai audit --format json` prints it: the year in "audits", beside it "summary", "calendar", "other_calendars", "repeated" and
 "data_age".
 */
doithoai_status doithoai_office_audit_report_json(const doithoai_office *office,
                                                  const doithoai_ruleset *const *rulesets,
                                                  size_t count,
                                                  const doithoai_calendar *calendar,
                                                  const doithoai_dialogue *const *dialogues,
                                                  size_t dialogue_count,
                                                  int32_t year,
                                                  const char *view_json,
                                                  size_t view_length,
                                                  doithoai_string **out,
                                                  doithoai_error **error);

/*
 When anything of the year is judged otherwise after the day of the view if nothing more is entered: "on", what changes of its dialogues in
 "dialogues" (each a list of id and change), what it owes in "duties" and what returns in "recurring", each "before" and "now"; `null` if
 nothing changes. `view` must say "as_of"; the rest as of doithoai_office_audit_json.
 */
doithoai_status doithoai_office_next_change_json(const doithoai_office *office,
                                                 const doithoai_ruleset *const *rulesets,
                                                 size_t count,
                                                 const doithoai_calendar *calendar,
                                                 const doithoai_dialogue *const *dialogues,
                                                 size_t dialogue_count,
                                                 int32_t year,
                                                 const char *view_json,
                                                 size_t view_length,
                                                 doithoai_string **out,
                                                 doithoai_error **error);

/*
 The log, to be stored: JSON lines.
 */
doithoai_status doithoai_office_log_jsonl(const doithoai_office *office,
                                          doithoai_string **out,
                                          doithoai_error **error);

/*
 Frees an office.
 */
void doithoai_office_free(doithoai_office *office);

/*
 A rule set that comes with the library: an id such as "hcmc-935", which is its latest version, or "qd-11@2019-02-18".
 */
doithoai_status doithoai_ruleset_builtin(const char *name,
                                         doithoai_ruleset **out,
                                         doithoai_error **error);

/*
 Reads a rule set from a TOML document; it may extend or amend a built-in one.
 */
doithoai_status doithoai_ruleset_from_toml(const char *toml,
                                           size_t length,
                                           doithoai_ruleset **out,
                                           doithoai_error **error);

/*
 Reads a rule set from a JSON document, as doithoai_ruleset_to_json gives it.
 */
doithoai_status doithoai_ruleset_from_json(const char *json,
                                           size_t length,
                                           doithoai_ruleset **out,
                                           doithoai_error **error);

/*
 The canonical JSON of a rule set.
 */
doithoai_status doithoai_ruleset_to_json(const doithoai_ruleset *ruleset,
                                         doithoai_string **out,
                                         doithoai_error **error);

/*
 Everything that is wrong in a document, TOML or (if it begins with a brace) JSON: "ok", "ruleset", "problems" with code, line, column
 and message in "vi" and "en", "truncated". A document with mistakes is no failure of this call.
 */
doithoai_status doithoai_ruleset_check_json(const char *text,
                                            size_t length,
                                            doithoai_string **out,
                                            doithoai_error **error);

/*
 What differs between two rule sets, as JSON: "rules", "pairs" and "values".
 */
doithoai_status doithoai_ruleset_diff_json(const doithoai_ruleset *old,
                                           const doithoai_ruleset *new_,
                                           doithoai_string **out,
                                           doithoai_error **error);

/*
 What a change from one rule set to another changes on every covered day of a calendar, as JSON: "duties" with their "verdict"
 ("proved-equal", "differs", "not-told-apart", "only-old", "only-new"), "limits" with the days, "counterexample", and "diff". It takes
 milliseconds for each duty.
 */
doithoai_status doithoai_ruleset_compare_json(const doithoai_ruleset *old,
                                              const doithoai_ruleset *new_,
                                              const doithoai_calendar *calendar,
                                              doithoai_string **out,
                                              doithoai_error **error);

/*
 What a rule set changes on another calendar, as before and after a decree; as JSON like that of doithoai_ruleset_compare_json. Only limits are
 told day by day: nothing is "proved-equal" where the days differ.
 */
doithoai_status doithoai_ruleset_compare_calendars_json(const doithoai_ruleset *ruleset,
                                                        const doithoai_calendar *old,
                                                        const doithoai_calendar *new_,
                                                        doithoai_string **out,
                                                        doithoai_error **error);

/*
 What it changes to adopt a reading of one duty, as JSON like that of doithoai_ruleset_compare_json.
 */
doithoai_status doithoai_ruleset_compare_reading_json(const doithoai_ruleset *ruleset,
                                                      const char *obligation,
                                                      const char *reading,
                                                      const doithoai_calendar *calendar,
                                                      doithoai_string **out,
                                                      doithoai_error **error);

/*
 What no one can have meant in some rule sets, looked for on every covered day of a calendar, as JSON: "flaws" with their "kind", "id",
 "text", "days" and "case", and "undecided". Sets of different instruments are looked at beside each other too. It takes
 tenths of a second for each rule set.
 */
doithoai_status doithoai_ruleset_analyse_json(const doithoai_ruleset *const *rulesets,
                                              size_t count,
                                              const doithoai_calendar *calendar,
                                              doithoai_string **out,
                                              doithoai_error **error);

/*
 The built-in rule sets, as a JSON list of "id", "version", "title", "standing", "in_force" and "hash".
 */
doithoai_status doithoai_ruleset_list_json(doithoai_string **out,
                                           doithoai_error **error);

/*
 Frees a rule set; what was made with it keeps it.
 */
void doithoai_ruleset_free(doithoai_ruleset *ruleset);

/*
 Runs scenario files. `files` is JSON: {"files": {"mine.test.toml": "…", "mine.toml": "…"}, "mutate": false}; names that end in ".test.toml" are run,
 the others are rule files and decrees that they name. Out comes JSON: "ok", "passed", "failed", "files", "coverage" and "mutation".
 */
doithoai_status doithoai_scenario_run_json(const char *files,
                                           size_t length,
                                           doithoai_string **out,
                                           doithoai_error **error);

/*
 Terms of some rule sets on a calendar; two versions of one rule set may stand together, one version twice is refused. `choices` is NULL, or a JSON object of readings that are adopted, such as
 {"hcmc-935/settle-petition": "ten-as-in-words"}.
 */
doithoai_status doithoai_terms_new(const doithoai_ruleset *const *rulesets,
                                   size_t count,
                                   const doithoai_calendar *calendar,
                                   const char *choices,
                                   size_t choices_length,
                                   doithoai_terms **out,
                                   doithoai_error **error);

/*
 The same terms with other versions of their rule sets known: what was pending when one of them came into force is judged as its [[transition]] says,
 or is contested where the dates differ. A version that the terms have, and one of another rule set, changes nothing.
 */
doithoai_status doithoai_terms_knowing(const doithoai_terms *terms,
                                       const doithoai_ruleset *const *versions,
                                       size_t count,
                                       doithoai_terms **out,
                                       doithoai_error **error);

/*
 Every duty of a dialogue, as JSON. `facts` is JSON: {"appointed": "2026-08-20", "facts": [{"event": "opened", "on": "2026-08-20"}]}. `view` is NULL,
 or {"as_of": "2026-09-30", "known_on": null}. `explain` is 1 for how each date was counted, else 0.
 */
doithoai_status doithoai_terms_timeline_json(const doithoai_terms *terms,
                                             const char *facts,
                                             size_t facts_length,
                                             const char *view_json,
                                             size_t view_length,
                                             int32_t explain,
                                             doithoai_string **out,
                                             doithoai_error **error);

/*
 The next day after the one of the view on which any duty is judged otherwise if nothing happens but what is recorded, and which duties those
 are, each as it was and as it is then, as JSON; null if nothing changes any more. `facts` and `view` as of doithoai_terms_timeline_json; the
 view must have `as_of`.
 */
doithoai_status doithoai_terms_next_change_json(const doithoai_terms *terms,
                                                const char *facts,
                                                size_t facts_length,
                                                const char *view_json,
                                                size_t view_length,
                                                doithoai_string **out,
                                                doithoai_error **error);

/*
 The last day on which a dialogue can be held so that all its duties are over by `over_by`, as JSON: "on", "decided_by", which is the duty that would be too
 late a day later, "under_every_reading" and "undated"; null where no duty has a date or no day is early enough.
 */
doithoai_status doithoai_terms_latest_day_json(const doithoai_terms *terms,
                                               doithoai_date over_by,
                                               doithoai_string **out,
                                               doithoai_error **error);

/*
 The first day on which a dialogue can be held if what must be done before it is done on `done_on`, as invitations that go out that day; as JSON like that of
 doithoai_terms_latest_day_json.
 */
doithoai_status doithoai_terms_earliest_day_json(const doithoai_terms *terms,
                                                 doithoai_date done_on,
                                                 doithoai_string **out,
                                                 doithoai_error **error);

/*
 When a duty is due if what it is counted from is on `anchor`, by the version that is in force on that day: where none is, DOITHOAI_UNDATED, whose
 JSON has the reason "not-in-force". A `ruleset` named as id@version is that version on any day. `earliest` and `latest`, which may be NULL, are its bounds where the days off
 are not decided yet, else the date itself.
 */
doithoai_status doithoai_due(const doithoai_terms *terms,
                             const char *ruleset,
                             const char *obligation,
                             doithoai_date anchor,
                             doithoai_date *out,
                             doithoai_date *earliest,
                             doithoai_date *latest,
                             doithoai_error **error);

/*
 doithoai_due over an array of anchors. A row that leaves the covered years, or on whose anchor no version is in force, becomes DOITHOAI_NO_DATE and
 is counted in `bad`. `earliest`, `latest`
 and `bad` may be NULL; the arrays may not overlap.
 */
doithoai_status doithoai_due_batch(const doithoai_terms *terms,
                                   const char *ruleset,
                                   const char *obligation,
                                   const doithoai_date *anchors,
                                   size_t count,
                                   doithoai_date *out,
                                   doithoai_date *earliest,
                                   doithoai_date *latest,
                                   size_t *bad,
                                   doithoai_error **error);

/*
 The same over 64-bit days, as numpy's datetime64[D] has them; a bad row becomes DOITHOAI_NO_DATE_I64.
 */
doithoai_status doithoai_due_batch_i64(const doithoai_terms *terms,
                                       const char *ruleset,
                                       const char *obligation,
                                       const int64_t *anchors,
                                       size_t count,
                                       int64_t *out,
                                       int64_t *earliest,
                                       int64_t *latest,
                                       size_t *bad,
                                       doithoai_error **error);

/*
 How a due date came about, as JSON: "due" with its certainty, and "trace", the steps of the count.
 */
doithoai_status doithoai_explain_json(const doithoai_terms *terms,
                                      const char *ruleset,
                                      const char *obligation,
                                      doithoai_date anchor,
                                      doithoai_string **out,
                                      doithoai_error **error);

/*
 How a due date came about, as sentences in `lang`, which is "vi" or "en", a line each.
 */
doithoai_status doithoai_explain_text(const doithoai_terms *terms,
                                      const char *ruleset,
                                      const char *obligation,
                                      doithoai_date anchor,
                                      const char *lang,
                                      doithoai_string **out,
                                      doithoai_error **error);

/*
 Frees terms; what was made with them keeps them.
 */
void doithoai_terms_free(doithoai_terms *terms);

/*
 The bytes, followed by a zero that the length leaves out; "" of NULL. Valid until the text is freed.
 */
const char *doithoai_string_data(const doithoai_string *string);

/*
 How many bytes; 0 of NULL.
 */
size_t doithoai_string_length(const doithoai_string *string);

/*
 Frees a text.
 */
void doithoai_string_free(doithoai_string *string);

#ifdef __cplusplus
}  // extern "C"
#endif  // __cplusplus

#endif  /* DOITHOAI_H */
