//! The calls about one's own account: name, password, sessions, tokens and connection.

use domain::{
    ids::{SessionId, TokenId},
    problem::ProblemCode,
    wire::{
        me::{
            ChangePassword, Connection, ConnectionFinished, ConnectionImpact, ConnectionStarted,
            CreateToken, EditMe, FinishConnection, Me, Session, StartConnection, Token,
            TokenCreated, UnconfirmedEnd,
        },
        page::Page,
        projects::Activity,
    },
};

use super::{Api, call::Call};
use crate::problem::Problem;

impl Api {
    /// The signed-in user.
    pub(crate) async fn me(self) -> Result<Me, Problem> {
        self.ask(Call::get("/me")).await
    }

    /// Changes the own name.
    pub(crate) async fn edit_me(self, edit: EditMe) -> Result<Me, Problem> {
        self.ask(Call::patch("/me").json(&edit)).await
    }

    /// Changes the own password.
    pub(crate) async fn change_password(self, change: ChangePassword) -> Result<(), Problem> {
        self.tell(Call::put("/me/password").json(&change)).await
    }

    /// What happened with the own account, latest first.
    pub(crate) async fn my_activity(
        self,
        cursor: Option<String>,
    ) -> Result<Page<Activity>, Problem> {
        let call = Call::get("/me/activity");
        self.ask(call.query(&[("cursor", cursor.as_deref())])).await
    }

    /// The browsers that are signed in.
    pub(crate) async fn sessions(self) -> Result<Vec<Session>, Problem> {
        self.ask(Call::get("/me/sessions")).await
    }

    /// Signs one of them out.
    pub(crate) async fn end_session(self, id: SessionId) -> Result<(), Problem> {
        self.tell(Call::delete(&format!("/me/sessions/{id}"))).await
    }

    /// The personal access tokens.
    pub(crate) async fn tokens(self) -> Result<Vec<Token>, Problem> {
        self.ask(Call::get("/me/tokens")).await
    }

    /// Makes a personal access token.
    pub(crate) async fn create_token(self, token: CreateToken) -> Result<TokenCreated, Problem> {
        self.ask(Call::post("/me/tokens").json(&token)).await
    }

    /// Ends a personal access token.
    pub(crate) async fn delete_token(self, id: TokenId) -> Result<(), Problem> {
        self.tell(Call::delete(&format!("/me/tokens/{id}"))).await
    }

    /// The connected GitHub account.
    pub(crate) async fn connection(self) -> Result<Connection, Problem> {
        self.ask(Call::get("/me/connection")).await
    }

    /// Begins to connect a GitHub account.
    pub(crate) async fn start_connection(
        self,
        start: StartConnection,
    ) -> Result<ConnectionStarted, Problem> {
        self.ask(Call::post("/me/connection/authorize").json(&start))
            .await
    }

    /// Hands over what GitHub sent back.
    pub(crate) async fn finish_connection(
        self,
        finish: FinishConnection,
    ) -> Result<ConnectionFinished, Problem> {
        self.ask(Call::post("/me/connection").json(&finish)).await
    }

    /// What stops working without the connection.
    pub(crate) async fn connection_impact(self) -> Result<ConnectionImpact, Problem> {
        self.ask(Call::get("/me/connection/impact")).await
    }

    /// What is left to be finished on GitHub after the last connection ended; often nothing.
    pub(crate) async fn unconfirmed_end(self) -> Result<Option<UnconfirmedEnd>, Problem> {
        match self.ask(Call::get("/me/connection/unconfirmed")).await {
            Err(problem) if problem.is(ProblemCode::NotFound) => Ok(None),
            answer => answer.map(Some),
        }
    }

    /// Says that it is finished there.
    pub(crate) async fn dismiss_unconfirmed_end(self) -> Result<(), Problem> {
        self.tell(Call::delete("/me/connection/unconfirmed")).await
    }

    /// Begins to remove the connection.
    pub(crate) async fn remove_connection(self) -> Result<(), Problem> {
        self.tell(Call::delete("/me/connection")).await
    }
}
