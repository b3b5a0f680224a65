//! Layouts as text: eight pixels a column, fourteen a line.
#![expect(clippy::needless_raw_string_hashes, reason = "expect-test writes them so")]

use expect_test::{Expect, expect};

use super::super::{Arrow, Diagram, Fate, Label, Owed, SegmentState, Shape};
use super::{english, marks};

const COLUMN: i32 = 8;
const LINE: i32 = 14;

struct Grid(Vec<Vec<char>>);

impl Grid {
    fn of(diagram: &Diagram) -> Self {
        let (columns, lines) = (diagram.width / COLUMN + 1, diagram.height / LINE + 1);
        let size = |count: i32| usize::try_from(count).unwrap();
        let mut grid = Self(vec![vec![' '; size(columns)]; size(lines)]);
        for lifeline in &diagram.lifelines {
            let half = i32::try_from(lifeline.name.chars().count()).unwrap() / 2;
            grid.write(lifeline.x - half * COLUMN, 2 * LINE, lifeline.name);
        }
        let mut shapes: Vec<_> = marks(diagram).collect();
        shapes.sort_by_key(|mark| super::super::paper::layer(&mark.shape));
        for mark in &shapes {
            grid.draw(&mark.shape);
        }
        for label in shapes.iter().flat_map(|mark| mark.labels()) {
            grid.label(label);
        }
        grid
    }

    fn put(&mut self, x: i32, y: i32, character: char) {
        let line = usize::try_from(y / LINE).ok().and_then(|line| self.0.get_mut(line));
        let column = usize::try_from(x / COLUMN).ok();
        if let Some(cell) = line.zip(column).and_then(|(line, column)| line.get_mut(column)) {
            *cell = character;
        }
    }

    fn write(&mut self, x: i32, y: i32, text: &str) {
        for (place, character) in (0..).zip(text.chars()) {
            self.put(x + place * COLUMN, y, character);
        }
    }

    fn label(&mut self, label: &Label) {
        let bounds = label.bounds();
        let middle = i32::midpoint(bounds.left, bounds.right);
        let half = i32::try_from(label.text.chars().count()).unwrap() * COLUMN / 2;
        // An arrow's label is above its line, anything else at the height of its shape.
        self.write(middle - half, label.y - 5, &label.text);
    }

    fn tall(&mut self, x: i32, y1: i32, y2: i32, character: char) {
        for y in (y1..=y2).step_by(4) {
            self.put(x, y, character);
        }
    }

    fn draw(&mut self, shape: &Shape) {
        match shape {
            Shape::Lifeline(piece) => {
                let character = match piece.state {
                    SegmentState::Up => '|',
                    SegmentState::Down => ' ',
                    SegmentState::Paused => ':',
                };
                self.tall(piece.x, piece.y1, piece.y2 - 1, character);
            }
            Shape::Bar(bar) => self.tall(bar.x, bar.y1, bar.y2 - 8, '#'),
            Shape::Transaction(field) => {
                self.tall(field.x1, field.y1, field.y2 - 8, '[');
                self.tall(field.x2, field.y1, field.y2 - 8, ']');
            }
            Shape::TransactionEnd(end) => self.across((end.x1, end.y), (end.x2, end.y), '='),
            Shape::Idle(idle) => self.across((idle.x1, idle.y), (idle.x2, idle.y), '~'),
            Shape::Partition(link) => self.across((link.x1, link.y), (link.x2, link.y), '%'),
            Shape::Timeout(wait) => {
                self.tall(wait.x, wait.y1, wait.y2, '!');
                self.put(wait.x, wait.y2, 'X');
            }
            Shape::Arrow(arrow) => self.arrow(arrow),
            Shape::Crash(crash) => self.put(crash.x, crash.y, '@'),
            Shape::Check(check) => self.put(check.x, check.y, 'C'),
            Shape::Payout(payout) => self.put(payout.x, payout.y, '$'),
            Shape::Note(note) => self.put(note.x, note.y, 'o'),
            Shape::Missing(missing) => {
                let line = missing.line.unwrap_or((missing.x, missing.x));
                self.across((line.0, missing.y), (line.1, missing.y), '.');
                if missing.what == Owed::Payout {
                    self.put(missing.x, missing.y, '?');
                }
            }
            Shape::Gutter(gutter) => {
                let number = gutter.step.to_string();
                let width = i32::try_from(number.len()).unwrap() * COLUMN;
                self.write(gutter.x - width, gutter.y - 4, &number);
            }
            Shape::Restart(_) => {}
        }
    }

