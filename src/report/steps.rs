//! The pictures of all steps, one file each, in a zip file.

use crate::diagram::svg::{Caption, Palette, picture};
use crate::diagram::{Options, layout};
use crate::run::Run;
use crate::text::{self, Lang};
use crate::timeline::Timeline;

use super::TooLong;
use super::zip::zip;

/// Most steps of such a file: each picture has everything that came before.
pub const PICTURES_MAX: u32 = 200;

/// A zip file with a picture for each step, from `step-000.svg`, before anything has happened. All
/// have the size of the last one, so that they make a film.
pub fn steps(run: &Run, lang: Lang) -> Result<Vec<u8>, TooLong> {
    TooLong::check(run, PICTURES_MAX)?;
    let diagram = layout(run, &Options { lang, ..Options::default() });
    let title = text::title_of(lang, &run.shop.program.header);
    let timeline = Timeline::new(&run.scenario);
    let entry = |step: u32| {
        let description = text::summary_at(lang, run, &timeline.world_at(step), step);
        let caption = Caption { lang, title, description: &description };
        let name = format!("step-{step:03}.svg");
        (name, picture(&diagram, step, Palette::Light, &caption))
    };
    Ok(zip(&(0..=run.steps()).map(entry).collect::<Vec<_>>()))
}
