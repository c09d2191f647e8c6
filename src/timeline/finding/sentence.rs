//! What was found, as a sentence.

use chrono::NaiveDate;

use super::Finding;
use crate::ruleset::RuleSet;
use crate::text::{Lang, Text};
use crate::timeline::taken::pending_text;
use crate::timeline::{called, unknown};

impl Finding {
    /// The finding with events and duties by the names of their rule set.
    pub(in crate::timeline) fn text_in(&self, set: Option<&RuleSet>, lang: Lang) -> String {
        let date = |date: &NaiveDate| lang.date(*date);
        let event = |event: &String| called::event_text(set, event);
        match self {
            Self::ExtensionAfterLimit { notified, limit, inferred, counts } => {
                late_notice(&date(notified), &date(limit), *inferred, *counts, lang)
            }
            Self::ExtensionNotForCase { notified } => not_for_case(&date(notified), lang),
            Self::ExtensionTooOften { notified, times } => too_often(&date(notified), *times, lang),
            Self::ExtensionBeyondMaximum { notified, stated, maximum, by_rule } => {
                beyond_maximum([&date(notified), &date(stated), &date(maximum)], *by_rule, lang)
            }
            Self::ExtensionEndsBeforeLimit { stated, limit } => ends_before_limit(&date(stated), &date(limit), lang),
            Self::ExtensionWithoutLimit { notified } => without_limit(&date(notified), lang),
            Self::StatedLimitMovesNothing { notified, stated } => moves_nothing(&date(notified), &date(stated), lang),
            Self::ClassedAfterLimit { classed, limit, counts } => {
                classed_after_limit(&date(classed), &date(limit), *counts, lang)
            }
            Self::CancelledAfterLimit { cancelled, limit } => cancelled_late(&date(cancelled), &date(limit), lang),
            Self::ConditionAfterLimit { since, limit } => condition_after_limit(&date(since), &date(limit), lang),
            Self::FieldsMissing { event: of, on, fields } => {
                let fields: Vec<String> =
                    fields.iter().map(|id| called::field_text(set, id).get(lang).to_owned()).collect();
                fields_missing(event(of).get(lang), &date(on), &lang.list(&fields), lang)
            }
            Self::DoneWithoutClass { on } => done_without_class(&date(on), lang),
            Self::CapEndsBeforeLimit { of, cap, limit } => {
                cap_ends_before_limit(called::duty_text(set, of).get(lang), &date(cap), &date(limit), lang)
            }
            Self::LevelEnded { level, on, cite_text, successor } => {
                level_ended(&level.text(), &date(on), cite_text, successor, lang)
            }
            Self::DoneAfterEvent { event: of, happened, on } => {
                done_after((event(of).get(lang), called::is_day(of)), &date(happened), &date(on), lang)
            }
            Self::BeforeReceipt { event: of, on, received } => before_receipt(&event(of), (*on, *received), lang),
            Self::BeforeItArose { event: of, on, arose } => before_it_arose(&event(of), (*on, *arose), lang),
            Self::SuspendedAfterLimit { event: of, suspended, limit } => {
                suspended_late(event(of).get(lang), &date(suspended), &date(limit), lang)
            }
            Self::ExcusedAfterLimit { event: of, excused, limit } => {
                excused_late(event(of).get(lang), &date(excused), &date(limit), lang)
            }
            Self::StillRunning { event: of, since, enough_on } => {
                still_running(event(of).get(lang), &date(since), &date(enough_on), lang)
            }
            Self::EndedTooEarly { event: of, since, ended, enough_on, short_by } => {
                ended_too_early(event(of).get(lang), [&date(since), &date(ended), &date(enough_on)], *short_by, lang)
            }
            Self::UnknownEntry { entry, event, on, more } => {
                not_understood(&unknown::named(*entry, event.as_deref(), *on, lang), *more, lang)
            }
            Self::NotOpened { appointed } => not_opened(&date(appointed), lang),
            Self::PendingMatter { version, from, pending, cite_text } => {
                pending_text((version, *from), (*pending, cite_text), lang)
            }
            Self::PassedWhenLaidDown { version, from, cite_text } => {
                passed_when_laid_down(version, &date(from), cite_text, lang)
            }
            Self::DueBeforeMove { version, appointed, due, moved_on } => {
                due_before_move(version, [&date(appointed), &date(due), &date(moved_on)], lang)
            }
            Self::EffectBeforeIssue { version, from, issued } => {
                effect_before_issue(version, &date(from), &date(issued), lang)
            }
        }
    }
}

fn passed_when_laid_down(version: &str, from: &str, cite_text: &Text, lang: Lang) -> String {
    let cite = cite_text.get(lang);
    match lang {
        Lang::Vi => format!(
            "phiên bản {version} có hiệu lực từ ngày {from} và áp dụng cho việc đang giải quyết ({cite}), nhưng thời hạn theo phiên bản đó đã hết trước ngày ấy; giữ thời hạn trước đó"
        ),
        Lang::En => format!(
            "{version} is in force from {from} and judges what was pending ({cite}), but its limit had passed before that day; the one until then stands"
        ),
    }
}

