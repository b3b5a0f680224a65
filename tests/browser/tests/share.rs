//! What a person takes along, and what she brings.

use browser_tests::{Browser, Site};

const STARTED: &str = "html[data-started]";

/// What the page saves is kept here in place of a download: its name, its size, and its text.
const KEEP_DOWNLOADS: &str = "window.saved = []; \
    HTMLAnchorElement.prototype.click = function () { \
      const name = this.download; \
      fetch(this.href).then((answer) => answer.blob()).then(async (blob) => { \
        const head = [...new Uint8Array(await blob.slice(0, 24).arrayBuffer())]; \
        window.saved.push({ name, size: blob.size, head, text: await blob.text() }); }); };";

fn page(query: &str) -> (Site, Browser) {
    let site = Site::from_env();
    let browser = Browser::start();
    browser.set_window(1440, 900);
    browser.open(&site.url(query));
    browser.wait_for(STARTED);
    browser.eval(&format!("(() => {{ {KEEP_DOWNLOADS} }})()"));
    (site, browser)
}

fn share(query: &str) -> (Site, Browser) {
    let (site, browser) = page(query);
    browser.click("#share");
    browser.wait_for(".sharing");
    (site, browser)
}

/// Asks for a file, and waits until it can be saved.
fn make(browser: &Browser, form: &str) {
    browser.click(&format!("#make-{form}"));
    browser.wait_for("#save-0");
}

/// Saves, and gives the value of an expression about what was saved.
fn save(browser: &Browser, button: &str, expression: &str) -> serde_json::Value {
    browser.eval("(() => { saved.length = 0; })()");
    browser.click(button);
    browser.wait_until("saved.length === 1");
    browser.eval(&expression.replace("file", "saved[0]"))
}

/// Lets a file fall onto the page.
fn drop_file(browser: &Browser, name: &str, content: &str) {
    browser.eval(&format!(
        "(() => {{ const brought = new DataTransfer(); \
         brought.items.add(new File([{content}], '{name}')); \
         for (const kind of ['dragover', 'drop']) document.body.dispatchEvent(new DragEvent(kind, \
         {{ dataTransfer: brought, bubbles: true, cancelable: true }})); }})()"
    ));
}

#[test]
fn the_run_is_taken_along_in_every_form() {
    let (site, browser) = share("/?scenario=a3-1&lang=en");
    let begins = [
        ("svg", "a3-1.svg", "<svg xmlns"),
        ("mermaid", "a3-1.mmd", "---\ntitle: "),
        ("plantuml", "a3-1.puml", "@startuml"),
        ("markdown", "a3-1.md", "# Send with retries after"),
        ("json", "a3-1.json", "{\n  \"scenario\": \"strategy send-after-commit"),
        ("itf", "a3-1.itf.json", "{\"#meta\":{\"format\":\"ITF\""),
    ];
    for (form, name, begin) in begins {
        make(&browser, form);
        browser.wait_until(&format!(
            "document.querySelector('[aria-labelledby=share-made]')?.textContent.startsWith({begin:?})"
        ));
        assert_eq!(save(&browser, "#save-0", "file.name"), name);
        let text = browser.eval("saved[0].text");
        assert!(text.as_str().is_some_and(|text| text.starts_with(begin)), "{form}: {text}");
    }
    browser.click("#copy-made");
    browser.wait_for_text("#copy-made", "Copied");
    browser.expect_no_errors();
    browser.expect_requests_only_to(&site);
}

#[test]
fn a_picture_in_pixels_has_the_size_that_was_asked_for() {
    let (_site, browser) = share("/?scenario=a3-1&lang=zh-CN");
    make(&browser, "svg");
    let width = save(&browser, "#save-0", "Number(/width=\"(\\d+)\"/.exec(file.text)[1])");
    let width = width.as_u64().unwrap_or_default();
    assert!(width > 300, "{width}");
    for (scale, name) in [(1, "a3-1.png"), (2, "a3-1@2x.png"), (3, "a3-1@3x.png")] {
        assert_eq!(save(&browser, &format!("#save-{scale}"), "file.name"), name);
        // The width is in the first chunk, in four bytes from the most significant on.
        let found =
            browser.eval("saved[0].head.slice(16, 20).reduce((all, one) => all * 256 + one)");
        assert_eq!(found, width * scale, "{name}");
    }
    browser.expect_no_errors();
}

