//! The `dateline` command; everything it does is in the library's room `cli`.

fn main() -> std::process::ExitCode {
    dateline::cli::run(std::env::args_os())
}
