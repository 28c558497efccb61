//! Worlds to simulate. A scenario is a file with the figures that were published
//! about a real place and time; from it and a seed comes a [`plan`] of every single
//! dossier, and the figures recomputed from that plan are the published ones. The
//! [`replay`] carries the plan out: [`staff`] and citizens who do not exist do, at
//! the planned moments, what the pages let real ones do.
//!
//! Nothing here reads a clock or a random source: the seed is data.

pub mod plan;
pub mod replay;
pub mod staff;

/// Huế in July 2025.
pub const HUE_2025_07: &str = include_str!("../../../scenarios/hue-2025-07.toml");

/// Phú Thọ in the first two weeks of July 2025.
pub const PHU_THO_2025_07: &str = include_str!("../../../scenarios/phu-tho-2025-07.toml");

/// The scenarios that the demonstration can show, by their ids.
pub const SCENARIOS: [(&str, &str); 2] = [("hue-2025-07", HUE_2025_07), ("phu-tho-2025-07", PHU_THO_2025_07)];
