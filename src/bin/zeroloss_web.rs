//! The page: what Trunk compiles to WebAssembly.

fn main() {
    console_error_panic_hook::set_once();
    zeroloss::ui::run();
}
