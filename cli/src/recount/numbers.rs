//! The duties of a table as numbers: every name is looked up once.

use arrow_array::types::Int32Type;
use arrow_array::{Array, DictionaryArray, StringArray};

use super::columns::Rows;
use super::counts::{Counts, UNNUMBERED, index};
use super::limits::Limits;
use crate::input::Outcome;

/// The names of a table, and the duties that they name.
pub(super) struct Numbers {
    limits: Limits,
    rulesets: Vec<String>,
    duties: Vec<String>,
    /// The number of a duty, by those of its two names.
    pairs: Vec<Vec<u32>>,
}

impl Numbers {
    pub(super) fn new(limits: Limits) -> Self {
        Self { limits, rulesets: Vec::new(), duties: Vec::new(), pairs: Vec::new() }
    }

    /// The number of each row's duty, or the row whose duty is not known, and why.
    pub(super) fn of(&mut self, rows: &Rows<'_>, counts: &mut Counts) -> Result<Vec<u32>, (usize, String)> {
        let mut rulesets = Names::of(rows.rulesets);
        let mut duties = Names::of(rows.duties);
        let pairs = rows.rulesets.keys().values().iter().zip(rows.duties.keys().values());
        pairs
            .enumerate()
            .map(|(row, (ruleset, duty))| {
                let ruleset = rulesets.number(*ruleset, &mut self.rulesets);
                let duty = duties.number(*duty, &mut self.duties);
                let known = place(&self.pairs, ruleset).and_then(|of_ruleset| place(of_ruleset, duty)).copied();
                match known.filter(|number| *number != UNNUMBERED) {
                    Some(number) => Ok(number),
                    None => self.add(ruleset, duty, counts).map_err(|problem| (row, problem)),
                }
            })
            .collect()
    }

    fn add(&mut self, ruleset: u32, duty: u32, counts: &mut Counts) -> Outcome<u32> {
        let name = |all: &[String], number| place(all, number).cloned().unwrap_or_default();
        let (ruleset_name, duty_name) = (name(&self.rulesets, ruleset), name(&self.duties, duty));
        let limit = self.limits.limit(&ruleset_name, &duty_name)?;
        let number = counts.add(ruleset_name, duty_name, limit);
        let (ruleset, duty) = (index(ruleset), index(duty));
        if self.pairs.len() <= ruleset {
            self.pairs.resize(ruleset.saturating_add(1), Vec::new());
        }
        if let Some(of_ruleset) = self.pairs.get_mut(ruleset) {
            if of_ruleset.len() <= duty {
                of_ruleset.resize(duty.saturating_add(1), UNNUMBERED);
            }
            if let Some(place) = of_ruleset.get_mut(duty) {
                *place = number;
            }
        }
        Ok(number)
    }
}

/// The names in the dictionary of one batch, with the numbers that they have in the whole table.
struct Names<'a> {
    names: Option<&'a StringArray>,
    numbers: Vec<u32>,
}

impl<'a> Names<'a> {
    fn of(column: &'a DictionaryArray<Int32Type>) -> Self {
        let names = column.values().as_any().downcast_ref::<StringArray>();
        Self { names, numbers: vec![UNNUMBERED; column.values().len()] }
    }

    fn number(&mut self, key: i32, all: &mut Vec<String>) -> u32 {
        let key = usize::try_from(key).unwrap_or(usize::MAX);
        match self.numbers.get(key) {
            Some(number) if *number != UNNUMBERED => *number,
            _ => self.look_up(key, all),
        }
    }

    #[cold]
    fn look_up(&mut self, key: usize, all: &mut Vec<String>) -> u32 {
        let name = self.names.filter(|names| key < names.len()).map_or("", |names| names.value(key));
        let at = all.iter().position(|known| known == name).unwrap_or_else(|| {
            all.push(name.to_owned());
            all.len().saturating_sub(1)
        });
        let found = u32::try_from(at).unwrap_or(UNNUMBERED);
        if let Some(number) = self.numbers.get_mut(key) {
            *number = found;
        }
        found
    }
}

fn place<T>(all: &[T], number: u32) -> Option<&T> {
    all.get(index(number))
}
