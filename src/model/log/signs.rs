//! By what readers find their way to notices: what the site is called, and which column of what name gathers which kinds.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Of these, what a release was the first to show, or shows otherwise than the one before.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Signs {
    /// What the site is called.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub site: Option<SiteSign>,
    /// Who answers for the site, who runs it, and how to reach them, by the field of site.yaml; empty where nothing says it.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub duty: BTreeMap<String, SiteSign>,
    /// Columns by their ids.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub columns: BTreeMap<String, ColumnSign>,
}

/// What the site says of itself on every page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SiteSign {
    /// From here on.
    pub name: String,
    /// Until then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub was: Option<String>,
}

/// A column.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ColumnSign {
    /// What it is called from here on.
    pub name: String,
    /// Until then, where that was another name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub was: Option<String>,
    /// Keys of the kinds that it gathers, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub kinds: Vec<String>,
    /// What the kinds are called that it gathers no longer.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lost: Vec<String>,
}

/// All of them as they were last published.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Known {
    /// What the site is called; none where no line says it.
    pub site: Option<String>,
    /// Who answers for it, by the field of site.yaml.
    pub duty: BTreeMap<String, String>,
    /// Of each column by its id: its name, and keys of its kinds.
    pub columns: BTreeMap<String, (String, Vec<String>)>,
}

impl Known {
    pub(super) fn take(&mut self, signs: &Signs) {
        let Signs { site, duty, columns } = signs;
        self.site = site.as_ref().map(|site| site.name.clone()).or(self.site.take());
        self.duty.extend(duty.iter().map(|(key, sign)| (key.clone(), sign.name.clone())));
        for (id, column) in columns {
            self.columns.insert(id.clone(), (column.name.clone(), column.kinds.clone()));
        }
    }
}
