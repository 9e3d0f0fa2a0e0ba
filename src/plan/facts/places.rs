//! Which townships and villages there are.

use crate::model::content::Content;
use crate::model::facets::Entry;

/// A township, or a village with its township.
#[derive(Clone, Debug)]
pub struct Place {
    /// Its own name, or that of the township it lies in.
    pub township: String,
    /// None for a township itself.
    pub village: Option<String>,
    /// How places.yaml names both in URLs.
    pub url_names: (String, Option<String>),
}

/// All places: as places.yaml lists them or, without it, as content names them.
pub(super) fn places(content: &Content) -> Vec<Place> {
    let mut places = Vec::new();
    for township in &content.places.townships {
        let (name, url_name) = (&township.name.value, township.url_name());
        places.push(Place { township: name.clone(), village: None, url_names: (url_name.to_owned(), None) });
        places.extend(township.villages.iter().map(|village| Place {
            township: name.clone(),
            village: Some(village.name.value.clone()),
            url_names: (url_name.to_owned(), Some(village.url_name().to_owned())),
        }));
    }
    if content.places.open {
        places.extend(named(content));
    }
    places
}

fn named(content: &Content) -> Vec<Place> {
    let notices = content.notices.iter().flat_map(|notice| (notice as &dyn Entry).places());
    let activities = content.activities.iter().flat_map(|activity| (activity as &dyn Entry).places());
    let mut names: Vec<(String, Option<String>)> = Vec::new();
    for (township, village) in notices.chain(activities) {
        let Some(township) = township else { continue };
        names.push((township.to_owned(), None));
        names.extend(village.map(|village| (township.to_owned(), Some(village.to_owned()))));
    }
    names.sort();
    names.dedup();
    let place = |names: (String, Option<String>)| Place {
        township: names.0.clone(),
        village: names.1.clone(),
        url_names: names,
    };
    names.into_iter().map(place).collect()
}

/// Villages that have households, in the order of households.yaml.
pub(super) fn with_households(content: &Content) -> Vec<&str> {
    let mut names: Vec<&str> = Vec::new();
    for household in &content.points.households {
        if !names.contains(&household.village.value.as_str()) {
            names.push(&household.village.value);
        }
    }
    names
}

impl Place {
    /// Its own name, without the township's.
    pub fn name(&self) -> &str {
        self.village.as_deref().unwrap_or(&self.township)
    }

    /// Township and village in one, as on an envelope.
    pub fn full_name(&self) -> String {
        format!("{}{}", self.township, self.village.as_deref().unwrap_or_default())
    }

    /// Whether it is a village, not a township.
    pub fn is_village(&self) -> bool {
        self.village.is_some()
    }

    /// Whether something that names these places belongs here: a township gathers its villages.
    pub fn holds(&self, township: Option<&str>, village: Option<&str>) -> bool {
        match &self.village {
            None => township == Some(&self.township),
            Some(own) => village == Some(own) && township.is_none_or(|township| township == self.township),
        }
    }

    /// Whether these names mean this very place.
    pub fn is(&self, township: Option<&str>, village: Option<&str>) -> bool {
        self.is_village() == village.is_some() && self.holds(township, village)
    }
}
