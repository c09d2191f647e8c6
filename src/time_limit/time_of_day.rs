//! The time of day of something that happened, where a limit is counted in hours.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A time of day in Vietnam, to the minute, written `08:30`.
///
/// ```
/// use doithoai::TimeOfDay;
/// let half_past_eight = TimeOfDay::new(8, 30).unwrap();
/// assert_eq!(half_past_eight.to_string(), "08:30");
/// assert_eq!(TimeOfDay::parse("08:30"), Some(half_past_eight));
/// assert_eq!((TimeOfDay::parse("8:30"), TimeOfDay::parse("24:00")), (None, None));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TimeOfDay(u16);

impl TimeOfDay {
    /// An hour from 0 to 23 and a minute from 0 to 59; none beyond.
    ///
    /// ```
    /// use doithoai::TimeOfDay;
    /// assert!(TimeOfDay::new(23, 59).is_some());
    /// assert_eq!((TimeOfDay::new(24, 0), TimeOfDay::new(8, 60)), (None, None));
    /// ```
    #[must_use]
    pub fn new(hour: u16, minute: u16) -> Option<Self> {
        if hour > 23 || minute > 59 {
            return None;
        }
        hour.checked_mul(60)?.checked_add(minute).map(Self)
    }

    /// A time written `08:30`, and in no other way.
    ///
    /// The example of [`TimeOfDay`] shows it.
    #[must_use]
    pub fn parse(written: &str) -> Option<Self> {
        let (hour, minute) = written.split_once(':')?;
        let time = Self::new(hour.parse().ok()?, minute.parse().ok()?)?;
        (time.to_string() == written).then_some(time)
    }

    /// The time that another way of writing means: `8h30`, `8g`, `8.30`, `08:30:00`.
    fn meant(written: &str) -> Option<Self> {
        let mut numbers = written.trim().split(|letter: char| !letter.is_ascii_digit());
        let (hour, minute) = (numbers.next()?, numbers.next().filter(|minute| !minute.is_empty()));
        let rest = written.trim().strip_prefix(hour)?;
        let is_known = rest.starts_with([':', 'h', 'H', 'g', 'G', '.']);
        Self::new(hour.parse().ok()?, minute.unwrap_or("0").parse().ok()?).filter(|_| is_known)
    }

    /// The minutes since midnight.
    ///
    /// ```
    /// assert_eq!(doithoai::TimeOfDay::new(8, 30).unwrap().minutes(), 510);
    /// ```
    #[must_use]
    pub const fn minutes(self) -> u16 {
        self.0
    }

    /// So many minutes after midnight, of one day.
    pub(crate) fn after_midnight(minutes: i64) -> Option<Self> {
        u16::try_from(minutes).ok().filter(|minutes| *minutes < 24 * 60).map(Self)
    }
}

impl fmt::Display for TimeOfDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.0 / 60, self.0 % 60)
    }
}

impl Serialize for TimeOfDay {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for TimeOfDay {
    fn deserialize<D: Deserializer<'de>>(input: D) -> Result<Self, D::Error> {
        let written = String::deserialize(input)?;
        let wrong = || {
            let such = Self::meant(&written).unwrap_or(Self(8 * 60 + 30));
            serde::de::Error::custom(format!("`{written}` is not a time of day; expected HH:MM, such as `{such}`"))
        };
        Self::parse(&written).ok_or_else(wrong)
    }
}

#[cfg(test)]
mod tests {
    use super::TimeOfDay;

    #[test]
    fn a_time_written_otherwise_is_told_as_it_is_to_be_written() {
        for (written, such) in [
            ("8h30", "08:30"),
            ("8:30", "08:30"),
            ("8.30", "08:30"),
            ("14g05", "14:05"),
            ("8h", "08:00"),
            ("08:30:00", "08:30"),
            ("25:00", "08:30"),
            ("sáng", "08:30"),
        ] {
            let said = serde_json::from_value::<TimeOfDay>(written.into()).unwrap_err().to_string();
            assert_eq!(said, format!("`{written}` is not a time of day; expected HH:MM, such as `{such}`"));
        }
    }
}
