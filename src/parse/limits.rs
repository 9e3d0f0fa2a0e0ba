//! How much one file may hold. A stranger's file must not cost seconds or hundreds of megabytes, and an
//! honest one stays far below.
//!
//! Depth of YAML and what aliases may add are `yaml`'s; bytes of a whole text, of pictures and attachments
//! `read`'s; of pixels `picture`'s. The handbook tells them all (`content/pages/handbook/limits.md`).

/// Bytes of front matter: more is data that belongs elsewhere.
pub(super) const FRONT_MATTER: usize = 16 << 10;

/// Bytes of a Markdown body; an honest one has some thousands of characters.
pub(super) const BODY: usize = 512 << 10;

/// Entries of a list. A county's register of households has some tens of thousands.
pub(super) const LIST: usize = 100_000;

/// Townships: each is looked for in all that names a place. A province has fewer than two thousand.
pub(super) const TOWNSHIPS: usize = 2_000;

/// Bytes of site.yaml, rules.yaml, theme.yaml and a calendar.
pub(super) const SETTINGS: usize = 128 << 10;

/// Bytes of places.yaml, the points rules and the goods.
pub(super) const LISTS: usize = 1 << 20;

/// Bytes of a points batch or a file of redemptions.
pub(super) const RECORD: usize = 2 << 20;

/// Bytes of the register of households.
pub(super) const REGISTER: usize = 4 << 20;
