//! Choosing a scenario or a strategy: what there is ([`choices`]), and which of it somebody means
//! who types a few letters ([`filter`]). Pure; the components of the same names show it.

pub mod choices;
pub mod filter;
