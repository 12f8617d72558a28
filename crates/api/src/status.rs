//! Which HTTP status each problem has: one match, and nothing else.

use actix_web::http::StatusCode;
use domain::problem::ProblemCode;

/// The status of a problem.
pub(crate) fn status(code: ProblemCode) -> StatusCode {
    use ProblemCode as C;
    match code {
        C::OauthStateUnknown | C::OauthCodeRejected => StatusCode::BAD_REQUEST,
        C::SignInNeeded | C::WrongCredentials | C::SignatureInvalid => StatusCode::UNAUTHORIZED,
        C::TokenReadOnly
        | C::SessionNeeded
        | C::RoleTooLow
        | C::NotYours
        | C::NotConnected
        | C::ReconnectNeeded
        | C::OauthRefused
        | C::NoGithubAccess
        | C::GithubAdminNeeded
        | C::OrganizationRestrictsApp
        | C::SsoRequired => StatusCode::FORBIDDEN,
        C::NotFound | C::GithubMissing => StatusCode::NOT_FOUND,
        C::MethodNotAllowed => StatusCode::METHOD_NOT_ALLOWED,
        C::EmailTaken
        | C::KeyTaken
        | C::AlreadyMember
        | C::AlreadyLinked
        | C::TaskClosed
        | C::TaskOpen
        | C::ClosingIsApart
        | C::LabelTaken
        | C::NotAMember
        | C::ViewerCannotWork
        | C::NoRepository
        | C::BranchExists
        | C::NoDevelopmentBranch
        | C::RepositoryInUse
        | C::LastOwner
        | C::AccountTaken
        | C::ConnectionEnding
        | C::RepositoryEmpty
        | C::GithubRefused => StatusCode::CONFLICT,
        C::Outdated => StatusCode::PRECONDITION_FAILED,
        C::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
        C::InvalidInput | C::KeyReused | C::NoSuchUser => StatusCode::UNPROCESSABLE_ENTITY,
        C::VersionNeeded => StatusCode::PRECONDITION_REQUIRED,
        C::TooManyRequests => StatusCode::TOO_MANY_REQUESTS,
        C::Internal => StatusCode::INTERNAL_SERVER_ERROR,
        C::GithubRateLimited | C::GithubUnavailable => StatusCode::SERVICE_UNAVAILABLE,
    }
}
