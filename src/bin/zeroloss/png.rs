//! A picture in pixels, drawn by resvg with the fonts of this machine.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError};

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::fontdb::{Database, Family};
use resvg::usvg::{FontResolver, Options, Tree};

use crate::BadInput;

/// Fonts that draw plain Latin text, the first that is there. On a machine without any of them
/// whatever font has the letters takes their place.
const LATIN: [&str; 7] =
    ["Noto Sans", "DejaVu Sans", "Liberation Sans", "Segoe UI", "Arial", "Helvetica", "Ubuntu"];

/// What to install where no font has the characters.
const INSTALL_CHINESE: &str = "install one: `fonts-noto-cjk` on Debian and Ubuntu, \
                               `google-noto-sans-cjk-fonts` on Fedora, `noto-fonts-cjk` on Arch; \
                               or take --svg, which needs none";

/// The same where there is no font at all.
const INSTALL_ANY: &str = "install one, like `fonts-dejavu-core` on Debian and Ubuntu, \
                           `dejavu-sans-fonts` on Fedora, `ttf-dejavu` on Arch; or take --svg, \
                           which needs none";

/// The fonts of this machine.
pub fn fonts() -> Database {
    let mut fonts = Database::new();
    fonts.load_system_fonts();
    fonts
}

/// A PNG of an SVG picture, so many times as large. Fails in words where a character of it is in no
/// font.
pub fn png(svg: &str, scale: u8, mut fonts: Database) -> Result<Vec<u8>, BadInput> {
    if fonts.is_empty() {
        return Err(BadInput(format!("--png: there is no font on this machine; {INSTALL_ANY}")));
    }
    name_plain_font(&mut fonts);
    let lacking = Mutex::new(BTreeSet::new());
    let tree = {
        let fallback = FontResolver::default_fallback_selector();
        let select_fallback = Box::new(|character, tried: &[_], fonts: &mut Arc<Database>| {
            let found = fallback(character, tried, fonts);
            if found.is_none() {
                lacking.lock().unwrap_or_else(PoisonError::into_inner).insert(character);
            }
            found
        });
        let font_resolver = FontResolver { select_fallback, ..FontResolver::default() };
        let options = Options { fontdb: Arc::new(fonts), font_resolver, ..Options::default() };
        Tree::from_str(svg, &options).map_err(|error| BadInput(format!("--png: {error}")))?
    };
    let lacking = lacking.into_inner().unwrap_or_else(PoisonError::into_inner);
    if !lacking.is_empty() {
        return Err(BadInput(in_words(&lacking)));
    }
    let size = tree.size().to_int_size().scale_by(f32::from(scale));
    let pixmap = size.and_then(|size| Pixmap::new(size.width(), size.height()));
    let mut pixmap = pixmap.ok_or_else(|| {
        BadInput("--png: the picture is too large; take a smaller --scale, or --svg".to_owned())
    })?;
    let transform = Transform::from_scale(f32::from(scale), f32::from(scale));
    resvg::render(&tree, transform, &mut pixmap.as_mut());
    pixmap.encode_png().map_err(|error| BadInput(format!("--png: {error}")))
}

/// The picture asks for the font of the reader's system and at last for any without serifs: says
/// which that is.
fn name_plain_font(fonts: &mut Database) {
    let is_there = |name: &&str| {
        fonts.faces().any(|face| face.families.iter().any(|(family, _)| family == name))
    };
    let first = || fonts.faces().find_map(|face| Some(face.families.first()?.0.clone()));
    let name = LATIN.into_iter().find(is_there).map(str::to_owned).or_else(first);
    if let Some(name) = name {
        fonts.set_sans_serif_family(name.clone());
        fonts.set_serif_family(name);
    }
    debug_assert!(!fonts.family_name(&Family::SansSerif).is_empty());
}

fn in_words(lacking: &BTreeSet<char>) -> String {
    let is_chinese = |character: &char| ('\u{2e80}'..='\u{ffef}').contains(character);
    let shown: String = lacking.iter().take(8).collect();
    if lacking.iter().any(is_chinese) {
        format!(
            "--png: no font on this machine has the Chinese characters {shown}; {INSTALL_CHINESE}"
        )
    } else {
        format!("--png: no font on this machine has the characters {shown}; {INSTALL_ANY}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CHINESE: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"90\" height=\"20\">\
                           <text y=\"15\" font-family=\"system-ui,sans-serif\">\
                           ok 订单</text></svg>";

    /// Without a font there is a message; with the machine's a picture, or a message that names
    /// what to install.
    #[test]
    fn what_no_font_has_is_an_error_that_says_what_to_install() {
        let none = png(CHINESE, 1, Database::new()).err().map(|BadInput(message)| message);
        assert!(none.is_some_and(|message| message.contains("fonts-dejavu-core")));
        match png(CHINESE, 2, fonts()) {
            Ok(picture) => assert!(picture.starts_with(b"\x89PNG")),
            Err(BadInput(message)) => assert!(message.contains("fonts-"), "{message}"),
        }
        let chinese = in_words(&BTreeSet::from(['订', '单']));
        assert!(chinese.contains("单订; ") || chinese.contains("订单; "), "{chinese}");
        assert!(chinese.contains("`fonts-noto-cjk` on Debian"), "{chinese}");
        assert!(in_words(&BTreeSet::from(['✓'])).contains("fonts-dejavu-core"));
    }

    #[test]
    fn characters_that_only_a_removed_font_had_are_missed() {
        let mut without = fonts();
        let is_chinese = |name: &str| {
            ["CJK", "Hei", "Song", "Kai", "Fang", "WenQuanYi", "Droid", "Unifont", "UMing", "UKai"]
                .iter()
                .any(|part| name.contains(part))
        };
        let named: Vec<_> = without
            .faces()
            .filter(|face| face.families.iter().any(|(name, _)| is_chinese(name)))
            .map(|face| face.id)
            .collect();
        for id in named {
            without.remove_face(id);
        }
        let message = png(CHINESE, 1, without).err().map(|BadInput(message)| message);
        assert!(message.is_some_and(|message| message.contains("install one")));
    }
}
