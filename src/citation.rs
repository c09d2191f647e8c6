//! Where in an instrument a rule stands: `d13.k1.2.g2`, `mII.k2`, `pl1`, read back in both languages.

use std::fmt;
use std::str::FromStr;

use serde::{Serialize, Serializer};
use thiserror::Error;

use crate::text::{Lang, Text, messages};

/// A place in an instrument, from the largest part down: phụ lục (`pl1`), phần (`pIII`), mục (`mII`), điều (`d13`), khoản (`k1`), a
/// numbered item of a khoản (`2`), điểm (`a`, `đ`), and a dash of an unnumbered list (`g2`, gạch đầu dòng).
///
/// Parts, sections and appendices have the number that the instrument prints, roman or arabic.
///
/// ```
/// use doithoai::{Lang, Provision};
/// let place: Provision = "d13.k1.2.g2".parse().unwrap();
/// assert_eq!(place.text(Lang::Vi), "gạch đầu dòng thứ hai điểm 1.2 khoản 1 Điều 13");
/// assert_eq!(place.text(Lang::En), "Art. 13(1)(1.2), dash 2");
/// assert_eq!("d112.k1.đ".parse::<Provision>().unwrap().text(Lang::Vi), "điểm đ khoản 1 Điều 112");
/// let of_a_plan: Provision = "mII.k2".parse().unwrap();
/// assert_eq!((of_a_plan.text(Lang::Vi), of_a_plan.text(Lang::En)), ("khoản 2 Mục II".into(), "Section II(2)".into()));
/// assert!("13.1".parse::<Provision>().is_err());
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Provision {
    written: String,
    parts: Vec<Part>,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Part {
    /// With its number as printed, as have those below.
    Appendix(String),
    Division(String),
    Section(String),
    Article(u16),
    Clause(u16),
    Item(u16),
    Point(char),
    Dash(u16),
}

/// A place in an instrument that cannot be read.
///
/// ```
/// use doithoai::Provision;
/// let error = "13.1".parse::<Provision>().unwrap_err();
/// assert!(error.to_string().starts_with("`13.1` is not a place in an instrument: expected an article"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub struct ProvisionError {
    written: String,
}

messages! { ProvisionError, lang:
    Self { written } => "bad-place",
        "`{written}` không phải là vị trí trong văn bản: cần có điều, mục, phần hoặc phụ lục và những gì trong đó, như `d13.k1.g2`, `mII.k2`, `p3`, `pl1` (d điều, k khoản, chữ cái là điểm, g gạch đầu dòng, m mục, p phần, pl phụ lục)",
        "`{written}` is not a place in an instrument: expected an article, section, part or appendix and what stands in it, as in `d13.k1.g2`, `mII.k2`, `p3`, `pl1` (d điều, k khoản, a letter for a điểm, g gạch đầu dòng, m mục, p phần, pl phụ lục)";
}

impl FromStr for Provision {
    type Err = ProvisionError;

    fn from_str(written: &str) -> Result<Self, Self::Err> {
        let error = || ProvisionError { written: written.to_owned() };
        let parts: Option<Vec<Part>> = written.split('.').map(part).collect();
        match parts {
            Some(parts) if in_order(&parts) => Ok(Self { written: written.to_owned(), parts }),
            _ => Err(error()),
        }
    }
}

/// How large a part is that a place can begin with; none for what only stands inside one.
const fn rank(part: &Part) -> Option<u8> {
    match part {
        Part::Appendix(_) => Some(0),
        Part::Division(_) => Some(1),
        Part::Section(_) => Some(2),
        Part::Article(_) => Some(3),
        _ => None,
    }
}

/// Whether a place begins with a large part, and goes on with smaller ones, each once.
fn in_order(parts: &[Part]) -> bool {
    let large = parts.iter().take_while(|part| rank(part).is_some()).count();
    let (large, inside) = parts.split_at_checked(large).unwrap_or((parts, &[]));
    let falls = large.iter().zip(large.iter().skip(1)).all(|(a, b)| rank(a) < rank(b));
    !large.is_empty() && falls && inside.iter().all(|part| rank(part).is_none())
}

/// A number as printed: in digits, or in roman numerals.
fn printed(number_of: &str) -> Option<String> {
    let roman = !number_of.is_empty() && number_of.len() <= 8 && number_of.bytes().all(|byte| b"IVXLC".contains(&byte));
    (roman || number(number_of).is_some()).then(|| number_of.to_owned())
}

/// A number from 1, in digits alone.
fn number(digits: &str) -> Option<u16> {
    digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse().ok().filter(|n| *n > 0)).flatten()
}

