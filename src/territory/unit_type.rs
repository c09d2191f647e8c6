//! Kinds of administrative units.

use crate::text::vocabulary;

vocabulary! {
    /// What kind of unit of its level one is: a ward is one of the communes, an urban district was one of the districts.
    ///
    /// ```
    /// use doithoai::ruleset::{Level, UnitType};
    /// assert_eq!((UnitType::Ward.text().vi.as_ref(), UnitType::Ward.level()), ("phường", Level::Commune));
    /// assert_eq!(UnitType::UrbanDistrict.level(), Level::District);
    /// ```
    pub enum UnitType ("loại đơn vị hành chính", "kind of unit") {
        Commune = "commune", "xã", "commune";
        Ward = "ward", "phường", "ward";
        /// Until 2025-06-30.
        Township = "township", "thị trấn", "township";
        SpecialZone = "special-zone", "đặc khu", "special zone";
        UrbanDistrict = "urban-district", "quận", "urban district";
        RuralDistrict = "rural-district", "huyện", "rural district";
        /// Of the districts.
        Town = "town", "thị xã", "town";
        /// Of the districts: a city that belongs to a province, or to another city.
        City = "city", "thành phố thuộc tỉnh, thành phố", "city within a province or city";
    }
}
