//! Administrative units by their official codes, and what became of those that ended.
//!
//! Codes of two digits are provinces, of three districts until 2025-06-30, of five communes. The lists are those of the
//! General Statistics Office since October 2019, made into `table.rs` by `scripts/territories`.

mod former;
#[rustfmt::skip]
mod table;
mod unit_type;

use chrono::{Datelike, NaiveDate};
use serde::{Serialize, Serializer, ser::SerializeMap as _};

use crate::text::{Lang, Text, nearest};
use former::FORMER;
use table::{DISTRICTS, FIRST_LIST, LAST_DAYS, NEW, OLD, PROVINCES};
pub use unit_type::UnitType;

/// The names of today's communes, a line each, in the order of `NEW`.
static NEW_NAMES: &str = include_str!("territory/communes.txt");

/// The last day of the old units, as in the table.
const LAST_OLD_DAY: u32 = 20_250_630;

/// In the table of old communes these bits are the district; the others are which of the last days.
const DISTRICT_OF: u16 = 0x3ff;
const DISTRICT_BITS: u32 = DISTRICT_OF.count_ones();

/// What a reader must know of a unit that a subject names.
///
/// ```
/// use chrono::NaiveDate;
/// use doithoai::{Lang, Registry, Subject, ruleset::{HeadKind, Level}};
/// let on = NaiveDate::from_ymd_opt(2026, 8, 20).unwrap();
/// let district = Subject::new("01/002", Level::Commune, HeadKind::LocalGovernment, on)?;
/// let note = &Registry::builtin().binding(&district).units[0];
/// assert_eq!(
///     note.text(Lang::En),
///     "`002` (Quận Hoàn Kiếm) ended on 2025-07-01; what it was lies now in 00070 (Phường Hoàn Kiếm), 00082 (Phường Cửa Nam), \
///      00097 (Phường Hồng Hà) and 00226 (Phường Văn Miếu - Quốc Tử Giám)"
/// );
/// # Ok::<(), doithoai::ruleset::SubjectError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum UnitNote {
    /// The unit ended.
    Ended {
        /// Its code.
        code: String,
        /// Its name.
        name: String,
        /// The day of the first list without it.
        on: NaiveDate,
        /// Codes and names of the units that it passed into; empty where the lists do not tell.
        into: Vec<(String, String)>,
    },
    /// The unit lies in another province or district than the one that it is named with.
    Elsewhere {
        /// Its code.
        code: String,
        /// Its name, where the lists of today have it.
        name: Option<String>,
        /// The unit that it is named with.
        named: String,
        /// The unit that it lies in.
        lies_in: String,
    },
    /// The unit lies in the one that it is named with only since a later day.
    Later {
        /// Its code.
        code: String,
        /// Its name, where the lists have it.
        name: Option<String>,
        /// The unit that it is named with.
        named: String,
        /// The first day on which it lies there.
        since: NaiveDate,
        /// The unit that it lay in until then, where the lists tell.
        lay_in: Option<String>,
    },
    /// The unit was said to be of another kind than the lists have it: what was said holds.
    OtherType {
        /// Its code.
        code: String,
        /// The kind that was said.
        said: UnitType,
        /// The kind that it has in the lists.
        listed: UnitType,
    },
}

