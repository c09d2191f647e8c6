//! What events, duties and contents of notices are called in sentences, with their rule set and without.

use crate::ruleset::vocabulary::{DAYS, built_in};
use crate::ruleset::{AnchorRule, DIALOGUE_DAY, RECEPTION_DAY, RuleSet};
use crate::text::{Lang, Text};

/// That a duty is in time under some readings and late under others.
pub(super) fn contested(met: &str, late: &str, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("tùy cách hiểu: không quá hạn theo {met}; quá hạn theo {late}"),
        Lang::En => format!("contested: not late under {met}; late under {late}"),
    }
}

/// `sau`, `sau khi`, `trước`, `trước khi`: a day is named by a noun, what happens by a verb.
pub(super) fn side(of: Option<&AnchorRule>, after: bool, lang: Lang) -> &'static str {
    let is_day = matches!(of, Some(AnchorRule::Event(event)) if is_day(event));
    match (after, is_day) {
        (true, true) => lang.pick("sau", "after"),
        (true, false) => lang.pick("sau khi", "after"),
        (false, true) => lang.pick("trước", "before"),
        (false, false) => lang.pick("trước khi", "before"),
    }
}

/// Whether it is the day of a dialogue or reception, and not something that happens.
pub(super) fn is_day(event: &str) -> bool {
    DAYS.iter().any(|(day, _)| *day == event)
}

/// What begins on a day, where hours are counted; else the event, or the end of the limit of a duty.
pub(super) fn moment_text(set: Option<&RuleSet>, anchor: &AnchorRule) -> Text {
    match (anchor, set) {
        (AnchorRule::Event(day), _) if **day == *DIALOGUE_DAY => {
            Text::new("bắt đầu đối thoại", "the beginning of the dialogue")
        }
        (AnchorRule::Event(day), _) if **day == *RECEPTION_DAY => {
            Text::new("bắt đầu buổi tiếp công dân", "the beginning of the reception")
        }
        (anchor, Some(set)) => set.anchor_text(anchor),
        (AnchorRule::Event(id) | AnchorRule::DueOf(id) | AnchorRule::BaseDueOf(id), None) => event_text(None, id),
    }
}

/// `chậm nhất 01 giờ trước khi bắt đầu đối thoại`
pub(super) fn hours_text(of: &Text, hours: u32, after: bool, lang: Lang) -> String {
    let of = of.get(lang);
    match (lang, after) {
        (Lang::Vi, true) => format!("trong {hours:02} giờ sau khi {of}"),
        (Lang::Vi, false) => format!("chậm nhất {hours:02} giờ trước khi {of}"),
        (Lang::En, _) => {
            let (plural, side) = (if hours == 1 { "" } else { "s" }, if after { "after" } else { "before" });
            format!("{hours} hour{plural} {side} \"{of}\"")
        }
    }
}

/// What an event is called; without its rule set, what every rule set calls it.
pub(super) fn event_text(set: Option<&RuleSet>, id: &str) -> Text {
    match set {
        Some(set) => set.event_text(id),
        None => built_in(id).map_or_else(|| Text::same(id.to_owned()), |event| event.text.clone()),
    }
}

/// What a content of a notice is called; without its rule set, only a built-in one.
pub(super) fn field_text(set: Option<&RuleSet>, id: &str) -> Text {
    set.map_or_else(|| crate::ruleset::field_text(id), |set| set.field_text(id))
}

/// What a duty is called; without its rule set, its id.
pub(super) fn duty_text(set: Option<&RuleSet>, id: &str) -> Text {
    set.map_or_else(|| Text::same(format!("`{id}`")), |set| set.duty_text(id))
}
