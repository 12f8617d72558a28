//! The calls about what people say of a task, its labels, and what happened with it.

use domain::{
    ids::{CommentId, TaskNumber},
    names::{CommentText, ProjectKey},
    wire::{
        comments::{Comment, WriteComment},
        commits::Verdicts,
        effects::Timeline,
        labels::{Label, WriteLabel},
    },
};

use super::{Api, call::Call};
use crate::problem::Problem;

impl Api {
    /// Makes a label.
    pub(crate) async fn create_label(
        self,
        key: ProjectKey,
        label: WriteLabel,
    ) -> Result<Label, Problem> {
        let call = Call::post(&format!("/projects/{key}/labels"));
        self.ask(call.json(&label)).await
    }

    /// What was said about a task.
    pub(crate) async fn comments(
        self,
        key: ProjectKey,
        number: TaskNumber,
    ) -> Result<Vec<Comment>, Problem> {
        self.ask(Call::get(&comments(&key, number))).await
    }

    /// Says something about a task.
    pub(crate) async fn create_comment(
        self,
        key: ProjectKey,
        number: TaskNumber,
        text: CommentText,
    ) -> Result<Comment, Problem> {
        let call = Call::post(&comments(&key, number));
        self.ask(call.json(&WriteComment { text })).await
    }

    /// Says it in other words.
    pub(crate) async fn edit_comment(
        self,
        key: ProjectKey,
        number: TaskNumber,
        comment: Comment,
        text: CommentText,
    ) -> Result<Comment, Problem> {
        let path = format!("{}/{}", comments(&key, number), comment.id);
        let call = Call::patch(&path).based_on(comment.version);
        self.ask(call.json(&WriteComment { text })).await
    }

    /// Takes it back.
    pub(crate) async fn delete_comment(
        self,
        key: ProjectKey,
        number: TaskNumber,
        comment: CommentId,
    ) -> Result<(), Problem> {
        let path = format!("{}/{comment}", comments(&key, number));
        self.tell(Call::delete(&path)).await
    }

    /// What happened with a task, and what comes next.
    pub(crate) async fn timeline(
        self,
        key: ProjectKey,
        number: TaskNumber,
        cursor: Option<String>,
    ) -> Result<Timeline, Problem> {
        let call = Call::get(&format!("/projects/{key}/tasks/{number}/timeline"));
        self.ask(call.query(&[("cursor", cursor.as_deref())])).await
    }
}

impl Api {
    /// What machines and people on GitHub say of a task's work, as the signed-in user may see it.
    pub(crate) async fn verdicts(
        self,
        key: ProjectKey,
        number: TaskNumber,
    ) -> Result<Verdicts, Problem> {
        self.ask(Call::get(&format!(
            "/projects/{key}/tasks/{number}/verdicts"
        )))
        .await
    }
}

fn comments(key: &ProjectKey, number: TaskNumber) -> String {
    format!("/projects/{key}/tasks/{number}/comments")
}
