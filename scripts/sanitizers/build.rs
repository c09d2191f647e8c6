//! Compiles the C programs, each with its `main` under a name of its own, under the sanitizer that SANITIZER names.

fn main() {
    let sanitizer = std::env::var("SANITIZER").unwrap_or_default();
    for program in ["every", "wrong", "threads", "panic"] {
        let source = format!("../../capi/tests/c/{program}.c");
        println!("cargo::rerun-if-changed={source}");
        let mut build = cc::Build::new();
        build
            .file(&source)
            .include("../../capi/include")
            .define("main", format!("{program}_main").as_str())
            .debug(true);
        if !sanitizer.is_empty() {
            build.flag(format!("-fsanitize={sanitizer}")).flag("-fno-omit-frame-pointer");
        }
        build.compile(&format!("{program}_program"));
    }
    println!("cargo::rerun-if-env-changed=SANITIZER");
    println!("cargo::rerun-if-changed=../../capi/tests/c/check.h");
    println!("cargo::rerun-if-changed=../../capi/include/doithoai.h");
}
