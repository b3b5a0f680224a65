//! The languages of the page: what lies in `text/`. Whoever reads files asks which there are; what
//! they say is the business of the room `text`.

include!(concat!(env!("OUT_DIR"), "/lang.rs"));

/// What the program knows of a language without its sentences.
struct Facts {
    code: &'static str,
    name: &'static str,
    tags: &'static [&'static str],
    cardinal: fn(u64) -> &'static str,
    ordinal: fn(u64) -> &'static str,
}

/// The course is in Chinese, so that is the language of whoever asks for none.
impl Default for Lang {
    fn default() -> Self {
        Self::ZhCn
    }
}

/// The language of a header line of a file, and whether its text is the title or what is said
/// about it: of `about.zh` Chinese.
pub(crate) fn of_header(key: &str) -> Option<(TextKey, Lang)> {
    let place = |keys: [&str; Lang::ALL.len()]| {
        keys.iter().position(|known| *known == key).map(|place| Lang::ALL[place])
    };
    let title = place(TITLE_KEYS).map(|lang| (TextKey::Title, lang));
    title.or_else(|| Some((TextKey::About, place(ABOUT_KEYS)?)))
}

/// What a header line of a file has words for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum TextKey {
    /// `title.…`.
    Title,
    /// `about.…`.
    About,
}

impl Lang {
    fn facts(self) -> &'static Facts {
        &FACTS[self as usize]
    }

    /// The code that links, `--lang` and the `lang` attribute carry: `en`, `zh-CN` (BCP 47).
    pub fn code(self) -> &'static str {
        self.facts().code
    }

    /// The name of the language in itself: `English`, `简体中文`.
    pub fn native_name(self) -> &'static str {
        self.facts().name
    }

    /// Its short form in the files of strategies and scenarios: the `zh` of `title.zh`.
    pub fn tag(self) -> &'static str {
        self.facts().tags[0]
    }

    /// The language that somebody means who wrote `text`: a code in any case with `-` or `_`
    /// (`zh_cn`, `zh-Hans-SG`, `en-US`), a POSIX locale (`zh_CN.UTF-8`), a common short form (`cn`)
    /// or the name of the language. Only the primary subtag decides: a reader of Traditional
    /// Chinese is better served by Simplified than by English.
    pub fn from_tolerant(text: &str) -> Option<Self> {
        let text = text.trim().to_ascii_lowercase();
        let is_itself = |lang: &Self| {
            lang.code().eq_ignore_ascii_case(&text)
                || lang.native_name().to_ascii_lowercase() == text
        };
        let primary = text.split(['-', '_', '.', '@']).next().unwrap_or_default();
        let is_of_tag = |lang: &Self| lang.facts().tags.contains(&primary);
        let mut all = Self::ALL.iter().copied();
        all.clone().find(is_itself).or_else(|| all.find(is_of_tag))
    }

    /// The category of a number that counts: `one` of 1 in English.
    pub(crate) fn plural(self, number: u64) -> &'static str {
        (self.facts().cardinal)(number)
    }

    /// The category of a number that orders: `two` of 22 in English.
    pub(crate) fn ordinal(self, number: u64) -> &'static str {
        (self.facts().ordinal)(number)
    }
}