    fn across(&mut self, (x1, y1): (i32, i32), (x2, y2): (i32, i32), character: char) {
        let steps = ((x2 - x1).abs() / COLUMN).max(1);
        for step in 0..=steps {
            let x = x1 + (x2 - x1) * step / steps;
            let y = y1 + (y2 - y1) * step / steps;
            self.put(x, y, character);
        }
    }

    fn arrow(&mut self, arrow: &Arrow) {
        self.across((arrow.x1, arrow.y1), (arrow.x2, arrow.y2), '-');
        let end = match arrow.fate {
            Fate::Lost { .. } => 'x',
            Fate::InFlight => 'O',
            _ if arrow.x2 > arrow.x1 => '>',
            _ => '<',
        };
        self.put(arrow.x2, arrow.y2, end);
    }

    fn text(&self) -> String {
        let lines = self.0.iter().map(|line| line.iter().collect::<String>());
        let lines: Vec<_> = lines.map(|line| line.trim_end().to_owned()).collect();
        // expect-test takes the indentation that all lines share for the source's.
        let filled = lines.iter().filter(|line| !line.is_empty());
        let indent = filled.map(|line| line.len() - line.trim_start().len()).min().unwrap_or(0);
        let shown = lines.iter().map(|line| line.get(indent..).unwrap_or(""));
        shown.collect::<Vec<_>>().join("\n") + "\n"
    }
}

fn check(scenario: &str, expected: &Expect) {
    expected.assert_eq(&Grid::of(&english(scenario)).text());
}

