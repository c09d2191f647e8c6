/* Due dates and a dialogue from C99. The argument is the folder of the data. */
#include <doithoai.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char document[65536];  /* the file read last; those of the data are smaller */
static doithoai_error *error; /* of the last call: enough for one thread */

static size_t read_file(const char *folder, const char *name) {
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "rb");
    if (!file) { perror(path); exit(1); }
    size_t length = fread(document, 1, sizeof document - 1, file);
    document[length] = '\0';
    fclose(file);
    return length;
}
static void report(FILE *to, const char *what) { /* prints the error of the last call, and frees it */
    fprintf(to, "%s %" PRId32 ": %s\n", what, doithoai_error_status(error), doithoai_error_message_vi(error));
    doithoai_error_free(error);
}
static void check(doithoai_status status) { /* ends the program if the call failed */
    if (status != DOITHOAI_OK) { report(stderr, "error"); exit(1); }
}
static void print(doithoai_string *text, const char *end) { /* prints a text, and frees it */
    fwrite(doithoai_string_data(text), 1, doithoai_string_length(text), stdout);
    fputs(end, stdout);
    doithoai_string_free(text);
}
int main(int argc, char **argv) {
    const char *folder = argc > 1 ? argv[1] : ".", *duty = "notify-conclusion", *view = "{\"as_of\":\"2026-09-30\"}";
    if (doithoai_abi_version() != DOITHOAI_ABI_VERSION) { fputs("the library has another ABI\n", stderr); return 1; }
    printf("abi %d, release %s\n", DOITHOAI_ABI_VERSION, doithoai_version());
    doithoai_calendar *calendar; doithoai_ruleset *rules, *none = NULL; doithoai_terms *terms;
    doithoai_dialogue *dialogue; doithoai_string *text;
    doithoai_date due, earliest, latest, anchors[1000], dues[1000];
    size_t length, bad;

    check(doithoai_calendar_builtin("vn-public", &calendar, &error));
    check(doithoai_ruleset_builtin("hcmc-935", &rules, &error));
    check(doithoai_terms_new((const doithoai_ruleset *[]){rules}, 1, calendar, NULL, 0, &terms, &error));
    check(doithoai_due(terms, "hcmc-935", duty, 20685, &due, &earliest, &latest, &error));
    printf("due %" PRId32 ", %" PRId32 " to %" PRId32 "\n", due, earliest, latest);

    length = read_file(folder, "plan.json");
    check(doithoai_dialogue_plan_json(terms, document, length, &dialogue, &error));
    read_file(folder, "events.jsonl");
    for (char *line = strtok(document, "\n"); line; line = strtok(NULL, "\n")) {
        doithoai_status status = doithoai_dialogue_record_json(dialogue, line, strlen(line), NULL, &error);
        if (status == DOITHOAI_REFUSED) report(stdout, "refused"); else check(status); /* the last: no such petition */
    }
    check(doithoai_dialogue_audit_text(dialogue, view, strlen(view), "vi", &text, &error));
    print(text, "");
    check(doithoai_dialogue_timeline_json(dialogue, view, strlen(view), 0, &text, &error));
    printf("timeline %zu bytes of JSON\n", doithoai_string_length(text));
    doithoai_string_free(text);
    for (int i = 0; i < 1000; i++) anchors[i] = 46850 + i; /* the last are due after 2100, which is not covered */
    check(doithoai_due_batch(terms, "hcmc-935", duty, anchors, 1000, dues, NULL, NULL, &bad, &error));
    int64_t sum = 0;
    for (int i = 0; i < 1000; i++) sum += dues[i] == DOITHOAI_NO_DATE ? 0 : dues[i];
    printf("batch 1000 days, %zu bad, sum %" PRId64 "\n", bad, sum);
    length = read_file(folder, "wrong.toml");
    doithoai_ruleset_from_toml(document, length, &none, &error);
    report(stdout, "rule file");
    check(doithoai_ruleset_check_json(document, length, &text, &error));
    print(text, "\n");
    length = read_file(folder, "scenarios.json");
    check(doithoai_scenario_run_json(document, length, &text, &error));
    const char *json = doithoai_string_data(text);
    const char *passed = strstr(json, "\"passed\":"), *failed = strstr(json, "\"failed\":");
    printf("scenarios passed %d, failed %d\n", atoi(passed + 9), atoi(failed + 9));
    doithoai_string_free(text);
    doithoai_dialogue_free(dialogue); doithoai_terms_free(terms);
    doithoai_ruleset_free(rules); doithoai_calendar_free(calendar);
    puts("done");
}