#[test]
fn a_picture_that_the_browser_cannot_draw_is_said_in_words() {
    let (_site, browser) = share("/?scenario=a3-1&lang=en");
    make(&browser, "svg");
    browser.eval("(() => { HTMLCanvasElement.prototype.toBlob = (tell) => tell(null); })()");
    browser.click("#save-3");
    browser.wait_for_text(".notices", "draws no picture as large as a3-1@3x.png");
    browser.expect_no_errors();
}

#[test]
fn each_step_is_a_picture_in_a_zip_file() {
    let (_site, browser) = share("/?scenario=a3-1&lang=en");
    make(&browser, "steps");
    assert_eq!(browser.count("#copy-made"), 0, "a zip file is no text");
    assert_eq!(save(&browser, "#save-0", "file.name"), "a3-1-steps.zip");
    assert_eq!(browser.eval("String.fromCharCode(...saved[0].head.slice(0, 2))"), "PK");
    // Each stands before its picture and in the directory: one for each step, and one before.
    let names = browser.eval("(saved[0].text.match(/step-\\d+\\.svg/g) ?? []).length / 2");
    assert_eq!(names, 12);
    browser.expect_no_errors();
}

#[test]
fn the_frame_is_seen_before_it_is_taken() {
    let (_site, browser) = share("/?scenario=a3-1&lang=en");
    browser.click(".sharing summary");
    browser.wait_for(".sharing iframe");
    browser.enter_frame(".sharing iframe");
    browser.wait_for(".lab[data-layout=embed]");
    browser.wait_for_text("#clock", "step 9");
    browser.leave_frame();
    browser.expect_no_errors();
}

#[test]
fn without_the_program_that_makes_files_the_sheet_says_so() {
    let (_site, browser) = page("/?scenario=a3-1&lang=en");
    browser.eval(
        "(() => { const real = window.fetch; window.fetch = (file) => \
                  String(file).includes('zeroloss-search') ? Promise.resolve(new Response('', { status: 404 })) : real(file); })()",
    );
    browser.click("#share");
    browser.click("#make-mermaid");
    browser.wait_for_text("#share-made", "could not be loaded");
    browser.expect_no_errors();
}

#[test]
fn a_file_that_is_dropped_takes_the_stage_and_can_be_taken_back() {
    let (_site, browser) = page("/?scenario=a3-1&lang=en");
    drop_file(&browser, "mine.scenario", "'strategy send-once\\nfault lose send #1\\n'");
    let shows = |fault: &str| {
        browser.wait_until(&format!(
            "document.querySelector('.faults .mono')?.textContent === {fault:?}"
        ));
    };
    shows("lose send #1");
    browser.click("#undo");
    shows("crash order-1 after commit for 10s");
    // What was saved comes back.
    browser.click("#share");
    make(&browser, "json");
    save(&browser, "#save-0", "0");
    browser.press("Escape");
    browser.wait_until_gone(".sharing");
    browser.pick("#scenario", "a1-1");
    browser.wait_until("!document.querySelector('.faults').textContent.includes('crash')");
    drop_file(&browser, "a3-1.json", "saved[0].text");
    shows("crash order-1 after commit for 10s");
    browser.expect_no_errors();
}

#[test]
fn a_file_that_cannot_be_opened_is_explained_with_its_place() {
    let (_site, browser) = page("/?scenario=a3-1&lang=en");
    let check = |name: &str, content: &str, sentence: &str| {
        drop_file(&browser, name, content);
        browser.wait_for_text(".notices", sentence);
    };
    check(
        "a.scenario",
        "'strategy send-once\\nfautl lose send\\n'",
        "line 2: unknown line word `fautl`",
    );
    check(
        "a.strategy",
        "'title.en A\\n\\non payment\\n  comit\\n'",
        "a.strategy was not opened: line 4, column 3: unknown step `comit`",
    );
    check(
        "b.json",
        "'{\\n  \"scenario\": x\\n}'",
        "b.json was not opened: its JSON has a mistake at line 2",
    );
    check("c.json", "'{\"a\": 1}'", "this JSON has no scenario");
    check("d.png", "new Uint8Array([65, 10, 0xff, 0xfe, 0])", "line 2 is no text in UTF-8");
    check("e.txt", "new Uint8Array(17e6)", "e.txt was not opened: it is larger than 16 MB");
    check("f.scenario", "new Uint8Array(3e6)", "f.scenario was not opened: line 1");
    check("g.strategy", "'x\\n'.repeat(2e6)", "g.strategy was not opened: ");
    assert_eq!(browser.texts(".faults .mono"), ["crash order-1 after commit for 10s"]);
    browser.expect_no_errors();
}