impl UnitNote {
    /// The note in one language.
    ///
    /// ```
    /// # use doithoai::{Lang, Registry, Subject, ruleset::{HeadKind, Level}};
    /// # let on = chrono::NaiveDate::from_ymd_opt(2026, 8, 20).unwrap();
    /// let mut subject = Subject::new("01/00070", Level::Commune, HeadKind::LocalGovernment, on)?;
    /// subject.territory[0] = "79".to_owned(); // which `Subject::new` refuses
    /// let note = &Registry::builtin().binding(&subject).units[0];
    /// assert_eq!(note.text(Lang::Vi), "`00070` (Phường Hoàn Kiếm) thuộc `01`, không thuộc `79`");
    /// # Ok::<(), doithoai::ruleset::SubjectError>(())
    /// ```
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        match self {
            Self::Ended { code, name, on, into } => {
                let name = bracketed(name);
                let now: Vec<String> = into.iter().map(|(code, name)| format!("{code} ({name})")).collect();
                let is_merger = MERGED_ON == Some(*on);
                let is_reform = is_merger || on.pred_opt().is_some_and(|last| written(last) == LAST_OLD_DAY);
                let on = lang.date(*on);
                let ended = match (is_reform, lang) {
                    (true, Lang::Vi) => format!("`{code}`{name} kết thúc từ ngày {on}"),
                    (true, Lang::En) => format!("`{code}`{name} ended on {on}"),
                    (false, Lang::Vi) => format!("`{code}`{name} không còn trong danh mục ngày {on}"),
                    (false, Lang::En) => format!("`{code}`{name} is not in the list of {on}"),
                };
                match (now.is_empty(), lang) {
                    (true, _) => ended,
                    (false, Lang::Vi) => format!("{ended}; địa bàn đó nay thuộc {}", lang.list(&now)),
                    (false, Lang::En) => format!("{ended}; what it was lies now in {}", lang.list(&now)),
                }
            }
            Self::Elsewhere { code, name, named, lies_in } => {
                let name = bracketed(name.as_deref().unwrap_or_default());
                match lang {
                    Lang::Vi => format!("`{code}`{name} thuộc `{lies_in}`, không thuộc `{named}`"),
                    Lang::En => format!("`{code}`{name} lies in `{lies_in}`, not in `{named}`"),
                }
            }
            Self::Later { code, name, named, since, lay_in } => {
                let (name, since) = (bracketed(name.as_deref().unwrap_or_default()), lang.date(*since));
                let told = match lang {
                    Lang::Vi => format!("`{code}`{name} chỉ thuộc `{named}` từ ngày {since}"),
                    Lang::En => format!("`{code}`{name} lies in `{named}` only since {since}"),
                };
                match lay_in {
                    Some(lay_in) => format!("{told}{} `{lay_in}`", lang.pick("; trước đó thuộc", "; before that in")),
                    None => told,
                }
            }
            Self::OtherType { code, said, listed } => {
                let [said, listed] = [said, listed].map(|one| one.text().get(lang).to_owned());
                match lang {
                    Lang::Vi => {
                        format!("`{code}` được ghi là {said}, trong danh mục là {listed}; tính theo điều đã ghi")
                    }
                    Lang::En => {
                        format!("`{code}` was said to be a {said}, and is a {listed} in the lists; what was said holds")
                    }
                }
            }
        }
    }

    /// The code of the unit.
    ///
    /// The example of [`EndedTerritory`](crate::ruleset::EndedTerritory) shows it.
    #[must_use]
    pub fn code(&self) -> &str {
        match self {
            Self::Ended { code, .. }
            | Self::Elsewhere { code, .. }
            | Self::Later { code, .. }
            | Self::OtherType { code, .. } => code,
        }
    }
}

impl Serialize for UnitNote {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut map = to.serialize_map(None)?;
        map.serialize_entry("code", self.code())?;
        match self {
            Self::Ended { on, into, .. } => {
                map.serialize_entry("ended", on)?;
                let codes: Vec<&str> = into.iter().map(|(code, _)| code.as_str()).collect();
                map.serialize_entry("into", &codes)?;
            }
            Self::Elsewhere { lies_in, .. } => map.serialize_entry("lies_in", lies_in)?,
            Self::Later { named, since, lay_in, .. } => {
                map.serialize_entry("lies_in", named)?;
                map.serialize_entry("since", since)?;
                map.serialize_entry("lay_in", lay_in)?;
            }
            Self::OtherType { said, listed, .. } => {
                map.serialize_entry("said", said)?;
                map.serialize_entry("listed", listed)?;
            }
        }
        map.serialize_entry("text", &Text::build(|lang| self.text(lang)))?;
        map.end()
    }
}

fn bracketed(name: &str) -> String {
    if name.is_empty() { String::new() } else { format!(" ({name})") }
}

/// A day as the table writes it.
fn written(day: NaiveDate) -> u32 {
    let year = u32::try_from(day.year()).unwrap_or_default();
    year.saturating_mul(10_000).saturating_add(day.month().saturating_mul(100)).saturating_add(day.day())
}

