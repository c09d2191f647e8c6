//! Everything that is tested from outside, as a user of the crate sees it.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "tests fail by panicking"
)]

#[path = "integration/across_versions.rs"]
mod across_versions;
#[path = "integration/activities.rs"]
mod activities;
#[path = "integration/chains.rs"]
mod chains;
#[path = "integration/oracle.rs"]
mod oracle;
#[path = "integration/sessions_unsaid.rs"]
mod sessions_unsaid;
#[path = "integration/set_in_rows.rs"]
mod set_in_rows;
#[path = "integration/signs.rs"]
mod signs;
#[path = "integration/support.rs"]
mod support;
#[path = "integration/written_dialogues.rs"]
mod written_dialogues;

#[path = "integration/adopted.rs"]
mod adopted;
#[path = "integration/all_acts.rs"]
mod all_acts;
#[path = "integration/analysis_compare.rs"]
mod analysis_compare;
#[path = "integration/audits.rs"]
mod audits;
#[path = "integration/bad_decrees.rs"]
mod bad_decrees;
#[path = "integration/batches.rs"]
mod batches;
#[path = "integration/bound_later.rs"]
mod bound_later;
#[path = "integration/builtin_days.rs"]
mod builtin_days;
#[path = "integration/builtin_sets.rs"]
mod builtin_sets;
#[path = "integration/calendar_days.rs"]
mod calendar_days;
#[path = "integration/calendar_documents.rs"]
mod calendar_documents;
#[path = "integration/cells.rs"]
mod cells;
#[path = "integration/changed_before.rs"]
mod changed_before;
#[path = "integration/checked_logs.rs"]
mod checked_logs;
#[path = "integration/classed_late.rs"]
mod classed_late;
#[path = "integration/conformance.rs"]
mod conformance;
#[path = "integration/counting.rs"]
mod counting;
#[path = "integration/day_of_the_dialogue.rs"]
mod day_of_the_dialogue;
#[path = "integration/days_beyond.rs"]
mod days_beyond;
#[path = "integration/diagnostics.rs"]
mod diagnostics;
#[path = "integration/dialogue_corrections.rs"]
mod dialogue_corrections;
#[path = "integration/dialogue_duties.rs"]
mod dialogue_duties;
#[path = "integration/dialogue_model.rs"]
mod dialogue_model;
#[path = "integration/dialogue_phases.rs"]
mod dialogue_phases;
#[path = "integration/dialogue_storage.rs"]
mod dialogue_storage;
#[path = "integration/differences.rs"]
mod differences;
#[path = "integration/drawn.rs"]
mod drawn;
#[path = "integration/dues.rs"]
mod dues;
#[path = "integration/early_reports.rs"]
mod early_reports;
#[path = "integration/ended_levels.rs"]
mod ended_levels;
#[path = "integration/ended_territories.rs"]
mod ended_territories;
#[path = "integration/enumerations.rs"]
mod enumerations;
#[path = "integration/events.rs"]
mod events;
#[path = "integration/fixed_days.rs"]
mod fixed_days;
#[path = "integration/generated.rs"]
mod generated;
#[path = "integration/guide.rs"]
mod guide;
#[path = "integration/kept.rs"]
mod kept;
#[path = "integration/language.rs"]
mod language;
#[path = "integration/lasting.rs"]
mod lasting;
#[path = "integration/levels.rs"]
mod levels;
#[path = "integration/limit_forms.rs"]
mod limit_forms;
#[path = "integration/look_alikes.rs"]
mod look_alikes;
#[path = "integration/made_under.rs"]
mod made_under;
#[path = "integration/meant.rs"]
mod meant;
#[path = "integration/messages.rs"]
mod messages;
#[path = "integration/misplaced_keys.rs"]
mod misplaced_keys;
#[path = "integration/moved.rs"]
mod moved;
#[path = "integration/mutants_of_keys.rs"]
mod mutants_of_keys;
#[path = "integration/nameable.rs"]
mod nameable;
#[path = "integration/never.rs"]
mod never;
#[path = "integration/newer_logs.rs"]
mod newer_logs;
#[path = "integration/next_change.rs"]
mod next_change;
#[path = "integration/occurrences.rs"]
mod occurrences;
#[path = "integration/office_transitions.rs"]
mod office_transitions;
#[path = "integration/once_more_refused.rs"]
mod once_more_refused;
#[path = "integration/once_told.rs"]
mod once_told;
#[path = "integration/overlay_in_place.rs"]
mod overlay_in_place;
#[path = "integration/overlays.rs"]
mod overlays;
#[path = "integration/own_words.rs"]
mod own_words;
#[path = "integration/pending.rs"]
mod pending;
#[path = "integration/promises.rs"]
mod promises;
#[path = "integration/properties.rs"]
mod properties;
#[path = "integration/public_types.rs"]
mod public_types;
#[path = "integration/receipts.rs"]
mod receipts;
#[path = "integration/receptions.rs"]
mod receptions;
#[path = "integration/reclassed.rs"]
mod reclassed;
#[path = "integration/refusals.rs"]
mod refusals;
#[path = "integration/registry.rs"]
mod registry;
#[path = "integration/repeated.rs"]
mod repeated;
#[path = "integration/returning.rs"]
mod returning;
#[path = "integration/robustness.rs"]
mod robustness;
#[path = "integration/rule_files.rs"]
mod rule_files;
#[path = "integration/rule_forms.rs"]
mod rule_forms;
#[path = "integration/rule_tables.rs"]
mod rule_tables;
#[path = "integration/scenario_files.rs"]
mod scenario_files;
#[path = "integration/scenario_mutants.rs"]
mod scenario_mutants;
#[path = "integration/scenarios.rs"]
mod scenarios;
#[path = "integration/soundness.rs"]
mod soundness;
#[path = "integration/strategies.rs"]
mod strategies;
#[path = "integration/suspended_late.rs"]
mod suspended_late;
#[path = "integration/territories.rs"]
mod territories;
#[path = "integration/time_limits.rs"]
mod time_limits;
#[path = "integration/timeline_readings.rs"]
mod timeline_readings;
#[path = "integration/timelines.rs"]
mod timelines;
#[path = "integration/told.rs"]
mod told;
#[path = "integration/triggers.rs"]
mod triggers;
#[path = "integration/unchanged_duties.rs"]
mod unchanged_duties;
#[path = "integration/unit_types.rs"]
mod unit_types;
#[path = "integration/unknown_entries.rs"]
mod unknown_entries;
#[path = "integration/unknown_values.rs"]
mod unknown_values;
#[path = "integration/versions.rs"]
mod versions;
#[path = "integration/voided.rs"]
mod voided;
#[path = "integration/which_period.rs"]
mod which_period;
#[path = "integration/whose.rs"]
mod whose;
#[path = "integration/wordings.rs"]
mod wordings;
#[path = "integration/words.rs"]
mod words;
#[path = "integration/written_texts.rs"]
mod written_texts;