fn not_for_case(notified: &str, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("văn bản ngày {notified} không áp dụng cho trường hợp này; thời hạn giữ nguyên"),
        Lang::En => format!("the notice of {notified} is not for this case; it moves nothing"),
    }
}

fn too_often(notified: &str, times: u32, lang: Lang) -> String {
    match lang {
        Lang::Vi => {
            format!("thông báo kéo dài ngày {notified} vượt quá {times} lần được phép; thời hạn giữ nguyên")
        }
        Lang::En => format!("the extension of {notified} is one more than the {times} allowed; it moves nothing"),
    }
}

fn beyond_maximum([notified, stated, maximum]: [&str; 3], by_rule: bool, lang: Lang) -> String {
    match (by_rule, lang) {
        (true, Lang::Vi) => format!(
            "theo thông báo ngày {notified}, quy định kéo dài đến {stated}, vượt mức tối đa; chỉ được đến {maximum}"
        ),
        (true, Lang::En) => format!(
            "the limit of {stated} that the rule gives by the notice of {notified} is beyond the maximum; {maximum} holds"
        ),
        (false, Lang::Vi) => {
            format!("thời hạn {stated} nêu trong văn bản ngày {notified} vượt mức tối đa; chỉ được đến {maximum}")
        }
        (false, Lang::En) => {
            format!("the limit of {stated} that the notice of {notified} states is beyond the maximum; {maximum} holds")
        }
    }
}

fn ends_before_limit(stated: &str, limit: &str, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("thời hạn mới {stated} sớm hơn thời hạn đang có; giữ {limit}"),
        Lang::En => format!("the stated limit of {stated} is earlier than the one in force; {limit} holds"),
    }
}

fn suspended_late(event: &str, suspended: &str, limit: &str, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("{event} ngày {suspended}, sau khi đã hết hạn ngày {limit}; thời hạn giữ nguyên"),
        Lang::En => format!("{event} on {suspended}, after the limit of {limit}; it moves nothing"),
    }
}

fn excused_late(event: &str, excused: &str, limit: &str, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("{event} ngày {excused}, sau khi đã hết hạn ngày {limit}; vẫn tính là được miễn trừ"),
        Lang::En => format!("{event} on {excused}, after the limit of {limit}; it excuses all the same"),
    }
}

fn cancelled_late(cancelled: &str, limit: &str, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("hủy ngày {cancelled}, khi đã hết hạn ngày {limit} mà chưa ghi nhận đã thực hiện"),
        Lang::En => {
            format!("cancelled on {cancelled}, after the limit of {limit}, by which it is not recorded as done")
        }
    }
}

fn without_limit(notified: &str, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("thông báo ngày {notified} không nêu thời hạn mới"),
        Lang::En => format!("the notice of {notified} states no new limit"),
    }
}

fn moves_nothing(notified: &str, stated: &str, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!(
            "văn bản ngày {notified} nêu thời hạn {stated}, nhưng theo cách hiểu đã chọn thì thời hạn không thay đổi"
        ),
        Lang::En => format!("the notice of {notified} states {stated}, which moves nothing under the adopted reading"),
    }
}

fn classed_after_limit(classed: &str, limit: &str, counts: bool, lang: Lang) -> String {
    match lang {
        Lang::Vi => {
            let counts =
                if counts { "vẫn tính theo loại đó" } else { "vẫn tính như trước khi phân loại" };
            format!("phân loại ngày {classed}, sau khi hết hạn ngày {limit}; theo cách hiểu này {counts}")
        }
        Lang::En => {
            let counts = if counts { "it counts" } else { "all is as it was before the classing" };
            format!("classed on {classed}, after the limit of {limit}; in this reading {counts}")
        }
    }
}

fn condition_after_limit(since: &str, limit: &str, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("phát sinh ngày {since}, sau khi đã hết hạn ngày {limit}"),
        Lang::En => format!("it came about on {since}, after its limit of {limit}"),
    }
}

fn fields_missing(event: &str, on: &str, fields: &str, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("{event}, ngày {on}: không nêu {fields}"),
        Lang::En => format!("{event} on {on}: does not state {fields}"),
    }
}

fn done_without_class(on: &str, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("đã thực hiện ngày {on} dù vụ việc chưa được phân loại vào trường hợp này"),
        Lang::En => format!("done on {on} although the case was not classed as one that has this duty"),
    }
}

fn cap_ends_before_limit(of: &str, cap: &str, limit: &str, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("thời hạn {of} ({cap}) sớm hơn thời hạn gốc; giữ {limit}"),
        Lang::En => format!("the limit of {of} ({cap}) ends before the base limit; {limit} holds"),
    }
}

/// A day is named by a noun, what happens by a verb.
fn done_after((event, is_day): (&str, bool), happened: &str, on: &str, lang: Lang) -> String {
    match lang {
        Lang::Vi if is_day => format!("thực hiện ngày {on}, sau {event} {happened}"),
        Lang::Vi => format!("thực hiện ngày {on}, sau khi {event}, ngày {happened}"),
        Lang::En => format!("done on {on}, after {event} on {happened}"),
    }
}

