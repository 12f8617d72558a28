//! The calls about projects, their members and what is known of them.

use domain::{
    ids::{EffectId, UserId},
    names::ProjectKey,
    wire::{
        effects::Effect,
        options::{EditOptions, ProjectOptions},
        page::Page,
        projects::{
            Activity, AddMember, ChangeMember, CreateProject, EditProject, Member, Project,
        },
    },
};

use super::{Api, call::Call};
use crate::problem::Problem;

impl Api {
    /// The projects that the user is a member of.
    pub(crate) async fn projects(self, cursor: Option<String>) -> Result<Page<Project>, Problem> {
        let call = Call::get("/projects");
        self.ask(call.query(&[("cursor", cursor.as_deref())])).await
    }

    /// Makes a project.
    pub(crate) async fn create_project(self, project: CreateProject) -> Result<Project, Problem> {
        self.ask(Call::post("/projects").json(&project)).await
    }

    /// One project.
    pub(crate) async fn project(self, key: ProjectKey) -> Result<Project, Problem> {
        self.ask(Call::get(&format!("/projects/{key}"))).await
    }

    /// Changes a project.
    pub(crate) async fn edit_project(
        self,
        key: ProjectKey,
        version: i64,
        edit: EditProject,
    ) -> Result<Project, Problem> {
        let call = Call::patch(&format!("/projects/{key}"));
        self.ask(call.based_on(version).json(&edit)).await
    }

    /// What a project chooses about its work on GitHub.
    pub(crate) async fn options(self, key: ProjectKey) -> Result<ProjectOptions, Problem> {
        self.ask(Call::get(&format!("/projects/{key}/options")))
            .await
    }

    /// Changes what a project chooses.
    pub(crate) async fn edit_options(
        self,
        key: ProjectKey,
        version: i64,
        edit: EditOptions,
    ) -> Result<ProjectOptions, Problem> {
        let call = Call::patch(&format!("/projects/{key}/options"));
        self.ask(call.based_on(version).json(&edit)).await
    }

    /// The members of a project.
    pub(crate) async fn members(self, key: ProjectKey) -> Result<Vec<Member>, Problem> {
        self.ask(Call::get(&format!("/projects/{key}/members")))
            .await
    }

    /// Makes a user a member.
    pub(crate) async fn add_member(
        self,
        key: ProjectKey,
        member: AddMember,
    ) -> Result<Member, Problem> {
        let call = Call::post(&format!("/projects/{key}/members"));
        self.ask(call.json(&member)).await
    }

    /// Gives a member another role.
    pub(crate) async fn change_member(
        self,
        key: ProjectKey,
        user: UserId,
        change: ChangeMember,
    ) -> Result<(), Problem> {
        let call = Call::patch(&format!("/projects/{key}/members/{user}"));
        self.tell(call.json(&change)).await
    }

    /// Ends a membership.
    pub(crate) async fn remove_member(self, key: ProjectKey, user: UserId) -> Result<(), Problem> {
        self.tell(Call::delete(&format!("/projects/{key}/members/{user}")))
            .await
    }

    /// What happened, latest first.
    pub(crate) async fn activity(
        self,
        key: ProjectKey,
        cursor: Option<String>,
    ) -> Result<Page<Activity>, Problem> {
        let call = Call::get(&format!("/projects/{key}/activity"));
        self.ask(call.query(&[("cursor", cursor.as_deref())])).await
    }

    /// What still has to happen on GitHub.
    pub(crate) async fn effects(self, key: ProjectKey) -> Result<Vec<Effect>, Problem> {
        self.ask(Call::get(&format!("/projects/{key}/effects")))
            .await
    }

    /// Has one of these tried at once.
    pub(crate) async fn retry_effect(self, key: ProjectKey, id: EffectId) -> Result<(), Problem> {
        self.tell(Call::post(&format!("/projects/{key}/effects/{id}/retry")))
            .await
    }
}