/// The day after one of the table's.
fn day_after(day: u32) -> Option<NaiveDate> {
    let part = |whole: u32, size: u32| whole.checked_rem(size);
    let (year, month, day) = (day.checked_div(10_000)?, part(day.checked_div(100)?, 100)?, part(day, 100)?);
    NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)?.succ_opt()
}

fn last_day(of: usize) -> u32 {
    LAST_DAYS.get(of).copied().unwrap_or(LAST_OLD_DAY)
}

/// A unit of the lists.
#[derive(Clone, Copy)]
enum Unit {
    Province { code: u8, into: u8, old: &'static str, new: &'static str },
    District { code: u16, province: u8, last: u32, into: &'static [u16], name: &'static str },
    Commune { code: u16, old: Option<Old>, new: Option<New> },
}

/// A commune of the lists before 2025-07-01.
#[derive(Clone, Copy)]
struct Old {
    district: u16,
    last: u32,
    into: u16,
}

/// A commune of today's list.
#[derive(Clone, Copy)]
struct New {
    at: usize,
    province: u8,
}

impl New {
    fn name(self) -> &'static str {
        NEW_NAMES.lines().nth(self.at).unwrap_or_default()
    }
}

fn old(code: u16) -> Option<Old> {
    let at = OLD.binary_search_by_key(&code, |row| row.0).ok()?;
    let (_, packed, into) = OLD.get(at)?;
    let last = last_day(usize::from(packed >> DISTRICT_BITS));
    Some(Old { district: packed & DISTRICT_OF, last, into: *into })
}

fn new(code: u16) -> Option<New> {
    let at = NEW.binary_search_by_key(&code, |row| row.0).ok()?;
    NEW.get(at).map(|(_, province)| New { at, province: *province })
}

/// The unit with a code, if the lists have one.
fn unit(code: &str) -> Option<Unit> {
    const PROVINCE: usize = 2;
    const DISTRICT: usize = 3;
    const COMMUNE: usize = 5;
    let number = if code.bytes().all(|byte| byte.is_ascii_digit()) { code.parse::<u16>().ok()? } else { return None };
    match code.len() {
        PROVINCE => {
            let row = PROVINCES.iter().find(|row| u16::from(row.0) == number)?;
            Some(Unit::Province { code: row.0, into: row.1, old: row.2, new: row.3 })
        }
        DISTRICT => {
            let row = district(number)?;
            Some(Unit::District {
                code: row.0,
                province: row.1,
                last: last_day(row.2.into()),
                into: row.3,
                name: row.4,
            })
        }
        COMMUNE => {
            let (old, new) = (old(number), new(number));
            (old.is_some() || new.is_some()).then_some(Unit::Commune { code: number, old, new })
        }
        _ => None,
    }
}

/// Whether the lists have a code; they do not tell of smaller units that ended before the first of them.
pub(crate) fn is_listed(code: &str, on: NaiveDate) -> bool {
    unit(code).is_some() || code.len() > 2 && written(on) < FIRST_LIST
}

/// The province that a smaller unit lies in on a day, where its code alone is given.
pub(crate) fn province_of(code: &str, on: NaiveDate) -> Option<String> {
    let province = match unit(code)? {
        Unit::Province { .. } => return None,
        Unit::District { province, .. } => province,
        Unit::Commune { old: Some(old), new, .. } if written(on) <= old.last || new.is_none() => {
            district(old.district)?.1
        }
        Unit::Commune { new, .. } => new?.province,
    };
    Some(format!("{province:02}"))
}

fn district(code: u16) -> Option<&'static (u16, u8, u8, &'static [u16], &'static str)> {
    DISTRICTS.get(DISTRICTS.binary_search_by_key(&code, |row| row.0).ok()?)
}

/// The code of the province that a province's code means since 2025, and the codes of those that it was made of.
pub(crate) fn merger_of(code: &str) -> Option<(String, Vec<String>)> {
    let Some(Unit::Province { code, into, .. }) = unit(code) else { return None };
    let of = PROVINCES.iter().filter(|row| row.1 == into).map(|row| format!("{:02}", row.0));
    (code != into).then(|| (format!("{into:02}"), of.collect()))
}

