//! The conformance corpus in `conformance/`: its files are current (`UPDATE=1` rewrites them), and the library gives every case.

#[path = "conformance/calendars.rs"]
mod calendars;
#[path = "conformance/corpus.rs"]
mod corpus;
#[path = "conformance/library.rs"]
mod library;
#[path = "conformance/limits.rs"]
mod limits;
#[path = "conformance/scenarios.rs"]
mod scenarios;
#[path = "conformance/written.rs"]
mod written;
