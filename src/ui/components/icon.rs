//! Inline icons, drawn on a 20 by 20 grid with strokes.

use yew::prelude::*;

/// Which icon.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Shape {
    /// To the beginning.
    First,
    /// One back.
    Back,
    /// Play.
    Play,
    /// Pause.
    Pause,
    /// One forward.
    Forward,
    /// To the end.
    Last,
    /// Undo.
    Undo,
    /// Redo.
    Redo,
    /// Back to the beginning of all changes.
    Reset,
    /// Something goes wrong.
    Bolt,
    /// A message is lost.
    Cross,
    /// A message is late.
    Clock,
    /// Close, remove.
    Close,
    /// Random.
    Dice,
    /// Copy the link.
    Link,
    /// Theme.
    Contrast,
    /// The project's sign: a half message.
    Half,
    /// An operator acts.
    Wrench,
    /// Open elsewhere.
    Open,
    /// Change by hand.
    Pencil,
    /// Add.
    Plus,
    /// A host loses power.
    Power,
    /// A message arrives twice.
    Twice,
    /// A list opens.
    Down,
}

impl Shape {
    /// The icon as a plain element.
    pub fn draw(self) -> Html {
        html! {
            <svg class="icon" viewBox="0 0 20 20" aria-hidden="true"><path d={self.path()} /></svg>
        }
    }

    fn path(self) -> &'static str {
        match self {
            Self::First => "M5 4v12M16 4l-8 6 8 6z",
            Self::Back => "M13 4l-7 6 7 6",
            Self::Play => "M6 4l10 6-10 6z",
            Self::Pause => "M7 4v12M13 4v12",
            Self::Forward => "M7 4l7 6-7 6",
            Self::Last => "M15 4v12M4 4l8 6-8 6z",
            Self::Undo => "M4 8h8a4 4 0 0 1 0 8H8M4 8l4-4M4 8l4 4",
            Self::Redo => "M16 8H8a4 4 0 0 0 0 8h4M16 8l-4-4M16 8l-4 4",
            Self::Reset => "M4 4v4h4M4.5 8A6.5 6.5 0 1 1 3.5 11",
            Self::Bolt => "M11 2L4 11h5l-1 7 7-9h-5z",
            Self::Cross | Self::Close => "M5 5l10 10M15 5L5 15",
            Self::Clock => "M10 3a7 7 0 1 0 .01 0M10 6v4l3 2",
            Self::Dice => "M4 4h12v12H4zM7.5 7.5h.01M12.5 12.5h.01M12.5 7.5h.01M7.5 12.5h.01",
            Self::Link => "M8 12l4-4M7 9l-2 2a3 3 0 0 0 4 4l2-2M13 11l2-2a3 3 0 0 0-4-4L9 7",
            Self::Contrast => "M10 3a7 7 0 1 0 .01 0M10 3v14M10 6h4M10 10h6M10 14h4",
            Self::Half => "M10 3a7 7 0 1 0 .01 0M10 3v14",
            Self::Wrench => "M13 4a4 4 0 0 0-4 5l-5 5 2 2 5-5a4 4 0 0 0 5-5l-2.5 2.5-2-2z",
            Self::Pencil => "M4 16l1-4 8-8 3 3-8 8zM11 6l3 3",
            Self::Plus => "M10 4v12M4 10h12",
            Self::Power => "M10 3v7M6 5.5a6 6 0 1 0 8 0",
            Self::Twice => "M4 4h8v8H4zM8 16h8V8",
            Self::Down => "M5 8l5 5 5-5",
            Self::Open => "M8 5H4v11h11v-4M11 4h5v5M16 4l-7 7",
        }
    }
}

/// An icon. It says nothing to a screen reader; the control around it has the name.
pub fn icon(shape: Shape) -> Html {
    html! {
        <svg class="icon" viewBox="0 0 20 20" aria-hidden="true" focusable="false">
            <path d={shape.path()} />
            if shape == Shape::Half {
                <path d="M10 3a7 7 0 0 1 0 14z" fill="currentColor" stroke="none" />
            }
        </svg>
    }
}
