//! The programs side by side, with the lines that differ marked.

use yew::prelude::*;

use crate::program::difference::lacking;
use crate::program::step::SourceLine;
use crate::run::Run;
use crate::ui::lab::Lab;

use super::program_lines::{indent, shown_lines, shown_text};

/// A row of the table: under each head its program. In the first a minus stands before what none of
/// the others has; in the others a plus before what the first has not.
pub fn programs(lab: &Lab) -> Html {
    let columns: Vec<&Run> = lab.rivals.columns.iter().map(|column| &*column.run).collect();
    let words = lab.lang.words();
    let cell = |(index, run): (usize, &&Run)| {
        let differs =
            if index == 0 { in_none(run, &columns[1..]) } else { in_none(run, &columns[..1]) };
        let (sign, said) = if index == 0 {
            ("−", words.compare_line_in_none())
        } else {
            ("+", words.compare_line_not_in_first())
        };
        let lines = shown_lines(run).into_iter().zip(differs);
        html! {
            <td>
                <ol class="program" lang="en" translate="no">
                    { for lines.map(|(line, is_own)| item(run, line, is_own.then_some((sign, said)))) }
                </ol>
            </td>
        }
    };
    html! {
        <tr class="programs">
            <th scope="row">{ words.compare_programs() }</th>
            { for columns.iter().enumerate().map(cell) }
        </tr>
    }
}

/// For each line of a program that is shown whether none of the others has it.
fn in_none(run: &Run, others: &[&Run]) -> Vec<bool> {
    let lines = |run| shown_lines(run).into_iter().map(|(_, line)| line).collect::<Vec<_>>();
    let own = lines(run);
    let mut in_none = vec![true; own.len()];
    for other in others {
        for (all, lacks) in in_none.iter_mut().zip(lacking(&own, &lines(other))) {
            *all &= lacks;
        }
    }
    in_none
}

fn item(
    run: &Run,
    (number, line): (u16, &SourceLine),
    differs: Option<(&'static str, &'static str)>,
) -> Html {
    html! {
        <li key={number} data-differs={differs.map(|_| "")}
            data-tx={line.in_transaction.then_some("")}>
            <span class="mark" title={differs.map(|(_, said)| said)} aria-hidden="true">
                { differs.map(|(sign, _)| sign) }
            </span>
            <span style={indent(line)}>{ shown_text(run, line) }</span>
            if let Some((_, said)) = differs {
                <span class="hidden-text">{ said }</span>
            }
        </li>
    }
}
