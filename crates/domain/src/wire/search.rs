//! What is found when somebody looks for it in all of their projects.

use serde::{Deserialize, Serialize};

use crate::{
    ids::TaskNumber,
    names::{ProjectKey, Title},
    task::Status,
};

/// A task that was found, with what it takes to go there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FoundTask {
    /// The key of its project.
    pub project: ProjectKey,
    /// Its number within the project.
    pub number: TaskNumber,
    /// What is to be done, in a line.
    pub title: Title,
    /// Where it stands.
    pub status: Status,
}