/// The first day of the provinces of resolution 202/2025/QH15.
pub(crate) const MERGED_ON: Option<NaiveDate> = NaiveDate::from_ymd_opt(2025, 6, 12);

/// The first day of today's communes.
const FIRST_NEW_DAY: u32 = 20_250_701;

/// The day of the list that the names of today's communes are of.
const NAMES_OF: u32 = 20_260_712;

/// Wards of Đồng Nai that were communes in the first list of today's units; the day of the change is not in the lists.
const LATER_WARDS: [u16; 10] = [25270, 25357, 25363, 26116, 26170, 26248, 26326, 26368, 26425, 26485];

/// The kinds of units by how their names begin, in small letters.
const KINDS: [(&str, UnitType); 7] = [
    ("xã ", UnitType::Commune),
    ("phường ", UnitType::Ward),
    ("đặc khu ", UnitType::SpecialZone),
    ("quận ", UnitType::UrbanDistrict),
    ("huyện ", UnitType::RuralDistrict),
    ("thị xã ", UnitType::Town),
    ("thành phố ", UnitType::City),
];

/// What kind of unit a code names on a day, where the lists tell: of today's communes, and of the districts of before.
pub(crate) fn unit_type(code: &str, on: NaiveDate) -> Option<UnitType> {
    let on = written(on);
    let name = match unit(code)? {
        Unit::Commune { code, new: Some(new), .. } if on >= FIRST_NEW_DAY => {
            let is_told = on >= NAMES_OF || !LATER_WARDS.contains(&code);
            is_told.then(|| new.name())?
        }
        Unit::District { code, last, name, .. } if (FIRST_LIST..=last).contains(&on) => match former(code, on) {
            Some((last, kind)) => return Some(kind).filter(|_| on <= last),
            None => name,
        },
        _ => return None,
    };
    let name = name.to_lowercase();
    KINDS.iter().find(|(kind, _)| name.starts_with(kind)).map(|(_, kind)| *kind)
}

/// The kind that a district was of before it became another, if that was after a day, and the last list with that.
fn former(code: u16, on: u32) -> Option<(u32, UnitType)> {
    let row = FORMER.iter().find(|row| row.0 == code && on < row.2)?;
    Some((row.1, row.3))
}

/// The name of a province before the mergers, or since.
pub(crate) fn province_name(code: &str, since: bool) -> Option<&'static str> {
    match unit(code)? {
        Unit::Province { old, new, .. } => Some(if since && !new.is_empty() { new } else { old }),
        _ => None,
    }
}

/// The code that was most likely meant by one that is not listed: without the zeros in front, the nearest of those in the
/// unit that it is named with which are one slip away, or by its name.
pub(crate) fn likely(code: &str, within: Option<&str>) -> Option<String> {
    let code = code.trim();
    if !code.bytes().all(|byte| byte.is_ascii_digit()) {
        let names: Vec<(String, u8)> = PROVINCES
            .iter()
            .flat_map(|row| [(row.3.to_lowercase(), row.1), (row.2.to_lowercase(), row.0)])
            .filter(|(name, _)| !name.is_empty())
            .collect();
        let near = nearest(&code.to_lowercase(), names.iter().map(|(name, _)| name.as_str()))?;
        return names.iter().find(|(name, _)| name == near).map(|(_, code)| format!("{code:02}"));
    }
    let number = u16::try_from(code.parse::<u32>().ok()?).unwrap_or(u16::MAX);
    let province = format!("{number:02}");
    let commune = format!("{number:05}");
    if matches!(code.len(), 1 | 3 | 4) && unit(&province).is_some() {
        return Some(province);
    }
    if code.len() == 4 && unit(&commune).is_some() {
        return Some(commune);
    }
    let inside = |province: u8| within.is_none_or(|code| *code == format!("{province:02}"));
    let is_like = |other: &u16| is_one_slip(code, &format!("{other:0width$}", width = code.len()));
    let nearest =
        |codes: &mut dyn Iterator<Item = u16>| codes.filter(is_like).min_by_key(|code| (code.abs_diff(number), *code));
    let district = |row: &&(u16, u8, u8, &[u16], &str)| inside(row.1);
    match code.len() {
        2 => nearest(&mut PROVINCES.iter().map(|row| row.0.into())).map(|code| format!("{code:02}")),
        3 => nearest(&mut DISTRICTS.iter().filter(district).map(|row| row.0)).map(|code| format!("{code:03}")),
        5 => nearest(&mut NEW.iter().filter(|row| inside(row.1)).map(|row| row.0)).map(|code| format!("{code:05}")),
        _ => None,
    }
}