fn part(written: &str) -> Option<Part> {
    let mut letters = written.chars();
    let first = letters.next()?;
    let rest = letters.as_str();
    if rest.is_empty() && first.is_lowercase() {
        return Some(Part::Point(first));
    }
    match first {
        'p' => match rest.strip_prefix('l') {
            Some(rest) => Some(Part::Appendix(printed(rest)?)),
            None => Some(Part::Division(printed(rest)?)),
        },
        'm' => Some(Part::Section(printed(rest)?)),
        'd' => Some(Part::Article(number(rest)?)),
        'k' => Some(Part::Clause(number(rest)?)),
        'g' => Some(Part::Dash(number(rest)?)),
        _ => Some(Part::Item(number(written)?)),
    }
}

impl Provision {
    /// The place as a lawyer of the language writes it.
    ///
    /// ```
    /// use doithoai::{Lang, Provision};
    /// let place: Provision = "d13.k3.g1".parse()?;
    /// assert_eq!(place.text(Lang::Vi), "gạch đầu dòng thứ nhất khoản 3 Điều 13");
    /// assert_eq!(place.text(Lang::En), "Art. 13(3), dash 1");
    /// # Ok::<(), doithoai::ProvisionError>(())
    /// ```
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        match lang {
            Lang::Vi => self.vietnamese(),
            Lang::En => self.english(),
        }
    }

    fn clause(&self) -> Option<u16> {
        self.parts.iter().find_map(|part| match part {
            Part::Clause(number) => Some(*number),
            _ => None,
        })
    }

    fn item(&self, number: u16) -> String {
        self.clause().map_or_else(|| number.to_string(), |clause| format!("{clause}.{number}"))
    }

    fn vietnamese(&self) -> String {
        let words: Vec<String> = self
            .parts
            .iter()
            .rev()
            .map(|part| match part {
                Part::Appendix(n) => format!("Phụ lục {n}"),
                Part::Division(n) => format!("Phần {n}"),
                Part::Section(n) => format!("Mục {n}"),
                Part::Article(n) => format!("Điều {n}"),
                Part::Clause(n) => format!("khoản {n}"),
                Part::Item(n) => format!("điểm {}", self.item(*n)),
                Part::Point(letter) => format!("điểm {letter}"),
                Part::Dash(n) => format!("gạch đầu dòng thứ {}", ordinal(*n)),
            })
            .collect();
        words.join(" ")
    }

    fn english(&self) -> String {
        let comma = |at: usize| if at == 0 { "" } else { ", " };
        self.parts
            .iter()
            .enumerate()
            .map(|(at, part)| match part {
                Part::Appendix(n) => format!("{}Appendix {n}", comma(at)),
                Part::Division(n) => format!("{}Part {n}", comma(at)),
                Part::Section(n) => format!("{}Section {n}", comma(at)),
                Part::Article(n) => format!("{}Art. {n}", comma(at)),
                Part::Clause(n) => format!("({n})"),
                Part::Item(n) => format!("({})", self.item(*n)),
                Part::Point(letter) => format!("({letter})"),
                Part::Dash(n) => format!(", dash {n}"),
            })
            .collect()
    }

    /// The place in an instrument named by `instrument`: `khoản 1 Điều 13 Quy chế 935-QĐ/TU`.
    ///
    /// ```
    /// use doithoai::{Provision, Text};
    /// let regulation = Text::new("Quy chế 935-QĐ/TU", "Working regulation 935-QĐ/TU");
    /// let cited = "d13.k1".parse::<Provision>()?.of(&regulation);
    /// assert_eq!(cited.vi, "khoản 1 Điều 13 Quy chế 935-QĐ/TU");
    /// assert_eq!(cited.en, "Working regulation 935-QĐ/TU, Art. 13(1)");
    /// # Ok::<(), doithoai::ProvisionError>(())
    /// ```
    #[must_use]
    pub fn of(&self, instrument: &Text) -> Text {
        Text::owned(
            format!("{} {}", self.text(Lang::Vi), instrument.vi),
            format!("{}, {}", instrument.en, self.text(Lang::En)),
        )
    }
}

/// `thứ nhất`, `thứ hai`, … without `thứ`.
fn ordinal(number: u16) -> String {
    const WORDS: [&str; 10] = ["nhất", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười"];
    let word = usize::from(number).checked_sub(1).and_then(|index| WORDS.get(index));
    word.map_or_else(|| number.to_string(), |word| (*word).to_owned())
}

/// As written in files: `d13.k1.2.g2`.
impl fmt::Display for Provision {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.written)
    }
}

impl Serialize for Provision {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.written)
    }
}
