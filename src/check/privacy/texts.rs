//! Which texts are read for private things, and what each of them may hold all the same.

use crate::model::facets::{Facet, Voice};
use crate::source::Spanned;

/// What a text may hold.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Scope {
    /// A number that shall be called, such as an office's only telephone.
    pub mobile: bool,
    /// Where an office is.
    pub address: bool,
    /// The text speaks of a person named beside it.
    pub of_a_person: bool,
}

const OFFICE: Scope = Scope { mobile: true, address: true, of_a_person: false };
const OFFICE_ADDRESS: Scope = Scope { mobile: false, address: true, of_a_person: false };
const OFFICE_MAIL: Scope = Scope { mobile: true, address: false, of_a_person: false };
const DEED: Scope = Scope { mobile: false, address: false, of_a_person: true };

/// The texts of a field that are read. A telephone itself is not, nor what stands elsewhere and is only named.
pub(super) fn read<'a>(facet: Facet<'a>, visit: &mut dyn FnMut(&'a Spanned<String>, Scope)) {
    match facet {
        Facet::Words(text, voice) => visit(text, scope(voice)),
        Facet::File(text, _) | Facet::Code(text) => visit(text, Scope::default()),
        Facet::Place { township, village } => {
            township.into_iter().chain(village).for_each(|text| visit(text, Scope::default()));
        }
        Facet::Phone(_) | Facet::Named(..) => {}
    }
}

fn scope(voice: Voice) -> Scope {
    match voice {
        Voice::Anything => Scope::default(),
        Voice::Office => OFFICE,
        Voice::OfficeAddress => OFFICE_ADDRESS,
        Voice::OfficeMail => OFFICE_MAIL,
        Voice::Deed => DEED,
    }
}
