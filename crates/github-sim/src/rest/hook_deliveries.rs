//! What was delivered to a hook, by REST, and delivering it again.
//! A redelivery keeps its GUID, so that receivers can tell.

use super::call::{Answer, Call};
use super::hooks::find;
use super::target::Target;
use crate::hooks::Delivery;
use crate::refusals::Refusal;
use crate::render::hooks;
use crate::reply::Reply;
use crate::webhooks;

/// `GET …/hooks/{id}/deliveries`
pub(crate) fn list(call: &Call<'_>, target: &Target, id: &str) -> Answer {
    let hook = find(target, id)?;
    let failed = |delivery: &Delivery| !(200..400).contains(&delivery.status_code);
    let wanted = |delivery: &&Delivery| match call.request.query("status") {
        Some("failure") => failed(delivery),
        Some("success") => !failed(delivery),
        _ => true,
    };
    let newest_first: Vec<_> = hook.deliveries.iter().rev().filter(wanted).collect();
    Ok(call.page(&newest_first, |delivery| {
        hooks::delivery(&target.repository, delivery)
    }))
}

/// `GET …/hooks/{id}/deliveries/{delivery}`
pub(crate) fn show(_: &Call<'_>, target: &Target, id: &str, delivery: &str) -> Answer {
    let hook = find(target, id)?;
    let delivery = find_delivery(&hook.deliveries, delivery)?;
    Ok(Reply::json(
        200,
        hooks::delivery_in_full(&target.repository, hook, delivery),
    ))
}

/// `POST …/hooks/{id}/deliveries/{delivery}/attempts`
pub(crate) fn redeliver(call: &Call<'_>, target: &Target, id: &str, delivery: &str) -> Answer {
    let hook = find(target, id)?;
    let delivery = find_delivery(&hook.deliveries, delivery)?;
    webhooks::redeliver(call.state, target.repository.id, hook, delivery);
    Ok(Reply::json(202, serde_json::json!({})))
}

fn find_delivery<'a>(deliveries: &'a [Delivery], id: &str) -> Result<&'a Delivery, Refusal> {
    let id: u64 = id.parse().map_err(|_| Refusal::not_found())?;
    deliveries
        .iter()
        .find(|delivery| delivery.id == id)
        .ok_or_else(Refusal::not_found)
}
