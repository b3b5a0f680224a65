//! The page: what Trunk compiles to WebAssembly.

fn main() {
    zeroloss::ui::failure::watch();
    zeroloss::ui::run();
}
