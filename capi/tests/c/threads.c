/* Eight threads on one dialogue and on one calendar. */
#include "check.h"
#include <pthread.h>

enum { THREADS = 8, ROUNDS = 50 };

typedef struct {
    doithoai_calendar *calendar;
    doithoai_dialogue *dialogue;
    int number;
} job;

static void *work(void *given) {
    const job *mine = (const job *)given;
    int round;
    for (round = 0; round < ROUNDS; round++) {
        char fact[200];
        doithoai_date day = 0;
        doithoai_string *text = NULL;
        doithoai_error *error = NULL;
        size_t entry = 0;
        OK(doithoai_calendar_add_working_days(mine->calendar, 20685, 10, &day, NULL));
        CHECK(day == 20703);
        sprintf(fact, "{\"event\":\"petition-raised\",\"on\":\"2026-08-20\",\"petition\":\"KN-%d-%d\"}", mine->number, round);
        OK(doithoai_dialogue_record_json(mine->dialogue, TEXT(fact), &entry, NULL));
        CHECK(entry > 0);
        /* each thread gets its own error, not that of another */
        sprintf(fact, "{\"event\":\"reply-sent\",\"on\":\"2026-08-20\",\"petition\":\"no-%d\"}", mine->number);
        CHECK(doithoai_dialogue_record_json(mine->dialogue, TEXT(fact), NULL, &error) == DOITHOAI_REFUSED);
        CHECK(strstr(doithoai_error_json(error), "\"message\"") != NULL);
        doithoai_error_free(error);
        if (round % 10 == 0) {
            OK(doithoai_dialogue_audit_text(mine->dialogue, NULL, 0, "vi", &text, NULL));
            doithoai_string_free(text);
        }
    }
    return NULL;
}

int main(void) {
    doithoai_calendar *calendar = vietnam();
    doithoai_terms *terms = terms_of("hcmc-935", calendar);
    doithoai_dialogue *dialogue = planned(terms);
    doithoai_string *log = NULL;
    pthread_t threads[THREADS];
    job jobs[THREADS];
    const char *at;
    int number, lines = 0;
    OK(doithoai_dialogue_record_json(dialogue, TEXT("{\"event\":\"opened\",\"on\":\"2026-08-20\"}"), NULL, NULL));
    for (number = 0; number < THREADS; number++) {
        jobs[number].calendar = calendar;
        jobs[number].dialogue = dialogue;
        jobs[number].number = number;
        CHECK(pthread_create(&threads[number], NULL, work, &jobs[number]) == 0);
    }
    for (number = 0; number < THREADS; number++) CHECK(pthread_join(threads[number], NULL) == 0);
    OK(doithoai_dialogue_log_jsonl(dialogue, &log, NULL));
    for (at = doithoai_string_data(log); (at = strchr(at, '\n')) != NULL; at++) lines++;
    CHECK(lines == 2 + THREADS * ROUNDS); /* the plan, the opening, and each petition once */
    doithoai_string_free(log);
    doithoai_dialogue_free(dialogue);
    doithoai_terms_free(terms);
    doithoai_calendar_free(calendar);
    puts("threads: ok");
    return 0;
}
