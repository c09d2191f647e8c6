//! The name that programs link to: it changes with the ABI version only.

fn main() {
    let os = std::env::var("CARGO_CFG_TARGET_OS").unwrap_or_default();
    match os.as_str() {
        "linux" | "freebsd" | "android" => println!("cargo:rustc-cdylib-link-arg=-Wl,-soname,libdoithoai.so.0"),
        "macos" => println!("cargo:rustc-cdylib-link-arg=-Wl,-install_name,@rpath/libdoithoai.0.dylib"),
        _ => {}
    }
    println!("cargo:rerun-if-changed=build.rs");
}
