//! What can be wrong with a year's holidays, in words.

use crate::diagnostic::Text;
use crate::model::calendar::CalendarFault;
use crate::text;

/// A calendar fault, said to whoever typed the year in.
pub fn fault(fault: CalendarFault, year: i16) -> Text {
    match fault {
        CalendarFault::Reversed => text!("假期的结束早于开始", "The holiday ends before it begins"),
        CalendarFault::TooLong => {
            text!("假期太长，多半是月份写错了", "The holiday is too long; the month is probably wrong")
        }
        CalendarFault::OutsideYear => text!("日期不在{year}年内", "The date is not in {year}"),
        CalendarFault::Overlaps => text!("与前面的假期重叠", "It overlaps an earlier holiday"),
        CalendarFault::NotAWeekend => {
            text!("调休上班日本来就是工作日", "A make-up workday must be a Saturday or Sunday")
        }
        CalendarFault::InHoliday => {
            text!("这一天同时写成放假和上班", "This day is both a holiday and a make-up workday")
        }
        CalendarFault::Repeated => text!("这一天写了两次", "This day is listed twice"),
    }
}
