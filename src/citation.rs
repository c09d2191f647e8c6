//! Where in an instrument a rule stands: `d13.k1.2.g2`, read back in both languages.

use std::fmt;
use std::str::FromStr;

use serde::{Serialize, Serializer};
use thiserror::Error;

use crate::text::{Lang, Text, messages};

/// A place in an instrument, from the article down: điều (`d13`), khoản (`k1`), a numbered item of a khoản
/// (`2`), điểm (`a`, `đ`), and a dash of an unnumbered list (`g2`, gạch đầu dòng).
///
/// ```
/// use doithoai::{Lang, Provision};
/// let place: Provision = "d13.k1.2.g2".parse().unwrap();
/// assert_eq!(place.text(Lang::Vi), "gạch đầu dòng thứ hai điểm 1.2 khoản 1 Điều 13");
/// assert_eq!(place.text(Lang::En), "Art. 13(1)(1.2), dash 2");
/// assert_eq!("d112.k1.đ".parse::<Provision>().unwrap().text(Lang::Vi), "điểm đ khoản 1 Điều 112");
/// assert!("13.1".parse::<Provision>().is_err());
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Provision {
    written: String,
    parts: Vec<Part>,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Part {
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
        "`{written}` không phải là vị trí trong văn bản: cần có điều và những gì trong đó, như `d13.k1.g2` (d điều, k khoản, chữ cái là điểm, g gạch đầu dòng)",
        "`{written}` is not a place in an instrument: expected an article and what stands in it, as in `d13.k1.g2` (d điều, k khoản, a letter for a điểm, g gạch đầu dòng)";
}

impl FromStr for Provision {
    type Err = ProvisionError;

    fn from_str(written: &str) -> Result<Self, Self::Err> {
        let error = || ProvisionError { written: written.to_owned() };
        let parts: Option<Vec<Part>> = written.split('.').map(part).collect();
        match parts {
            Some(parts) if matches!(parts.as_slice(), [Part::Article(_), rest @ ..] if !rest.iter().any(is_article)) => {
                Ok(Self { written: written.to_owned(), parts })
            }
            _ => Err(error()),
        }
    }
}

fn is_article(part: &Part) -> bool {
    matches!(part, Part::Article(_))
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
        self.parts
            .iter()
            .map(|part| match part {
                Part::Article(n) => format!("Art. {n}"),
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
