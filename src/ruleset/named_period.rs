//! A period by its name, as an entry says what a report is about: `2026-Q1`, `2026-H1`, `2026-09`, `2026-9M`, `2026`.

use std::fmt;
use std::str::FromStr;

/// A period of a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum NamedPeriod {
    Year(i32),
    /// The first or second half.
    Half(i32, u32),
    NineMonths(i32),
    Quarter(i32, u32),
    Month(i32, u32),
    /// Outside every period.
    AdHoc,
}

/// The name of what belongs to no period.
const AD_HOC: &str = "ad-hoc";

impl NamedPeriod {
    /// The names that may be given, as examples in a message.
    pub(crate) const EXAMPLES: &str = "`2026-Q1`, `2026-H1`, `2026-09`, `2026-9M`, `2026`, `ad-hoc`";

    /// The year that it belongs to, if it is of any.
    pub(crate) const fn year(self) -> Option<i32> {
        match self {
            Self::Year(year)
            | Self::Half(year, _)
            | Self::NineMonths(year)
            | Self::Quarter(year, _)
            | Self::Month(year, _) => Some(year),
            Self::AdHoc => None,
        }
    }
}

/// That a word names no period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct NoPeriod;

impl FromStr for NamedPeriod {
    type Err = NoPeriod;

    fn from_str(word: &str) -> Result<Self, NoPeriod> {
        if word == AD_HOC {
            return Ok(Self::AdHoc);
        }
        let (year, rest) = word.split_once('-').map_or((word, None), |(year, rest)| (year, Some(rest)));
        let of_digits = |text: &str, n: usize| text.len() == n && text.bytes().all(|byte| byte.is_ascii_digit());
        let year = year.parse().ok().filter(|_| of_digits(year, 4)).ok_or(NoPeriod)?;
        let number = |text: &str, most: u32| text.parse().ok().filter(|n| (1..=most).contains(n)).ok_or(NoPeriod);
        match rest {
            None => Ok(Self::Year(year)),
            Some("9M") => Ok(Self::NineMonths(year)),
            Some(rest) if of_digits(rest, 2) => Ok(Self::Month(year, number(rest, 12)?)),
            Some(rest) if !of_digits(rest.trim_start_matches(['Q', 'H']), 1) || rest.len() != 2 => Err(NoPeriod),
            Some(rest) if rest.starts_with('Q') => Ok(Self::Quarter(year, number(rest.trim_start_matches('Q'), 4)?)),
            Some(rest) => Ok(Self::Half(year, number(rest.trim_start_matches('H'), 2)?)),
        }
    }
}

impl fmt::Display for NamedPeriod {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Year(year) => write!(f, "{year}"),
            Self::Half(year, half) => write!(f, "{year}-H{half}"),
            Self::NineMonths(year) => write!(f, "{year}-9M"),
            Self::Quarter(year, quarter) => write!(f, "{year}-Q{quarter}"),
            Self::Month(year, month) => write!(f, "{year}-{month:02}"),
            Self::AdHoc => f.write_str(AD_HOC),
        }
    }
}
