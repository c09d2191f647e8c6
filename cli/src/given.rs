//! The logs that a command was given: each once, and one of each office.

use std::path::{Path, PathBuf};

use doithoai::audit::OfficeLog;
use doithoai::dialogue::{Log, Plan};
use doithoai::{Lang, Text};

use crate::logs::AnyLog;

/// The logs given so far, with their files.
#[derive(Default)]
pub(crate) struct Given {
    dialogues: Vec<(PathBuf, Plan)>,
    offices: Vec<(PathBuf, OfficeLog)>,
}

impl Given {
    /// Takes the next one in, unless it was given before.
    pub(crate) fn add(&mut self, path: &Path, log: &AnyLog) -> Result<(), Text> {
        match log {
            AnyLog::Dialogue(log) => self.add_dialogue(path, log),
            AnyLog::Office(log) => self.add_office(path, log),
        }
    }

    /// Offices may number their dialogues alike.
    fn add_dialogue(&mut self, path: &Path, log: &Log) -> Result<(), Text> {
        let plan = log.plan();
        let same_office = |other: &Plan| match (&other.subject, &plan.subject) {
            (Some(one), Some(other)) => one.is_same_office(other),
            (one, other) => one.is_none() && other.is_none(),
        };
        if let Some((earlier, _)) = self.dialogues.iter().find(|(_, other)| other.id == plan.id && same_office(other)) {
            return Err(dialogue_again(&plan.id, earlier));
        }
        self.dialogues.push((path.to_owned(), plan.clone()));
        Ok(())
    }

    fn add_office(&mut self, path: &Path, log: &OfficeLog) -> Result<(), Text> {
        if let Some((earlier, other)) =
            self.offices.iter().find(|(_, other)| other.subject().is_same_office(log.subject()))
        {
            return Err(office_again((earlier, other), log));
        }
        self.offices.push((path.to_owned(), log.clone()));
        Ok(())
    }
}

fn dialogue_again(id: &str, earlier: &Path) -> Text {
    let earlier = earlier.display();
    Text::owned(
        format!("cuộc đối thoại `{id}` được nêu hai lần (trước đó là `{earlier}`): mỗi cuộc chỉ nêu một lần"),
        format!("the dialogue `{id}` is given twice (before it as `{earlier}`): give each once"),
    )
}

/// Why a second log of an office is refused: it is the same, or another.
fn office_again((earlier, other): (&Path, &OfficeLog), log: &OfficeLog) -> Text {
    let earlier = earlier.display();
    let is_same = (log.office(), log.entries()) == (other.office(), other.entries());
    let of_commune = log.subject().territory.iter().any(|code| code.len() > 3);
    let of_lang = |lang| match (is_same, of_commune, lang) {
        (true, _, Lang::Vi) => format!("sổ này được nêu hai lần (trước đó là `{earlier}`): mỗi sổ chỉ nêu một lần"),
        (true, _, Lang::En) => format!("this log is given twice (before it as `{earlier}`): give each once"),
        (false, true, Lang::Vi) => {
            format!("một sổ trước đã có cùng `territory`, `level`, `head` (`{earlier}`): gộp hai sổ làm một")
        }
        (false, true, Lang::En) => {
            format!("an earlier log has the same `territory`, `level`, `head` (`{earlier}`): make one log of both")
        }
        (false, false, Lang::Vi) => format!(
            "một sổ trước đã có cùng `territory`, `level`, `head` (`{earlier}`): gộp hai sổ làm một, hoặc thêm mã đơn vị cấp xã vào `territory`"
        ),
        (false, false, Lang::En) => format!(
            "an earlier log has the same `territory`, `level`, `head` (`{earlier}`): make one log of both, or add the commune's code to `territory`"
        ),
    };
    Text::owned(of_lang(Lang::Vi), of_lang(Lang::En))
}
