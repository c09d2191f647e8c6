//! `doithoai analyse`.

use doithoai::analysis::analyse;
use doithoai::{Lang, Registry};

use crate::args::{AnalyseArgs, Format};
use crate::check::Report;
use crate::compare::rule_set;
use crate::input::{self, Outcome};

pub(crate) fn run(args: &AnalyseArgs) -> Outcome<Report> {
    let lang = Lang::from(args.common.lang);
    let (mut registry, known_on) = (Registry::builtin(), input::known_on(&args.common)?);
    let mut sets = Vec::new();
    for name in &args.file {
        let set = rule_set(name, &registry, known_on, lang)?;
        if sets.contains(&set) {
            let name = set.name();
            return Err(match lang {
                Lang::Vi => format!("{name}: bộ quy tắc này được nêu hai lần: mỗi bộ chỉ nêu một lần"),
                Lang::En => format!("{name}: the rule set is given twice: give each once"),
            });
        }
        registry = registry.clone().with(set.clone()).unwrap_or(registry);
        sets.push(set);
    }
    let analysis = analyse(&sets, &input::calendar_as_known(&args.common)?);
    let text = match args.common.format {
        Format::Text => analysis.text(lang),
        Format::Json => input::json(&analysis)?,
    };
    Ok(Report { text, ok: analysis.flaws.is_empty() })
}
