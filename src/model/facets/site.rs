//! The site's settings, taken apart.

use super::{Facet, Facets, See, Thing, Voice, named, words};
use crate::model::site::{Column, Hotline, PublishTarget, Site, UnreadFile};

impl Facets for Site {
    fn facets<'a>(&'a self, see: &mut See<'_, 'a>) {
        let Site {
            file: _,
            name,
            base_url,
            time_zone: _,
            description,
            host,
            operator,
            id_code,
            icp,
            police,
            contact,
            hotlines,
            theme,
            demo: _,
            today: _,
            index_pattern,
            columns,
            timestamp_url,
            clock_ahead: _,
            unread_files,
            targets,
        } = self;
        words([name].into_iter().chain([description, host, operator].into_iter().flatten()), see);
        contact.iter().for_each(|contact| see(Facet::Words(contact, Voice::Office)));
        let codes = [id_code, icp, police, index_pattern, timestamp_url].into_iter().flatten();
        codes.chain([base_url]).for_each(|code| see(Facet::Code(code)));
        named(Thing::Theme, theme, see);
        hotlines.iter().for_each(|one| of_hotline(one, see));
        columns.iter().for_each(|one| of_column(one, see));
        for UnreadFile { file, reason } in unread_files {
            see(Facet::Code(file));
            words([reason], see);
        }
        for PublishTarget { name, url, options: _ } in targets {
            words([name], see);
            see(Facet::Code(url));
        }
    }
}

fn of_hotline<'a>(hotline: &'a Hotline, see: &mut See<'_, 'a>) {
    let Hotline { name, phone } = hotline;
    words([name], see);
    see(Facet::Phone(phone));
}

fn of_column<'a>(column: &'a Column, see: &mut See<'_, 'a>) {
    let Column { id, name, description, kinds, stale_after_days: _ } = column;
    see(Facet::Code(id));
    words([name].into_iter().chain(description), see);
    named(Thing::Kind, kinds, see);
}
