//! Registers, taken apart.

use super::{Entry, Facet, Facets, Recorded, See, place, words};
use crate::model::item::Item;
use crate::model::own::{Cell, Column, Spot, Value};
use crate::model::register::{Register, Row, Rows};
use crate::source::{SourceId, Spanned};
use jiff::civil::Date;

impl Facets for Register {
    fn facets<'a>(&'a self, see: &mut See<'_, 'a>) {
        let Register { item: _, title, preset: _, about, source, columns, sheet: _, rows } = self;
        words([title].into_iter().chain(about), see);
        columns.iter().for_each(|column| column.facets(see));
        source.iter().for_each(|source| see(Facet::Code(source)));
        if rows.file.is_none() {
            rows.facets(see);
        }
    }
}

impl Facets for Rows {
    fn facets<'a>(&'a self, see: &mut See<'_, 'a>) {
        let Rows { file: _, list } = self;
        list.iter().for_each(|row| row.value.facets(see));
    }
}

impl Facets for Row {
    fn facets<'a>(&'a self, see: &mut See<'_, 'a>) {
        let Row {
            what,
            units,
            found: _,
            due: _,
            done: _,
            status: _,
            detail,
            quantity,
            price,
            count: _,
            township,
            village,
            place: spot,
            person,
            by,
            role,
            phone,
            agreed,
            own,
            spots,
            withheld: _,
        } = self;
        let texts = [detail, quantity, price, spot, person, by, role];
        words([what].into_iter().chain(units).chain(texts.into_iter().flatten()), see);
        if own.is_empty() {
            place(township, village, see);
        }
        own.iter().for_each(|cell| cell.facets(see));
        spots.iter().for_each(|Spot { township, village }| place(township, village, see));
        // what nobody agreed to is not published
        let agreed = agreed.as_ref().is_none_or(|agreed| agreed.value);
        phone.iter().filter(|_| agreed).for_each(|phone| see(Facet::Phone(phone)));
    }
}

impl Facets for Column {
    fn facets<'a>(&'a self, see: &mut See<'_, 'a>) {
        let Column { key: _, name, sort: _, choices, public } = self;
        // the name of a column that nobody sees is as private as what stands in it
        words([name].into_iter().chain(choices).filter(|_| *public), see);
    }
}

impl Facets for Cell {
    fn facets<'a>(&'a self, see: &mut See<'_, 'a>) {
        let Cell { column: _, value } = self;
        match value {
            Value::Text(text) => words([text], see),
            Value::Units(units) => words(units, see),
            Value::Phone(phone) => see(Facet::Phone(phone)),
            // places are told as the row settles them, choices by their column
            Value::Places(_) | Value::Choice(_) | Value::Date(_) | Value::Money(_) | Value::Number(_) => {}
        }
    }
}

impl Entry for Register {
    fn item(&self) -> &Item {
        &self.item
    }

    fn title(&self) -> &Spanned<String> {
        &self.title
    }

    fn number(&self) -> Option<&Spanned<String>> {
        None
    }

    fn far(&self) -> Option<(SourceId, &dyn Facets)> {
        Some((self.rows.file?, &self.rows))
    }

    /// It is kept up, and has no day of its own.
    fn date(&self) -> Option<Date> {
        None
    }

    fn recorded(&self) -> Recorded<'_> {
        Recorded::Nothing
    }

    /// What its rows are about, and who answers for them.
    fn names(&self) -> Vec<&str> {
        let rows = self.rows.list.iter().map(|row| &row.value);
        let names = rows.flat_map(|row| {
            let own = row.own.iter().filter_map(|cell| cell.value.text());
            [&row.what].into_iter().chain(row.all_units()).chain(own)
        });
        names.map(|text| text.value.as_str()).collect()
    }
}