/// Whether at most one digit differs, or two neighbours stand in each other's place.
fn is_one_slip(code: &str, other: &str) -> bool {
    let pairs = || code.bytes().zip(other.bytes()).enumerate().filter(|(_, (a, b))| a != b);
    let mut differ = pairs();
    match (differ.next(), differ.next(), differ.next()) {
        (_, None, _) => true,
        (Some((at, (a, b))), Some((next, (c, d))), None) => next == at.saturating_add(1) && (a, b) == (d, c),
        _ => false,
    }
}

/// What became of the unit of a code that had ended by a day, also of a province that went into another.
pub(crate) fn ended(code: &str, on: NaiveDate) -> Option<UnitNote> {
    let unit = unit(code)?;
    unit.ended(on).or_else(|| unit.merged(on))
}

/// The units that a territory names and that had ended by a day, but for a province that stands inside the one it went into.
pub(crate) fn ended_units(territory: &[String], on: NaiveDate) -> impl Iterator<Item = UnitNote> {
    let inside = |code: &String| merger_of(code).is_some_and(|(into, _)| territory.contains(&into));
    territory.iter().filter(move |code| !inside(code)).filter_map(move |code| ended(code, on))
}

/// What is to be known of the units that a territory names, the largest first, on a day: those that ended, save a province,
/// whose merger is told by itself, and those that lie elsewhere or did then.
pub(crate) fn notes(territory: &[String], on: NaiveDate) -> Vec<UnitNote> {
    let mut notes = Vec::new();
    let mut larger: Option<&String> = None;
    for code in territory {
        let known = unit(code);
        notes.extend(larger.zip(known).and_then(|(larger, unit)| unit.elsewhere(larger, on)));
        notes.extend(known.and_then(|unit| unit.ended(on)));
        larger = Some(code);
    }
    notes
}

impl Unit {
    fn ended(self, on: NaiveDate) -> Option<UnitNote> {
        match self {
            Self::District { code, last, into, name, .. } if written(on) > last => {
                let into = if into.is_empty() {
                    communes_of(code)
                } else {
                    into.iter().filter_map(|code| of_district(*code)).collect()
                };
                Some(UnitNote::Ended { code: format!("{code:03}"), name: name.to_owned(), on: day_after(last)?, into })
            }
            Self::Commune { code, old: Some(old), new: None } if written(on) > old.last => {
                let into = of_commune(old.into).into_iter().collect();
                Some(UnitNote::Ended {
                    code: format!("{code:05}"),
                    name: String::new(),
                    on: day_after(old.last)?,
                    into,
                })
            }
            _ => None,
        }
    }

    /// That a province has gone into another, under whose code it is since.
    fn merged(self, on: NaiveDate) -> Option<UnitNote> {
        let Self::Province { code, into, old, .. } = self else { return None };
        let since = MERGED_ON.filter(|since| code != into && *since <= on)?;
        let code = format!("{code:02}");
        let into = format!("{into:02}");
        let name = province_name(&into, true).unwrap_or_default().to_owned();
        Some(UnitNote::Ended { code, name: old.to_owned(), on: since, into: vec![(into, name)] })
    }

    /// Where it lies, if the larger unit is none that it lies in on a day, or lay in before.
    fn elsewhere(self, larger: &str, on: NaiveDate) -> Option<UnitNote> {
        let (code, name, places) = self.places();
        let named = larger.to_owned();
        let lies_in = places.first()?.code.clone();
        let Some(place) = places.iter().find(|place| place.code == larger) else {
            return Some(UnitNote::Elsewhere { code, name, named, lies_in });
        };
        let since = place.since.filter(|since| on < *since)?;
        let lay_in = places.iter().find(|place| place.since.is_none()).map(|place| place.code.clone());
        Some(UnitNote::Later { code, name, named, since, lay_in })
    }

