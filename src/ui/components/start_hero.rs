//! What the start page says before anything is touched, and the ways on.

use yew::prelude::*;

use crate::ui::lab::Lab;
use crate::ui::page::Page;

use super::masthead::page_link;

/// The headline, two sentences, and the ways on.
pub fn start_hero(lab: &Lab) -> Html {
    let words = lab.lang.words();
    html! {
        <section class="hero" aria-labelledby="hero-title">
            <h1 id="hero-title">{ words.start_title() }</h1>
            <p>{ words.start_text() }</p>
            <nav class="ways" aria-label={words.start_ways()}>
                { page_link(lab, Page::Lab, Some("way primary"), html! { words.start_lab() }) }
                { page_link(lab, Page::Guarantees, Some("way"), html! { words.start_guarantees() }) }
            </nav>
        </section>
    }
}
