//! Who may call, in the signature of each handler.
//!
//! There is no other way to a user's id or to a project: [`InProject`] hands out a project only
//! inside a transaction, and only to its members. To everybody else it does not exist.

use actix_web::{FromRequest, HttpRequest, dev::Payload, web::Data};
use domain::{
    Timestamp,
    ids::{SessionId, UserId},
    names::ProjectKey,
    problem::ProblemCode,
    project::{Action, Role},
    task::allow,
};
use futures_util::future::LocalBoxFuture;
use store::{
    ReadTx, Tx,
    projects::{self, Project},
};

use crate::{
    error::Error,
    identity::{Identity, Proof},
    state::State,
};

/// Somebody who signed in, or a program with a token of theirs.
pub(crate) struct SignedIn {
    pub(crate) user: UserId,
    /// Until when their proof is good.
    pub(crate) until: Timestamp,
}

/// A person who signed in: no token will do.
pub(crate) struct InPerson {
    pub(crate) user: UserId,
    pub(crate) session: SessionId,
}

/// Somebody who asks for a project, whose membership is looked at before anything else.
pub(crate) struct InProject {
    state: State,
    identity: Identity,
    key: ProjectKey,
}

/// A member, shown inside a transaction.
pub(crate) struct Member {
    pub(crate) user: UserId,
    pub(crate) role: Role,
    pub(crate) project: Project,
}

impl Member {
    /// Goes on only if the member's role reaches that far.
    pub(crate) fn may(&self, action: Action) -> Result<(), Error> {
        Ok(allow(self.role, action)?)
    }
}

impl InProject {
    /// Reads, as a member.
    pub(crate) async fn read<T>(
        &self,
        work: impl AsyncFnOnce(&mut ReadTx, Member) -> Result<T, Error>,
    ) -> Result<T, Error> {
        self.state
            .read(async |tx| {
                let member = self.enter(tx).await?;
                work(tx, member).await
            })
            .await
    }

    /// Changes something, as a member, all or nothing.
    pub(crate) async fn write<T>(
        &self,
        work: impl AsyncFnOnce(&mut Tx, Member) -> Result<T, Error>,
    ) -> Result<T, Error> {
        self.state
            .write(async |tx| {
                let member = self.enter(tx).await?;
                work(tx, member).await
            })
            .await
    }

    async fn enter(&self, tx: &mut ReadTx) -> Result<Member, Error> {
        self.identity.must_live(tx).await?;
        let user = self.identity.user;
        let (project, role) = projects::find(tx, &self.key, user)
            .await?
            .ok_or(Error::NOT_FOUND)?;
        Ok(Member {
            user,
            role,
            project,
        })
    }
}

async fn identify(request: &HttpRequest) -> Result<(State, Identity), Error> {
    let state = state_of(request)?;
    let identity = Identity::of(&state, request).await?;
    Ok((state, identity))
}

async fn identify_live(request: &HttpRequest) -> Result<Identity, Error> {
    let (state, identity) = identify(request).await?;
    state.read(async |tx| identity.must_live(tx).await).await?;
    Ok(identity)
}

fn state_of(request: &HttpRequest) -> Result<State, Error> {
    let state = request.app_data::<Data<State>>();
    let state = state.ok_or(Error::Internal(
        "the routes were set up without their state",
    ))?;
    Ok(state.as_ref().clone())
}

impl FromRequest for SignedIn {
    type Error = Error;
    type Future = LocalBoxFuture<'static, Result<Self, Error>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = request.clone();
        Box::pin(async move {
            let identity = identify_live(&request).await?;
            Ok(Self {
                user: identity.user,
                until: identity.until,
            })
        })
    }
}

impl FromRequest for InPerson {
    type Error = Error;
    type Future = LocalBoxFuture<'static, Result<Self, Error>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = request.clone();
        Box::pin(async move {
            let identity = identify_live(&request).await?;
            match identity.proof {
                Proof::Session(session) => Ok(Self {
                    user: identity.user,
                    session,
                }),
                Proof::Token => Err(ProblemCode::SessionNeeded.into()),
            }
        })
    }
}

impl FromRequest for InProject {
    type Error = Error;
    type Future = LocalBoxFuture<'static, Result<Self, Error>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = request.clone();
        Box::pin(async move {
            let (state, identity) = identify(&request).await?;
            let key = request.match_info().query("key");
            Ok(Self {
                state,
                identity,
                key: key.parse().map_err(|_| Error::NOT_FOUND)?,
            })
        })
    }
}
