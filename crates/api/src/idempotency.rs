//! Sending again what may have arrived already: with an `Idempotency-Key` it is done once.
//!
//! The answer is kept with the change, in one transaction; it never holds a secret.

use std::future::{Ready, ready};

use actix_web::{
    FromRequest, HttpRequest, HttpResponse, Responder,
    body::BoxBody,
    dev::Payload,
    http::{StatusCode, header},
};
use domain::{ids::UserId, problem::ProblemCode};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use store::{Tx, idempotency};

use crate::{error::Error, version};

/// The header.
const HEADER: &str = "Idempotency-Key";

/// The most characters of a key.
const KEY_MAX: usize = 255;

/// A call that may be sent again, if it says how to tell.
pub(crate) struct Once {
    key: Option<String>,
    path: String,
}

/// The answer to such a call: made now, or made before.
pub(crate) struct Kept {
    status: StatusCode,
    body: String,
}

/// What is made here has a version, which is told as with any other answer.
#[derive(Deserialize)]
struct Versioned {
    version: i64,
}

impl Once {
    /// Does the work unless it was done before for this user, key and body.
    pub(crate) async fn create<B: Serialize, T: Serialize>(
        self,
        tx: &mut Tx,
        user: UserId,
        body: &B,
        work: impl AsyncFnOnce(&mut Tx) -> Result<T, Error>,
    ) -> Result<Kept, Error> {
        let Some(key) = self.key else {
            return Kept::created(&work(tx).await?);
        };
        let request = hash(&self.path, &json(body)?);
        match idempotency::begin(tx, user, &key, request).await? {
            idempotency::Begun::New => {}
            idempotency::Begun::Other => return Err(ProblemCode::KeyReused.into()),
            idempotency::Begun::Replay { status, body } => {
                let status = StatusCode::from_u16(status)
                    .map_err(|_| Error::Internal("a kept answer has no status"))?;
                return Ok(Kept { status, body });
            }
        }
        let kept = Kept::created(&work(tx).await?)?;
        idempotency::finish(tx, user, &key, kept.status.as_u16(), &kept.body).await?;
        Ok(kept)
    }
}

impl Kept {
    fn created(body: &impl Serialize) -> Result<Self, Error> {
        Ok(Self {
            status: StatusCode::CREATED,
            body: json(body)?,
        })
    }
}

impl FromRequest for Once {
    type Error = Error;
    type Future = Ready<Result<Self, Error>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let path = request.path().to_owned();
        ready(match request.headers().get(HEADER) {
            None => Ok(Self { key: None, path }),
            Some(value) => match value.to_str() {
                Ok(key) if (1..=KEY_MAX).contains(&key.len()) => Ok(Self {
                    key: Some(key.to_owned()),
                    path,
                }),
                _ => Err(Error::field(HEADER, "use 1 to 255 visible characters")),
            },
        })
    }
}

impl Responder for Kept {
    type Body = BoxBody;

    fn respond_to(self, _: &HttpRequest) -> HttpResponse {
        let mut answer = HttpResponse::build(self.status);
        answer.insert_header((header::CONTENT_TYPE, "application/json"));
        if let Ok(made) = serde_json::from_str::<Versioned>(&self.body) {
            answer.insert_header((header::ETAG, version::tag(made.version)));
        }
        answer.body(self.body)
    }
}

fn json(value: &impl Serialize) -> Result<String, Error> {
    serde_json::to_string(value).map_err(|_| Error::Internal("an answer could not be written"))
}

fn hash(path: &str, body: &str) -> [u8; 32] {
    Sha256::new()
        .chain_update(path)
        .chain_update([0])
        .chain_update(body)
        .finalize()
        .into()
}
