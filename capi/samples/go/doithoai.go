// What a Go program needs around the calls.
package main

// #include <doithoai.h>
import "C"

import (
	"fmt"
	"os"
	"unsafe"
)

func init() {
	if C.doithoai_abi_version() != C.DOITHOAI_ABI_VERSION {
		fmt.Fprintln(os.Stderr, "the library has another ABI")
		os.Exit(1)
	}
}

// check turns a failed call into a Go error. It takes the address of the call's error: Go may read arguments before it
// makes the call. The error belongs to the call because a goroutine may be on another thread at its next one.
func check(status C.doithoai_status, err **C.doithoai_error) error {
	if status == C.DOITHOAI_OK {
		return nil
	}
	defer C.doithoai_error_free(*err)
	return fmt.Errorf("%d: %s", status, C.GoString(C.doithoai_error_message_vi(*err)))
}

// must is check where a failure ends the program.
func must(status C.doithoai_status, err **C.doithoai_error) {
	if failure := check(status, err); failure != nil {
		panic(failure)
	}
}

// id lends a text that ends with a zero to a call: Go's memory, of which the library keeps nothing.
func id(text string) *C.char {
	return (*C.char)(unsafe.Pointer(&append([]byte(text), 0)[0]))
}

// document lends a text with its length.
func document(text []byte) (*C.char, C.size_t) {
	if len(text) == 0 {
		return nil, 0
	}
	return (*C.char)(unsafe.Pointer(&text[0])), C.size_t(len(text))
}

// take copies a text of the library, and frees it.
func take(text *C.doithoai_string) []byte {
	defer C.doithoai_string_free(text)
	return C.GoBytes(unsafe.Pointer(C.doithoai_string_data(text)), C.int(C.doithoai_string_length(text)))
}

func read(name string) []byte {
	text, err := os.ReadFile(os.Args[1] + "/" + name)
	if err != nil {
		panic(err)
	}
	return text
}
