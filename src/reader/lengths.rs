//! How long an id of a file may be: as long as one of a log.

use super::code::Code;
use super::value::Value;
use crate::text::{BadId, LONGEST_ID, Text, check_length, check_line};

const ID: Text = Text::new("mã", "id");
const NAME: Text = Text::new("tên", "name");

impl<'a> Value<'a> {
    /// A text that names something: one line, of as many characters as an id of a log has at most.
    pub(crate) fn name(&self) -> Option<&'a str> {
        let name = self.str()?;
        self.is_sound(check_line(&NAME, name)).then_some(name)
    }

    /// Whether an id, which this value has or stands under, is as long as one may be; says so if not.
    pub(super) fn is_short(&self, id: &str) -> bool {
        self.is_sound(check_length(&ID, id, LONGEST_ID))
    }

    fn is_sound(&self, checked: Result<(), BadId>) -> bool {
        let wrong = checked.err();
        if let Some(wrong) = &wrong {
            self.report(Code::BadId, crate::text::Message::both(wrong));
        }
        wrong.is_none()
    }
}