    /// Its code and name, and the units that it lies in or lay in before, the present ones first.
    fn places(self) -> (String, Option<String>, Vec<Place>) {
        let two = |code: u8| format!("{code:02}");
        let before = |code: String| Place { code, since: None };
        // Since the day on which its province went into another; in any other since the first of the new lists.
        let inside = |code: u8, old: Option<u8>| {
            let since = match old {
                Some(old) if old == code => None,
                Some(old) if successor(old) == Some(code) => MERGED_ON,
                _ => day_after(LAST_OLD_DAY),
            };
            Place { code: two(code), since }
        };
        let (code, name, places) = match self {
            // A province that was merged may stand inside the new one.
            Self::Province { code, into, old, new } => {
                let name = if new.is_empty() { old } else { new };
                (two(code), name, vec![inside(into, Some(code))])
            }
            Self::District { code, province, name, .. } => {
                let now = successor(province).map(|now| inside(now, Some(province)));
                (format!("{code:03}"), name, [Some(before(two(province))), now].into_iter().flatten().collect())
            }
            Self::Commune { code, old, new } => {
                let within = old.and_then(|old| district(old.district));
                let since = old.and_then(|old| self::new(old.into)).or(new);
                let since = since.map(|new| inside(new.province, within.map(|row| row.1)));
                let lay = within.into_iter().flat_map(|row| [two(row.1), format!("{:03}", row.0)]).map(before);
                let name = new.map(New::name).unwrap_or_default();
                (format!("{code:05}"), name, since.into_iter().chain(lay).collect())
            }
        };
        (code, Some(name.to_owned()).filter(|name| !name.is_empty()), places)
    }
}

/// A unit that another lies in, from a day on where it did not always, as far as the lists reach.
struct Place {
    code: String,
    since: Option<NaiveDate>,
}

/// The province that one went into, itself where it stayed.
fn successor(province: u8) -> Option<u8> {
    PROVINCES.iter().find(|row| row.0 == province).map(|row| row.1)
}

fn of_district(code: u16) -> Option<(String, String)> {
    district(code).map(|row| (format!("{code:03}"), row.4.to_owned()))
}

fn of_commune(code: u16) -> Option<(String, String)> {
    new(code).map(|new| (format!("{code:05}"), new.name().to_owned()))
}

/// Today's communes that what was a district lies in.
fn communes_of(district: u16) -> Vec<(String, String)> {
    let inside = OLD.iter().filter(|row| row.1 & DISTRICT_OF == district);
    let mut codes: Vec<u16> = inside.map(|row| row.2).filter(|code| *code != 0).collect();
    codes.sort_unstable();
    codes.dedup();
    codes.into_iter().filter_map(of_commune).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The official numbers of units: decisions of the General Statistics Office before and since 2025-07-01.
    #[test]
    fn the_lists_are_whole_and_sorted() {
        assert!(PROVINCES.is_sorted_by_key(|row| row.0) && DISTRICTS.is_sorted_by_key(|row| row.0));
        assert!(OLD.is_sorted_by_key(|row| row.0) && NEW.is_sorted_by_key(|row| row.0));
        assert_eq!(PROVINCES.len(), 63);
        assert_eq!(PROVINCES.iter().filter(|row| row.0 == row.1).count(), 34);
        assert_eq!(DISTRICTS.iter().filter(|row| last_day(row.2.into()) == LAST_OLD_DAY).count(), 696);
        assert_eq!((NEW.len(), NEW_NAMES.lines().count()), (3321, 3321));
        // The service still had 12 communes on the last day that are not among the official 10,035.
        let until = OLD.iter().filter(|row| old(row.0).unwrap().last == LAST_OLD_DAY);
        assert_eq!(until.count(), 10_035 + 12);
        assert!(OLD.iter().all(|row| district(row.1 & DISTRICT_OF).is_some() && (row.2 == 0 || new(row.2).is_some())));
    }
}