#[test]
fn megabytes_pasted_into_the_editor_are_an_error_and_no_end() {
    for text in ["'\\u0001x'.repeat(1e6)", "'  send\\n'.repeat(3e5)", "'\\n'.repeat(2e6)"] {
        let (_site, browser) = page("/?scenario=a3-1&lang=en");
        browser.click("#edit");
        browser.wait_for("#editor:focus");
        // What is left of a paste: the browser cuts off what the field does not take.
        browser.eval(&format!(
            "(() => {{ const editor = document.querySelector('#editor'); \
             editor.value = {text}.slice(0, editor.maxLength); \
             editor.dispatchEvent(new InputEvent('input', {{ bubbles: true }})); }})()"
        ));
        browser.wait_for(".errors");
        browser.wait_until("document.querySelectorAll('.rows li').length <= 401");
        browser.press("Ctrl+z");
        browser.wait_until_gone(".errors");
        browser.expect_no_errors();
    }
}

#[test]
fn a_file_is_opened_and_a_form_taken_by_the_keyboard_alone() {
    let (_site, browser) = page("/?scenario=a3-1&lang=en");
    browser.eval("document.querySelector('#share').focus()");
    browser.press("Enter");
    browser.wait_until("document.activeElement.id === 'copy-link'");
    for _ in 0..40 {
        if browser.eval("document.activeElement.id") == "make-plantuml" {
            break;
        }
        browser.press("Tab");
    }
    browser.press("Enter");
    browser.wait_for_text("[aria-labelledby=share-made]", "@startuml");
    assert_eq!(browser.eval("document.activeElement.id"), "make-plantuml", "the focus stays");
    for _ in 0..40 {
        if browser.eval("document.activeElement.id") == "open-file" {
            break;
        }
        browser.press("Tab");
    }
    assert_eq!(browser.eval("document.activeElement.id"), "open-file");
    // The dialog of the system is none of the page; what it comes to is a change of the field.
    browser.eval(
        "(() => { const brought = new DataTransfer(); \
                  brought.items.add(new File(['strategy send-once\\n'], 'a.scenario')); \
                  const field = document.querySelector('#open-file'); \
                  field.files = brought.files; \
                  field.dispatchEvent(new Event('change', { bubbles: true })); })()",
    );
    browser.wait_until_gone(".sharing");
    browser.wait_for_text("#outcome .code", "OK");
    browser.expect_no_errors();
}

#[test]
fn the_sheet_fits_a_phone() {
    for lang in ["en", "zh-CN"] {
        let (_site, browser) = page(&format!("/?scenario=a3-1&lang={lang}"));
        browser.use_fingers();
        browser.set_window(390, 844);
        browser.click("#share");
        make(&browser, "svg");
        let is_within = "document.querySelector('.sharing').scrollWidth <= \
                         document.querySelector('.sharing').clientWidth \
                         && document.querySelector('.sharing').getBoundingClientRect().right \
                         <= innerWidth && document.documentElement.scrollWidth <= innerWidth";
        assert_eq!(browser.eval(is_within), true, "{lang}");
        let small = "[...document.querySelectorAll('.sharing button, .sharing input')] \
                     .filter((it) => it.getBoundingClientRect().height < 43.5) \
                     .map((it) => `${it.id} ${it.getBoundingClientRect().height}`)";
        assert_eq!(browser.eval(&format!("{small}.join()")), "", "{lang}");
        browser.expect_no_errors();
    }
}