fn still_running(event: &str, since: &str, enough: &str, lang: Lang) -> String {
    match lang {
        Lang::Vi => {
            format!("đang thực hiện ({event} từ ngày {since}), đủ thời gian vào ngày {enough}; chưa ghi nhận kết thúc")
        }
        Lang::En => format!("goes on ({event} since {since}), long enough on {enough}; its end is not recorded"),
    }
}

fn ended_too_early(event: &str, [since, ended, enough]: [&str; 3], short_by: i64, lang: Lang) -> String {
    match lang {
        Lang::Vi => {
            format!("{event} từ ngày {since} đến ngày {ended}: thiếu {short_by} ngày, phải đến hết ngày {enough}")
        }
        Lang::En => {
            let plural = if short_by == 1 { "" } else { "s" };
            format!("{event} from {since} to {ended}: {short_by} day{plural} short, it had to go on to {enough}")
        }
    }
}

fn not_understood(entry: &str, more: usize, lang: Lang) -> String {
    let more = match (more, lang) {
        (0, _) => String::new(),
        (more, Lang::Vi) => format!(" và {more} mục khác"),
        (more, Lang::En) => format!(" and {more} more"),
    };
    match lang {
        Lang::Vi => format!("không hiểu được {entry}{more} của nhật ký nên không đánh giá"),
        Lang::En => format!("{entry}{more} of the log is not understood, so this is not judged"),
    }
}

fn not_opened(appointed: &str, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("đã qua ngày đối thoại {appointed} mà chưa ghi nhận khai mạc"),
        Lang::En => format!("the appointed day, {appointed}, has passed and no opening is recorded"),
    }
}

fn due_before_move(version: &str, [appointed, due, moved_on]: [&str; 3], lang: Lang) -> String {
    match lang {
        Lang::Vi => format!(
            "theo quy định áp dụng cho ngày đối thoại ban đầu {appointed} [{version}], hạn là ngày {due}, đã quá khi dời lịch ngày {moved_on}"
        ),
        Lang::En => format!(
            "under {version}, which held for the first day, {appointed}, it was due on {due}, and late when the day was moved on {moved_on}"
        ),
    }
}

fn effect_before_issue(version: &str, from: &str, issued: &str, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("quy định này [{version}] ban hành ngày {issued} nhưng nêu hiệu lực từ ngày {from}"),
        Lang::En => format!("{version} was issued on {issued} and claims effect from {from}"),
    }
}

fn level_ended(level: &Text, on: &str, cite_text: &Text, successor: &Text, lang: Lang) -> String {
    let (level, cite, successor) = (level.get(lang), cite_text.get(lang), successor.get(lang));
    match lang {
        Lang::Vi => {
            format!("{level} đã kết thúc hoạt động từ ngày {on} ({cite}); việc đang giải quyết chuyển cho: {successor}")
        }
        Lang::En => format!("the {level} level ended on {on} ({cite}); what was pending passes to: {successor}"),
    }
}

fn before_receipt(event: &Text, (on, received): (NaiveDate, NaiveDate), lang: Lang) -> String {
    let (event, on, received) = (event.get(lang), lang.date(on), lang.date(received));
    match lang {
        Lang::Vi => format!("{event} ngày {on}, trước khi tiếp nhận kiến nghị ngày {received}: không được tính"),
        Lang::En => format!("{event} on {on}, before the petition came in on {received}: it does not count"),
    }
}

fn before_it_arose(event: &Text, (on, arose): (NaiveDate, NaiveDate), lang: Lang) -> String {
    let (event, on, arose) = (event.get(lang), lang.date(on), lang.date(arose));
    match lang {
        Lang::Vi => format!("{event} ngày {on}, trước khi nhiệm vụ này phát sinh ngày {arose}: không được tính"),
        Lang::En => format!("{event} on {on}, before this duty arose on {arose}: it does not count"),
    }
}

fn late_notice(notified: &str, limit: &str, inferred: bool, counts: bool, lang: Lang) -> String {
    // Where the text is silent, it counts or not by the reading that is looked at.
    let reading = if inferred { lang.pick("theo cách hiểu này ", "in this reading ") } else { "" };
    let effect = match (counts, lang) {
        (false, Lang::Vi) => "thời hạn giữ nguyên",
        (false, Lang::En) => "it moves nothing",
        (true, Lang::Vi) => "vẫn được tính",
        (true, Lang::En) => "it counts all the same",
    };
    let inferred = match (inferred, lang) {
        (false, _) => "",
        (true, Lang::Vi) => " (văn bản không nêu phải thông báo trước khi nào: đây là suy luận)",
        (true, Lang::En) => " (the text does not say by when it must be notified: an inference)",
    };
    match lang {
        Lang::Vi => {
            format!(
                "đã thông báo thời hạn mới ngày {notified}, sau khi hết hạn ngày {limit}; {reading}{effect}{inferred}"
            )
        }
        Lang::En => {
            format!("a new limit was notified on {notified}, after the limit of {limit}; {reading}{effect}{inferred}")
        }
    }
}