#[test]
fn a_transactional_message_whose_producer_crashes_after_its_commit() {
    check(
        "strategy transactional-message\nfault crash order-1 after commit for 10s\n",
        &expect![[r#"


                    Payment       Order service 1          Database          Broker         Red packets

                       |                 |                     |                |                |
                       |                 |                     |                |                |
                       |    callback     |                     |                |                |
             1         ----------------->#                     |                |                |
                       | !               #    half message     |                |                |
             2         | !               #------------------------------------->#                |
                       | !               #                     |SEND_OK (half)  #                |
             3         | !               #<-------------------------------------#                |
                       | !               #                     |                |                |
             4         | !               #--------BEGIN------->#  ]             |                |
                       | !               #                 [   #  ]             |                |
                       | !               # UPDATE order → PAID #  ]             |                |
             6         | !               #-------------------->#  ]             |                |
                       | !               # INSERT message log  #  ]             |                |
             8         | !               #-------------------->#  ]             |                |
                       | !               #       COMMIT    [   #  ]             |                |
            11         | !               #-------------------->#  ]             |                |
            13         | !               #                 =======commit point  |                |
                       | !               #     committed       |                |                |
                       | !               #<--------------------|                |                |
                       | !               |                     |                |                |
            14         | !               crash, back in 10 s   |                |                |
                       | !                                     |                |                |
                       | !                     idle 4.9 s      |                |                |
                ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
            15         |deadline missed                        |                |                |
                       |                                       |                |                |
                       |                       idle 5.1 s      |                |                |
                ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
                       |                                       |                |                |
            16         |     restarted · memory empty          |                |                |
                       |                 |                     |                |                |
                       |                 |    idle 19.9 s      |                |                |
                ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
                       |                 |                     |                |                |
                       |                 |                     |   check #1     |check 1/15      |
            17         |                 #<------------------------------------ C                |
                       |                 # SELECT message log  |                |                |
            18         |                 #-------------------->#                |                |
                       |                 #       found         #                |                |
            19         |                 #<--------------------#                |                |
                       |                 #                     |                |                |
            20         |                 #---answer: commit-------------------->#                |
                       |                 |                     |                #                |
                       |                 |                     |                |    deliver     |
            21         |                 |                     |                -------- ------->#
                       |                 |                     |                |                #
            23         |                 |                     |                |                $red packet #1
                       |                 |                     |                |                |
                       |                 |                     |                |                |
                                         |
        "#]],
    );
}

#[test]
fn a_send_inside_the_transaction_whose_answers_are_lost() {
    check(
        "strategy send-inside-transaction\nfault lose send.ack #1\nfault lose send.ack #2\n\
         fault lose send.ack #3\n",
        &expect![[r#"


                    Payment       Order service 1          Database          Broker         Red packets

                       |                 |                     |                |                |
                       |                 |                     |                |                |
                       |    callback     |                     |                |                |
             1         ----------------->#                     |                |                |
                       | !               #        BEGIN        |                |                |
             2         | !               #-------------------->#  ]             |                |
                       | !               # UPDATE order → PAID #  ]             |                |
             4         | !               #-------------------->#  ]             |                |
                       | !               #                 [   #  ]             |                |
             6         | !             ! #--------send------------------------->#                |
                       | !             ! #                 [   #  ]             #                |
                       | !             ! #                 [   #  ]             #    deliver     |
             7         | !             ! #                 [   #  ]SEND_OK      ------           |
                       | !             ! #          lost x----------------------#     -- ----    |
             8         | !             ! #                 [   #  ]             |            --->#
                       | !             ! #                 [   #  ]             |                #
             9         | !             ! #                 [   #  ]             |                $red packet #1
                       | !             ! #                 [   #  ]             |                |
                       | !             ! #      idle 3 s   [   #  ]             |                |
                ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
                       | !             ! #                 [   #  ]             |                |
            10         timeout after 3 s #  send · retry 2/3   #  ]             |                |
                       | !             ! #------------------------------------->#                |
                       | !             ! #                 [   #  ]             #                |
            11         | !             ! #                 [   #  ]             -    deliver     |
                       | !             ! #                 [   #  ]SEND_OK      #-------         |
                       | !             ! #          lost x----------------------|        ------  |
            12         | !             ! #                 [   #  ]             |              ->#
                       | !             ! #                 [   #  ]             |                #
            13         | !             ! #                 [   #  ]             |                $red packet #2
                       | !             ! #                 [   #  ]             |                |
                       | !             ! #      idle 2 s   [   #  ]             |                |
                ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
                       |deadline missed! #                 [   #  ]             |                |
            14         | X             ! #                 [   #  ]             |                |
                       |               ! #      idle 1 s   [   #  ]             |                |
                ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
                       |               ! #                 [   #  ]             |                |
            15         timeout after 3 s #                 [   #  ]             |                |
                       |               ! #--send · retry 3/3------------------->#                |
                       |               ! #                 [   #  ]             #                |
                       |               ! #                 [   #  ]             #    deliver     |
            16         |               ! #                 [   #  ]SEND_OK      ------           |
                       |               ! #          lost x----------------------#     -- ----    |
            17         |               ! #                 [   #  ]             |            --->#
                       |               ! #                 [   #  ]             |                #
            18         |               ! #                 [   #  ]             |                $red packet #3
                       |               ! #                 [   #  ]             |                |
                       |               ! #      idle 3 s   [   #  ]             |                |
                ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
                       |               ! #                 [   #  ]             |                |
            19         timeout after 3 s #      ROLLBACK   [   #  ]             |                |
                       |                 #-------------------->==rolled back    |                |
                       |                 #                     |                |                |
            21         <---500 error-----#                     |                |                |
                      late reply ignored |                     |                |                |
                       |                 |                     |                |                |
                       |                 |                     |                |                |
        "#]],
    );
}
