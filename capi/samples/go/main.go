// Due dates and a dialogue from Go, through cgo. CGO_CFLAGS=-I… and CGO_LDFLAGS="-L… -ldoithoai" say where the header
// and the library are; the argument is the folder of the data.
package main

// #include <doithoai.h>
import "C"

import (
	"bytes"
	"encoding/json"
	"fmt"
)

func main() {
	fmt.Printf("abi %d, release %s\n", C.DOITHOAI_ABI_VERSION, C.GoString(C.doithoai_version()))
	var err *C.doithoai_error // every call sets it anew
	var rules, wrong *C.doithoai_ruleset
	var calendar *C.doithoai_calendar
	var terms *C.doithoai_terms
	var dialogue *C.doithoai_dialogue
	var text *C.doithoai_string
	must(C.doithoai_ruleset_builtin(id("hcmc-935"), &rules, &err), &err)
	must(C.doithoai_calendar_builtin(id("vn-public"), &calendar, &err), &err)
	must(C.doithoai_terms_new(&rules, 1, calendar, nil, 0, &terms, &err), &err)

	var due, earliest, latest C.doithoai_date
	hcmc, duty := id("hcmc-935"), id("notify-conclusion")
	must(C.doithoai_due(terms, hcmc, duty, 20685, &due, &earliest, &latest, &err), &err)
	fmt.Printf("due %d, %d to %d\n", due, earliest, latest)

	first, size := document(read("plan.json")) // a pointer and a length
	must(C.doithoai_dialogue_plan_json(terms, first, size, &dialogue, &err), &err)
	lines := bytes.Split(bytes.TrimSpace(read("events.jsonl")), []byte("\n"))
	for number, line := range lines {
		first, size = document(line)
		status := C.doithoai_dialogue_record_json(dialogue, first, size, nil, &err)
		if number < len(lines)-1 {
			must(status, &err)
		} else {
			fmt.Println("refused", check(status, &err)) // the last line
		}
	}
	first, size = document([]byte(`{"as_of": "2026-09-30"}`))
	must(C.doithoai_dialogue_audit_text(dialogue, first, size, id("vi"), &text, &err), &err)
	fmt.Printf("%s", take(text))
	must(C.doithoai_dialogue_timeline_json(dialogue, first, size, 0, &text, &err), &err)
	fmt.Println("timeline", len(take(text)), "bytes of JSON")

	var anchors, dues [1000]C.doithoai_date
	bad, sum := C.size_t(0), int64(0)
	for row := range anchors {
		anchors[row] = C.doithoai_date(46850 + row)
	}
	must(C.doithoai_due_batch(terms, hcmc, duty, &anchors[0], 1000, &dues[0], nil, nil, &bad, &err), &err)
	for _, due := range dues {
		if due != C.DOITHOAI_NO_DATE {
			sum += int64(due)
		}
	}
	fmt.Printf("batch 1000 days, %d bad, sum %d\n", bad, sum)

	first, size = document(read("wrong.toml"))
	fmt.Println("rule file", check(C.doithoai_ruleset_from_toml(first, size, &wrong, &err), &err))
	must(C.doithoai_ruleset_check_json(first, size, &text, &err), &err)
	fmt.Printf("%s\n", take(text))
	first, size = document(read("scenarios.json"))
	must(C.doithoai_scenario_run_json(first, size, &text, &err), &err)
	var report struct{ Passed, Failed int }
	if failure := json.Unmarshal(take(text), &report); failure != nil {
		panic(failure)
	}
	fmt.Printf("scenarios passed %d, failed %d\n", report.Passed, report.Failed)

	C.doithoai_dialogue_free(dialogue)
	C.doithoai_terms_free(terms)
	C.doithoai_calendar_free(calendar)
	C.doithoai_ruleset_free(rules)
	fmt.Println("done")
}
