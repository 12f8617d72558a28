//! What was delivered to a hook, by REST, and delivering it again.
//! A redelivery keeps its GUID, so that receivers can tell.

use super::call::{Answer, Call};
use super::hooks::find;
use super::target::Target;
use crate::hooks::Delivery;
use crate::paging::{Page, address_with};
use crate::refusals::Refusal;
use crate::render::hooks;
use crate::reply::Reply;
use crate::webhooks;

const CURSOR: &str = "v1_";

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
    let start = start(call, &newest_first)?;
    let size = Page::of(call.request).size;
    let page = newest_first.iter().skip(start).take(size);
    let page = page.map(|delivery| hooks::delivery(&target.repository, delivery));
    let reply = Reply::json(200, page.collect());
    Ok(match links(call, &newest_first, start, size) {
        Some(links) => reply.with("Link", &links),
        None => reply,
    })
}

/// Where the page begins that a cursor means: with the delivery that it names, or if that one is
/// forgotten, with the next.
fn start(call: &Call<'_>, newest_first: &[&Delivery]) -> Result<usize, Refusal> {
    let Some(cursor) = call.request.query("cursor") else {
        return Ok(0);
    };
    let id = cursor.strip_prefix(CURSOR).and_then(|id| id.parse().ok());
    let id: u64 = id.ok_or_else(|| Refusal::field("HookDelivery", "cursor", "invalid"))?;
    let place = newest_first.iter().position(|delivery| delivery.id <= id);
    Ok(place.unwrap_or(newest_first.len()))
}

/// Links by cursors and not by numbers: what is delivered meanwhile moves no page.
fn links(call: &Call<'_>, listed: &[&Delivery], start: usize, size: usize) -> Option<String> {
    let link = |name: &str, place: usize| {
        let cursor = format!("{CURSOR}{}", listed.get(place)?.id);
        let address = address_with(&call.address(), call.request, "cursor", &cursor);
        Some(format!("<{address}>; rel=\"{name}\""))
    };
    let before = (start > 0).then(|| start.saturating_sub(size));
    let previous = before.and_then(|place| link("prev", place));
    let links: Vec<_> = previous
        .into_iter()
        .chain(link("next", start + size))
        .collect();
    (!links.is_empty()).then(|| links.join(", "))
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
