/* A bug in the library comes back as a status, and the process lives. */
#include "check.h"

#ifdef __cplusplus
extern "C"
#endif
doithoai_status doithoai_test_panic(doithoai_error **error);

int main(void) {
    doithoai_calendar *calendar;
    int round;
    for (round = 0; round < 3; round++) FAILS(DOITHOAI_PANIC, e, doithoai_test_panic(&e));
    CHECK(doithoai_test_panic(NULL) == DOITHOAI_PANIC);
    calendar = vietnam();
    doithoai_calendar_free(calendar);
    puts("panic: ok");
    return 0;
}
