//! Labels of a project.

use serde::{Deserialize, Serialize};

use crate::{ids::LabelId, label::Colour, names::LabelName};

/// A label.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Label {
    /// Its id.
    pub id: LabelId,
    /// What it is called, once in a project.
    pub name: LabelName,
    /// Its colour.
    pub colour: Colour,
}

/// A new label, or what a label is to be from now on.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct WriteLabel {
    /// What it is called.
    pub name: LabelName,
    /// Its colour.
    #[serde(default)]
    pub colour: Colour,
}
